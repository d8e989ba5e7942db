using System.Globalization;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.FirstHour;

/// <summary>The two percentages that everybody asks for first.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="RolledBackHealthy">Rollouts of healthy canaries that were rolled back, for whatever reason.</param>
/// <param name="Healthy">Rollouts of healthy canaries.</param>
/// <param name="PromotedRegressed">Rollouts of regressed canaries that were promoted.</param>
/// <param name="Regressed">Rollouts of regressed canaries, as many of each kind.</param>
/// <param name="Kinds">Kinds of regression.</param>
public sealed record FirstAnswer(string Policy, long RolledBackHealthy, long Healthy, long PromotedRegressed, long Regressed, int Kinds)
{
    /// <summary>The answer of a study of <see cref="MadeWorlds"/> for one of its policies.</summary>
    /// <param name="study">The study.</param>
    /// <param name="policy">The policy's place among those of each scenario.</param>
    public static FirstAnswer Of(StudyResult study, int policy)
    {
        ScenarioResult[] healthy = [.. study.Scenarios.Where(scenario => scenario.Facts.Truth == TruthKind.Healthy)];
        ScenarioResult[] regressed = [.. study.Scenarios.Where(scenario => scenario.Facts.Truth == TruthKind.Regressed)];
        return new FirstAnswer(
            study.Scenarios[0].Policies[policy].Name,
            healthy.Sum(scenario => RolledBack(scenario.Tallies[policy])),
            healthy.Sum(scenario => scenario.Tallies[policy].Count),
            regressed.Sum(scenario => scenario.Tallies[policy].Of(RolloutOutcome.Promoted)),
            regressed.Sum(scenario => scenario.Tallies[policy].Count),
            regressed.Length);
    }

    /// <summary>
    /// The sentence, with 95 % intervals (Wilson; that of the regressed canaries pools as many rollouts of each kind, whose variance is at most binomial, so
    /// that it is on the safe side).
    /// </summary>
    public string Sentence => Healthy == 0 || Regressed == 0
        ? $"{Policy}: no rollout was finished, so nothing is known."
        : $"{Policy} rolls back {Share(RolledBackHealthy, Healthy)} of healthy canaries and promotes "
            + $"{Share(PromotedRegressed, Regressed)} of regressed ones.";

    /// <summary>What the percentages rest on, without a full stop.</summary>
    public string Basis => string.Create(
        CultureInfo.InvariantCulture,
        $"95 % intervals; {Healthy} rollouts of healthy canaries, {Regressed} of regressed ones, as many of each of {Kinds} kinds");

    private static long RolledBack(PolicyTally tally) =>
        tally.Of(RolloutOutcome.RolledBackOnEvidence) + tally.Of(RolloutOutcome.RolledBackForWantOfEvidence)
        + tally.Of(RolloutOutcome.RolledBackOnOrder);

    private static string Share(long count, long of)
    {
        Interval interval = Wilson.Interval(count, of, Confidence.Z);
        return string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / of:0.0} % [{100 * interval.Lower:0.0}, {100 * interval.Upper:0.0}]");
    }
}
