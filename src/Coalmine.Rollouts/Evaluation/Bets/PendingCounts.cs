using Coalmine.Rollouts.Journal.Snapshots;

namespace Coalmine.Rollouts.Evaluation.Bets;

/// <summary>Counts of the two arms that wait to be taken in.</summary>
/// <param name="CanaryEvents">Events of the canary.</param>
/// <param name="CanaryTrials">Trials of the canary.</param>
/// <param name="BaselineEvents">Events of the baseline.</param>
/// <param name="BaselineTrials">Trials of the baseline.</param>
internal readonly record struct PendingCounts(double CanaryEvents, double CanaryTrials, double BaselineEvents, double BaselineTrials)
{
    /// <summary>Saves them, or loads others.</summary>
    public PendingCounts Exchange(SnapshotStream stream) =>
        new(stream.Number(CanaryEvents), stream.Number(CanaryTrials), stream.Number(BaselineEvents), stream.Number(BaselineTrials));

    /// <summary>Adds counts.</summary>
    public PendingCounts Plus(double canaryEvents, double canaryTrials, double baselineEvents, double baselineTrials) =>
        new(CanaryEvents + canaryEvents, CanaryTrials + canaryTrials, BaselineEvents + baselineEvents, BaselineTrials + baselineTrials);
}
