using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Topologies;

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
    /// <summary>The answers of a study of <see cref="MadeWorlds"/>, one for each of its policies.</summary>
    /// <param name="study">The study.</param>
    /// <param name="serving">What carried the traffic of those worlds; nothing where no file told.</param>
    public static ImmutableArray<FirstAnswer> Of(StudyResult study, ServingWorld? serving = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        return [.. Enumerable.Range(0, study.Scenarios[0].Policies.Length).Select(policy => Of(study, policy) with { Serving = serving })];
    }

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
            regressed.Length)
        {
            Undecided = study.Scenarios.Sum(scenario => scenario.Tallies[policy].Of(RolloutOutcome.Open)),
            IsEven = regressed.Select(scenario => scenario.Tallies[policy].Count).Distinct().Count() <= 1,
        };
    }

    /// <summary>What carried the traffic of the worlds; nothing where no file told.</summary>
    public ServingWorld? Serving { get; init; }

    /// <summary>Whether there are as many rollouts of each kind of regression; not so where a study was interrupted or stopped by its precision.</summary>
    public bool IsEven { get; init; } = true;

    /// <summary>Rollouts of either sort that were still open when their world ended: they wait for somebody, or for ever.</summary>
    public long Undecided { get; init; }

    /// <summary>Whether anything is known.</summary>
    public bool IsKnown => Healthy > 0 && Regressed > 0;

    /// <summary>The share of healthy canaries that are rolled back, with its 95 % interval (Wilson); only where anything is known.</summary>
    public (double Share, Interval Interval) RollbackOfHealthy => Rate(RolledBackHealthy, Healthy);

    /// <summary>The share of regressed canaries that are promoted, with its 95 % interval (Wilson); only where anything is known.</summary>
    public (double Share, Interval Interval) PromotionOfRegressed => Rate(PromotedRegressed, Regressed);

    /// <summary>
    /// The sentence, with 95 % intervals (Wilson; that of the regressed canaries pools rollouts of all kinds: while there are as many of each, their variance
    /// is at most binomial, so that the interval is on the safe side).
    /// </summary>
    public string Sentence => IsKnown
        ? $"{Policy} rolls back {Words(RollbackOfHealthy)} of healthy canaries and promotes {Words(PromotionOfRegressed)} of regressed ones{Open}."
        : $"{Policy}: no rollout was finished, so nothing is known.";

    /// <summary>What the percentages rest on, without a full stop.</summary>
    public string Basis => string.Create(
        CultureInfo.InvariantCulture,
        $"95 % intervals; {Healthy} {(Healthy == 1 ? "rollout" : "rollouts")} of healthy canaries, {Regressed} of regressed ones, ")
        + string.Create(CultureInfo.InvariantCulture, $"{(IsEven ? "as many" : "but not as many")} of each of {Kinds} kinds");

    private string Open => Undecided == 0
        ? ""
        : $"; {Words(Rate(Undecided, Healthy + Regressed))} of all rollouts stay open, waiting for somebody";

    private static long RolledBack(PolicyTally tally) =>
        tally.Of(RolloutOutcome.RolledBackOnEvidence) + tally.Of(RolloutOutcome.RolledBackForWantOfEvidence)
        + tally.Of(RolloutOutcome.RolledBackOnOrder);

    private static (double Share, Interval Interval) Rate(long count, long of) => ((double)count / of, Wilson.Interval(count, of, Confidence.Z));

    private static string Words((double Share, Interval Interval) rate) => string.Create(
        CultureInfo.InvariantCulture, $"{100 * rate.Share:0.0} % [{100 * rate.Interval.Lower:0.0}, {100 * rate.Interval.Upper:0.0}]");
}
