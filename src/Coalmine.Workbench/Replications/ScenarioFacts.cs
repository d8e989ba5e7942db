using System.Collections.Immutable;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Truth;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Replications;

/// <summary>What reports need to know of a scenario.</summary>
public sealed record ScenarioFacts
{
    /// <summary>The name shown in tables.</summary>
    public required string Name { get; init; }

    /// <summary>One line on what the world is; may be empty.</summary>
    public string About { get; init; } = "";

    /// <summary>One line on what it teaches; may be empty.</summary>
    public string Teaches { get; init; } = "";

    /// <summary>What is true of the canary: decides which outcomes are wrong.</summary>
    public required TruthKind Truth { get; init; }

    /// <summary>When the first effect for the worse begins; zero where there is none.</summary>
    public TimeSpan Onset { get; init; }

    /// <summary>The stretches in which the canary is regressed; empty for a world that is not, or where only the onset is known.</summary>
    public ImmutableArray<Stretch> Regressed { get; init; } = [];

    /// <summary>How long the world is watched; detection is censored there.</summary>
    public required TimeSpan Horizon { get; init; }

    /// <summary>How the world is brought forward.</summary>
    public required EngineKind Engine { get; init; }

    /// <summary>Why the world needs single requests, in one sentence without a full stop; empty where counts would do.</summary>
    public string RequestsNeeded { get; init; } = "";
}
