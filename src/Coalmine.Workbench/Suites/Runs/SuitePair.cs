using System.Collections.Immutable;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Suites.Claims;

namespace Coalmine.Workbench.Suites.Runs;

/// <summary>A policy in a scenario, with what is claimed of the two together.</summary>
public sealed record SuitePair
{
    /// <summary>The name of the case, unique in the suite.</summary>
    public required string Name { get; init; }

    /// <summary>The scenario.</summary>
    public required LoadedScenario Scenario { get; init; }

    /// <summary>The policy.</summary>
    public required RolloutPolicy Policy { get; init; }

    /// <summary>The two bound together.</summary>
    public required Pairing Pairing { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The most rollouts.</summary>
    public required long Replications { get; init; }

    /// <summary>What is claimed.</summary>
    public required ImmutableArray<Claim> Claims { get; init; }
}
