using System.Collections.Immutable;

namespace Coalmine.Workbench.Replications;

/// <summary>What a study found in one scenario.</summary>
public sealed record ScenarioResult
{
    /// <summary>The scenario.</summary>
    public required ScenarioFacts Facts { get; init; }

    /// <summary>The names of the policies, in order.</summary>
    public required ImmutableArray<StudyPolicy> Policies { get; init; }

    /// <summary>Replications that count: always the first ones, without a gap, also after an interruption.</summary>
    public required long Replications { get; init; }

    /// <summary>Why there are no more.</summary>
    public required StopReason Stopped { get; init; }

    /// <summary>One tally a policy.</summary>
    public required ImmutableArray<PolicyTally> Tallies { get; init; }

    /// <summary>One paired tally for every policy after the first, against the first.</summary>
    public required ImmutableArray<PairTally> Pairs { get; init; }
}
