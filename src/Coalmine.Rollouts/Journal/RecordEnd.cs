using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal;

/// <summary>How far a record tells what another policy would have decided. A closed union: the nested records are all there are.</summary>
/// <param name="At">The moment up to which it tells.</param>
public abstract record RecordEnd(Moment At)
{
    /// <summary>The policy would have come to its end: promoted or rolled back.</summary>
    /// <param name="At">When.</param>
    /// <param name="Outcome">Its end.</param>
    public sealed record Decided(Moment At, RolloutOutcome Outcome) : RecordEnd(At);

    /// <summary>The record ends, and the policy would have gone on.</summary>
    /// <param name="At">When.</param>
    public sealed record RecordIsOver(Moment At) : RecordEnd(At);

    /// <summary>The policy would have given the canary another share of the traffic: from there on nobody knows what would have been measured.</summary>
    /// <param name="At">From when.</param>
    /// <param name="Recorded">What the record had.</param>
    /// <param name="Wanted">What the policy would have had.</param>
    public sealed record WeightsDiffer(Moment At, TrafficWeight Recorded, TrafficWeight Wanted) : RecordEnd(At);

    /// <summary>The policy would have mirrored requests where the record did not, or the other way round.</summary>
    /// <param name="At">From when.</param>
    /// <param name="Recorded">Whether the record mirrored.</param>
    public sealed record MirroringDiffers(Moment At, bool Recorded) : RecordEnd(At);

    /// <summary>The policy reads counters that were not recorded.</summary>
    /// <param name="At">From when: the beginning.</param>
    /// <param name="Counters">They.</param>
    public sealed record CountersMissing(Moment At, ImmutableArray<CounterNeed> Counters) : RecordEnd(At);

    /// <summary>The policy asks a query at a moment at which the record has no answer to it.</summary>
    /// <param name="At">The moment.</param>
    /// <param name="Query">The query.</param>
    public sealed record AnswerMissing(Moment At, QueryNeed Query) : RecordEnd(At);

    /// <summary>The policy waits for a hook that the record never called.</summary>
    /// <param name="At">The moment.</param>
    /// <param name="Hook">The hook's name.</param>
    public sealed record HookMissing(Moment At, string Hook) : RecordEnd(At);
}
