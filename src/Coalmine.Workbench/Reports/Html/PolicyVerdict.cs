using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Reports.Html;

/// <summary>
/// Whether to ship a policy: no scenario's share of wrong outcomes may be beyond the yardstick, and each must be shown to be within it by its 95 % interval
/// (Wilson).
/// </summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Sentence">The sentence with percentages and intervals.</param>
/// <param name="Reasons">What the answer rests on, a sentence a line.</param>
internal sealed record PolicyVerdict(string Policy, ShipAnswer Answer, string Sentence, ImmutableArray<string> Reasons)
{
    /// <summary>The verdicts on all policies of a study, in the order in which they are first met.</summary>
    public static ImmutableArray<PolicyVerdict> Of(StudyResult study, Yardstick yardstick) =>
        [.. Names(study).Select(policy => Of(study, policy, yardstick))];

    /// <summary>The names of all policies of a study.</summary>
    public static ImmutableArray<string> Names(StudyResult study) =>
        [.. study.Scenarios.Where(scenario => scenario.Replications > 0).SelectMany(scenario => scenario.Policies.Select(policy => policy.Name)).Distinct()];

    /// <summary>The wrong outcomes of a policy, one a scenario that can have any: rollbacks of healthy canaries, promotions of regressed ones.</summary>
    public static IEnumerable<WrongOutcomes> WrongOf(StudyResult study, string policy) =>
        from scenario in study.Scenarios
        where scenario.Replications > 0 && scenario.Facts.Truth != TruthKind.Indifferent
        from index in Enumerable.Range(0, scenario.Policies.Length)
        where scenario.Policies[index].Name == policy
        let tally = scenario.Tallies[index]
        select scenario.Facts.Truth == TruthKind.Healthy
            ? new WrongOutcomes(scenario.Facts.Name, true, tally.Count - tally.Of(RolloutOutcome.Promoted) - tally.Of(RolloutOutcome.Open), tally.Count)
            : new WrongOutcomes(scenario.Facts.Name, false, tally.Of(RolloutOutcome.Promoted), tally.Count);

    private static PolicyVerdict Of(StudyResult study, string policy, Yardstick yardstick)
    {
        WrongOutcomes[] wrong = [.. WrongOf(study, policy)];
        WrongOutcomes[] healthy = [.. wrong.Where(each => each.IsHealthy)];
        WrongOutcomes[] regressed = [.. wrong.Where(each => !each.IsHealthy)];
        string sentence = (healthy.Length, regressed.Length) switch
        {
            (0, 0) => $"{policy} met neither a healthy canary nor a regressed one, so that nothing can be said.",
            (_, 0) => $"{policy} rolls back {Sum(healthy).Words} of healthy canaries; it met no regressed one.",
            (0, _) => $"{policy} promotes {Sum(regressed).Words} of regressed canaries; it met no healthy one.",
            _ => $"{policy} rolls back {Sum(healthy).Words} of healthy canaries and promotes {Sum(regressed).Words} of regressed ones.",
        };
        return new PolicyVerdict(policy, Answered(healthy, regressed, yardstick), sentence, [.. WorstOf(wrong, yardstick)]);
    }

    private static ShipAnswer Answered(WrongOutcomes[] healthy, WrongOutcomes[] regressed, Yardstick yardstick)
    {
        IEnumerable<WrongOutcomes> all = healthy.Concat(regressed);
        if (all.Any(each => each.Interval.Lower > each.Limit(yardstick)))
            return ShipAnswer.No;
        bool isAsked = healthy.Length > 0 && regressed.Length > 0;
        return isAsked && all.All(each => each.Interval.Upper <= each.Limit(yardstick)) ? ShipAnswer.Yes : ShipAnswer.Open;
    }

    private static IEnumerable<string> WorstOf(WrongOutcomes[] wrong, Yardstick yardstick)
    {
        foreach (bool isHealthy in new[] { true, false })
        {
            WrongOutcomes[] own = [.. wrong.Where(each => each.IsHealthy == isHealthy)];
            if (own.Length == 0)
            {
                yield return isHealthy
                    ? "No scenario has a healthy canary: how often it would be rolled back is not known."
                    : "No scenario has a regressed canary: how often it would be promoted is not known.";
                continue;
            }

            WrongOutcomes worst = own.MaxBy(each => each.Share);
            string limit = Yardstick.Percent(worst.Limit(yardstick));
            string held = worst.Interval.Upper <= worst.Limit(yardstick) ? $"within the {limit} % allowed"
                : worst.Interval.Lower > worst.Limit(yardstick) ? $"beyond the {limit} % allowed"
                : $"neither shown to be within the {limit} % allowed nor beyond{worst.MoreWanted(yardstick)}";
            string where = own.Length == 1 ? $"in {worst.Scenario}" : $"worst of {own.Length} scenarios in {worst.Scenario}";
            yield return $"{(isHealthy ? "Healthy" : "Regressed")} canaries, {where}: {worst.Words} {(isHealthy ? "rolled back" : "promoted")}, {held}.";
        }
    }

    private static WrongOutcomes Sum(WrongOutcomes[] all) =>
        new("", all[0].IsHealthy, all.Sum(each => each.Count), all.Sum(each => each.Of));
}
