using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Pairings;

/// <summary>Says why an engine that was asked for cannot bring a scenario's world forward.</summary>
public static class EngineRefusal
{
    /// <summary>One located sentence; nothing where the engine can, or where none was asked for.</summary>
    public static ImmutableArray<Diagnostic> Of(Scenario scenario, EngineKind? engine)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return engine switch
        {
            EngineKind.Binned => Refuse(scenario, scenario.RequestsNeededAt, ("binned", "request"), EngineNeeds.RequestsNeeded(scenario.World)),
            EngineKind.Request => Refuse(scenario, TextPosition.Start, ("request", "binned"), EngineNeeds.CountsNeeded(scenario.World)),
            _ => [],
        };
    }

    private static ImmutableArray<Diagnostic> Refuse(
        Scenario scenario, TextPosition position, (string Asked, string Other) engines, ImmutableArray<string> reasons) => reasons.IsEmpty
        ? []
        : [Diagnostic.At(scenario.File, position, ScenarioMessages.EngineRefuses(engines.Asked, string.Join("; ", reasons), engines.Other))];
}
