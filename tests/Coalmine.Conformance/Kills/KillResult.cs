using System.Collections.Immutable;
using Coalmine.Conformance.EndToEnd;

namespace Coalmine.Conformance.Kills;

/// <summary>One rollout whose drivers were killed.</summary>
internal sealed record KillResult
{
    /// <summary>The seed of the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What the canary was like.</summary>
    public required CanaryKind Canary { get; init; }

    /// <summary>The kills.</summary>
    public required ImmutableArray<KillRecord> Kills { get; init; }

    /// <summary>Drivers that were started.</summary>
    public required int Drivers { get; init; }

    /// <summary>Exit code of the last one; -1 where it did not end in time.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The weights that the resource bore, in their order.</summary>
    public required ImmutableArray<int> Weights { get; init; }

    /// <summary>Steps in the journal.</summary>
    public required int Entries { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>What must not have been.</summary>
    public required ImmutableArray<string> Violations { get; init; }

    /// <summary>What the drivers said.</summary>
    public required string Said { get; init; }
}
