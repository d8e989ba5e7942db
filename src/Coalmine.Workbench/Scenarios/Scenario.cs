using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.PromQL.Bindings;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Scenarios.Uncertain;

namespace Coalmine.Workbench.Scenarios;

/// <summary>A scenario file: a world, what it is for, and what its author claims of it.</summary>
/// <param name="File">The file.</param>
/// <param name="World">The world.</param>
/// <param name="About">One line on what happens.</param>
/// <param name="Teaches">One line on what it teaches.</param>
/// <param name="Truth">What the author claims to be true; see <see cref="TruthCheck"/>.</param>
/// <param name="PolicyPath">The policy that is tried where none is named, as written: relative to the scenario's file. Empty for none.</param>
public sealed record Scenario(string File, World World, string About, string Teaches, TruthClaim Truth, string PolicyPath)
{
    /// <summary>Metrics that the scenario describes for queries that the table of platforms does not know.</summary>
    public ImmutableArray<MetricFamily> Described { get; init; } = [];

    /// <summary>How far the world is known; nothing where it is known exactly.</summary>
    public WorldUncertainty? Uncertainty { get; init; }

    /// <summary>
    /// Everything that the file says and that files named in it hold, without comments, line ends and folders; empty of a scenario that was made. Another build
    /// finds the same text in the same files.
    /// </summary>
    public string Text { get; init; } = "";

    /// <summary>Where the first thing is written that only single requests can tell; the file's beginning where there is none.</summary>
    public TextPosition RequestsNeededAt { get; init; } = TextPosition.Start;
}
