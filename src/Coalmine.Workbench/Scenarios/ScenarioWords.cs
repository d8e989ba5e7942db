using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>The words that scenario files use for values of the world.</summary>
internal static class ScenarioWords
{
    public static string Of(TruthKind kind) => kind switch
    {
        TruthKind.Healthy => "healthy",
        TruthKind.Indifferent => "indifferent",
        TruthKind.Regressed => "regressed",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
