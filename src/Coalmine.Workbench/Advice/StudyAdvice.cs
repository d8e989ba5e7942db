using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Advice;

/// <summary>What a study teaches about a policy in a world: what to change, sorted by price, with what could be said before it.</summary>
public static class StudyAdvice
{
    // Shares below which there is nothing to change, and above which something plainly is.
    private const double Noticed = 0.01;
    private const double Many = 0.05;
    private const double Most = 0.5;
    private const double Longer = 1.5;

    /// <summary>The advice on one policy in one world; none without finished rollouts.</summary>
    /// <param name="scenario">What the study found in the world.</param>
    /// <param name="policy">The index of the policy.</param>
    public static ImmutableArray<AdviceItem> Of(ScenarioResult scenario, int policy)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        PolicyTally tally = scenario.Tallies[policy];
        if (tally.Count == 0)
            return [];
        StudyPolicy studied = scenario.Policies[policy];
        AdviceItem[] after =
        [
            .. scenario.Facts.Truth == TruthKind.Healthy ? FalseAlarms(studied, tally) : [],
            .. scenario.Facts.Truth == TruthKind.Regressed ? Missed(scenario.Facts, studied, tally) : [],
            .. Wanting(studied, tally),
            .. scenario.Facts.Truth == TruthKind.Healthy ? Long(studied, tally) : [],
            .. Alerts(scenario.Facts.Truth, studied, tally),
        ];

        // What is said as a cause, or with another price, is not said twice.
        IEnumerable<AdviceItem> before = (studied.Advice?.Before ?? [])
            .Where(item => !after.Any(other => other.Instead.Contains(item.Text, StringComparison.Ordinal) || (other.Id == "CM2721" && item.Id == "CM2708")));
        return [.. after.Concat(before).OrderBy(item => double.IsNaN(item.Price) ? 1 : 0).ThenByDescending(item => double.IsNaN(item.Price) ? 0 : item.Price)];
    }

    private static IEnumerable<AdviceItem> FalseAlarms(StudyPolicy studied, PolicyTally tally)
    {
        SimulatedShare all = new(tally.Of(RolloutOutcome.RolledBackOnEvidence), tally.Count);
        for (int check = 0; check < studied.Checks.Length; check++)
        {
            SimulatedShare share = new(CausedBy(tally, check), tally.Count);
            if (share.Share >= Noticed)
                yield return AdviceMessages.CausesFalseAlarms(studied.Checks[check], share, all, Mend(studied, check)) with
                {
                    Check = check,
                    Replication = tally.Examples.First(RolloutOutcome.RolledBackOnEvidence),
                };
        }
    }

    private static string Mend(StudyPolicy studied, int check) =>
        studied.Advice?.Before.FirstOrDefault(item => item.Id == "CM2707" && item.Check == check) is { } broken
            ? $"{broken.Text} {broken.Instead}"
            : Mend(studied.Advice?.Policy?.Checks[check]);

    private static string Mend(Check? check) => check?.Method switch
    {
        null => "Ask for more failures before it decides, look at more requests a look, or move its limit away from today's value.",
        _ when check!.Metric.ComparesDistributions => "Raise the limit, or ask for more samples (`evidence`): small samples differ by chance.",
        CheckMethod.Point => "Write `method: sequential`, whose risk is stated over all looks, or move the limit away from today's value.",
        CheckMethod.Fixed { Multiplicity: Multiplicity.None } =>
            "Write `method: sequential`; a fixed test states the risk of one look only, and of one check (`multiplicity: holm`).",
        CheckMethod.Fixed => "Write `method: sequential`: a fixed test states the risk of one look only.",
        _ => "More than the stated risk means that requests depend on each other or that a pod is worse by nature: give the canary more pods.",
    };

    // Who ended before anything was wrong could not see it: asked are the rollouts that still ran then.
    private static IEnumerable<AdviceItem> Missed(ScenarioFacts facts, StudyPolicy studied, PolicyTally tally)
    {
        long ended = facts.Onset > TimeSpan.Zero
            ? tally.Durations.Ordered().TakeWhile(each => each.Key <= facts.Onset.TotalSeconds).Sum(each => each.Value)
            : 0;
        SimulatedShare early = new(ended, tally.Count);
        string what = studied.Advice?.Wrong is { Length: > 0 } wrong ? wrong : "see the scenario";
        if (early.Count == tally.Count)
        {
            yield return AdviceMessages.NeverMet(what, Figures.Length(facts.Onset.TotalSeconds));
            yield break;
        }

        SimulatedShare seen = new(tally.Detected, tally.Count - early.Count);
        if (seen.Interval.Upper >= Most)
        {
            foreach (AdviceItem late in Late(studied, tally))
                yield return late;
            yield break;
        }

        yield return AdviceMessages.NeverCaught(what, seen, early, (double)tally.Of(RolloutOutcome.Promoted) / tally.Count, Catch(studied)) with
        {
            Replication = tally.Examples.Worst(RolloutOutcome.Promoted),
        };
    }

    // Where a check of ours looks at it already, another one would see no more.
    private static string? Catch(StudyPolicy studied)
    {
        if (studied.Advice is not { } advice)
            return "Add a check on the metric that is worse.";
        if (!advice.IsAsked)
            return advice.Instead;
        AdviceItem? why = advice.Before.FirstOrDefault(item => item.Id is "CM2705" or "CM2710");
        return why is null
            ? "It is looked at, and seen too seldom: give the steps more traffic or time; `coalmine power` says how much."
            : $"{why.Text} {why.Instead}";
    }

    private static IEnumerable<AdviceItem> Late(StudyPolicy studied, PolicyTally tally)
    {
        if (studied.Advice?.Policy?.Plan is not { } plan)
            yield break;
        for (int step = 1; step < plan.Steps.Length; step++)
        {
            SimulatedShare share = new(tally.Ends.At(RolloutOutcome.RolledBackOnEvidence, step), tally.Count);
            if (share.Share > Most)
                yield return AdviceMessages.FallsLate(share, $"{plan.Steps[step].Weight}", step + 1, plan.Steps.Length);
        }
    }

    private static IEnumerable<AdviceItem> Wanting(StudyPolicy studied, PolicyTally tally)
    {
        SimulatedShare share = new(tally.Of(RolloutOutcome.RolledBackForWantOfEvidence), tally.Count);
        if (share.Share < Many)
            yield break;
        IGrouping<int, (RolloutOutcome Outcome, int Step, int Check, long Count)> worst = tally.Ends.Counts
            .Where(end => end.Outcome == RolloutOutcome.RolledBackForWantOfEvidence)
            .GroupBy(end => end.Step)
            .MaxBy(group => group.Sum(end => end.Count))!;
        string weight = studied.Advice?.Policy?.Plan.Steps is { } steps && worst.Key >= 0 ? $" ({steps[worst.Key].Weight})" : "";
        string where = worst.Key < 0 ? ", before any traffic was shifted" : $", most of them in step {worst.Key + 1}{weight}";
        AdviceItem? cause = studied.Advice?.Before.FirstOrDefault(item => item.Id is "CM2702" or "CM2705" or "CM2701" or "CM2704" or "CM2710");
        yield return AdviceMessages.WantsEvidence(share, where, cause is null ? null : $"{cause.Text} {cause.Instead}") with
        {
            Replication = tally.Examples.First(RolloutOutcome.RolledBackForWantOfEvidence),
        };
    }

    private static IEnumerable<AdviceItem> Long(StudyPolicy studied, PolicyTally tally)
    {
        if (studied.Advice?.Policy is not { } policy || tally.Of(RolloutOutcome.Promoted) < Most * tally.Count)
            yield break;
        double planned = policy.Plan.Shadow.TotalSeconds + policy.Plan.Steps.Sum(step => PlanStages.Planned(step).TotalSeconds);
        double mean = tally.Durations.AtRank((tally.Durations.Count + 1) / 2);
        if (mean > Longer * planned)
            yield return AdviceMessages.TakesLong(Figures.Length(mean), Figures.Length(planned));
    }

    private static IEnumerable<AdviceItem> Alerts(TruthKind truth, StudyPolicy studied, PolicyTally tally)
    {
        for (int alert = 0; alert < tally.Alerts.Count; alert++)
        {
            AlertTally one = tally.Alerts[alert];
            SimulatedShare seen = new(one.Detected, one.Count);
            SimulatedShare fired = new(one.Fired, one.Count);
            if (truth == TruthKind.Regressed && seen.Interval.Upper < Most)
                yield return AdviceMessages.AlertSilent(studied.Alerts[alert].Name, seen);
            if (truth == TruthKind.Healthy && fired.Share >= Noticed)
                yield return AdviceMessages.AlertFalse(studied.Alerts[alert].Name, fired);
        }
    }

    private static long CausedBy(PolicyTally tally, int check) => tally.Ends.Counts
        .Where(end => end.Check == check && end.Outcome == RolloutOutcome.RolledBackOnEvidence)
        .Sum(end => end.Count);
}
