using System.Collections.Immutable;
using Coalmine.Simulation.Faults;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Sweeps;

/// <summary>Makes what goes wrong in a scenario smaller or larger: shares are multiplied, and of factors the part beyond 1.</summary>
internal static class FaultScaling
{
    /// <summary>The scenario with its faults scaled, whatever is true of it then; nothing where a fault has no size, or a larger world could not be.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="factor">At least 0: 0 for no fault, 1 for the scenario as it stands.</param>
    public static LoadedScenario? Of(LoadedScenario scenario, double factor)
    {
        if (factor == 0)
            return Compiled(scenario, []);
        Fault?[] scaled = [.. scenario.World.World.Faults.Select(fault => Of(fault, factor))];
        return scaled.Length == 0 || scaled.Contains(null) ? null : Compiled(scenario, [.. scaled.OfType<Fault>()]);
    }

    private static LoadedScenario? Compiled(LoadedScenario scenario, ImmutableArray<Fault> faults)
    {
        Scenario changed = scenario.File with { World = scenario.File.World with { Faults = faults }, Truth = new TruthClaim.Unsaid() };
        return LoadedScenario.Compile(changed, scenario.Facts.Engine) is Manifests.Diagnostics.ReadResult<LoadedScenario>.Read read ? read.Value : null;
    }

    private static Fault? Of(Fault fault, double factor) => fault switch
    {
        ErrorIncrease more => more with { Points = more.Points * factor },
        AccuracyDrop drop => drop with { Points = drop.Points * factor },
        RecallDrop drop => drop with { Points = drop.Points * factor },
        CovariateDrift drift => drift with { BaselineLoss = drift.BaselineLoss * factor, CanaryLoss = drift.CanaryLoss * factor },
        ConversionDrop drop => drop with { Fraction = Math.Min(1, drop.Fraction * factor) },
        LatencyIncrease slower => slower with { Factor = Math.Max(0.01, 1 + (factor * (slower.Factor - 1))) },
        LatencyTail tail => tail with { Share = Math.Min(1, tail.Share * factor) },
        ColdStart cold => cold with { Factor = 1 + (factor * (cold.Factor - 1)) },
        _ => null,
    };
}
