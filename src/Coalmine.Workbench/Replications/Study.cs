using System.Collections.Immutable;

namespace Coalmine.Workbench.Replications;

/// <summary>Scenarios x policies x replications.</summary>
public sealed record Study
{
    /// <summary>
    /// Replications that one worker makes at a time and that are summed on their own. Fixed, so that sums do not depend on how many workers there are.
    /// </summary>
    public const int BlockSize = 20;

    /// <summary>
    /// Precision is looked at after every so many replications: fixed for the same reason, and seldom, since each look is a chance to stop luckily.
    /// </summary>
    public const int PrecisionEvery = 100;

    /// <summary>The scenarios, in the order of the reports.</summary>
    public required ImmutableArray<StudyScenario> Scenarios { get; init; }

    /// <summary>The seed of every draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The most replications of each scenario; at least 1.</summary>
    public required long Maximum { get; init; }

    /// <summary>
    /// A scenario stops when the 95 % Wilson interval of every outcome share of every policy is at most this far from its middle, looked at every <see
    /// cref="PrecisionEvery"/> replications; 0 never
    /// stops early. Stopping on a fixed-n interval undercovers slightly (statistics reference, 7.1).
    /// </summary>
    public double Precision { get; init; }

    /// <summary>
    /// Asked after every merged block, in the order of the blocks and under a lock, whether a scenario (by its index) needs no more replications, given the
    /// tallies of its policies; nothing where nobody asks. What it says may depend on the tallies it was shown alone.
    /// </summary>
    public Func<int, IReadOnlyList<PolicyTally>, bool>? Enough { get; init; }

    /// <summary>Keeps rollouts; nothing where every rollout is run anew. The result does not depend on it.</summary>
    public IRolloutArchive? Archive { get; init; }
}
