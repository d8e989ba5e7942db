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
        ImmutableArray<string> reasons = engine == EngineKind.Binned ? EngineNeeds.RequestsNeeded(scenario.World) : [];
        return reasons.IsEmpty
            ? []
            : [Diagnostic.At(scenario.File, scenario.RequestsNeededAt, ScenarioMessages.BinnedRefuses(string.Join("; ", reasons)))];
    }
}
