using System.Collections.Immutable;
using Coalmine.Simulation;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Workbench.Traces;

/// <summary>One simulated rollout as it is told, drawn and written: who, in which world, what happened, and what became of it.</summary>
public sealed record RolloutTrace
{
    /// <summary>The scenario.</summary>
    public required ScenarioFacts Scenario { get; init; }

    /// <summary>What goes wrong in the world, one line an effect; none for a healthy one.</summary>
    public required ImmutableArray<string> Effects { get; init; }

    /// <summary>The policy's name.</summary>
    public required string Policy { get; init; }

    /// <summary>One line on the policy; may be empty.</summary>
    public string PolicyAbout { get; init; } = "";

    /// <summary>The names of the policy's checks, in order.</summary>
    public required ImmutableArray<string> Checks { get; init; }

    /// <summary>Settings that let missing data pass.</summary>
    public required ImmutableArray<string> UnsafeSettings { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What was known before it ran.</summary>
    public TraceHeading Heading => new(Scenario, Policy, PolicyAbout, UnsafeSettings, Seed, Result.Replication);

    /// <summary>What happened, in order.</summary>
    public required ImmutableArray<TraceEvent> Events { get; init; }

    /// <summary>What the alerts did that looked on; none where nobody did.</summary>
    public ImmutableArray<AlertOutcome> Alerts { get; init; } = [];

    /// <summary>What became of it.</summary>
    public required RolloutResult Result { get; init; }
}
