using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Detectability;

/// <summary>What a study says about what a policy sees: rollbacks on evidence, and by which check. A check is counted only where it came first.</summary>
/// <param name="Rollouts">All rollouts; at least 1.</param>
/// <param name="All">Rolled back on evidence.</param>
/// <param name="Checks">The same by the check that caused it, in the policy's order.</param>
public sealed record SimulatedSight(long Rollouts, SimulatedShare All, ImmutableArray<SimulatedShare> Checks)
{
    /// <summary>Takes it from a study's tally.</summary>
    /// <param name="tally">The tally; with at least one rollout.</param>
    /// <param name="checks">How many checks the policy has.</param>
    public static SimulatedSight Of(PolicyTally tally, int checks)
    {
        ArgumentNullException.ThrowIfNull(tally);
        return new(
            tally.Count,
            new SimulatedShare(tally.Of(RolloutOutcome.RolledBackOnEvidence), tally.Count),
            [.. Enumerable.Range(0, checks).Select(check => new SimulatedShare(CausedBy(tally, check), tally.Count))]);
    }

    private static long CausedBy(PolicyTally tally, int check) => tally.Ends.Counts
        .Where(end => end.Check == check && end.Outcome == RolloutOutcome.RolledBackOnEvidence)
        .Sum(end => end.Count);
}
