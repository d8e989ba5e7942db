using System.Collections.Immutable;
using Coalmine.PromQL.Bindings;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Policies;

/// <summary>
/// A scenario's world as a manifest would have it: the pods that the manifest runs, the requests that it makes itself, and the latency bounds of the platform
/// whose metrics its queries read. Users' requests, models, faults and their luck stay what they are.
/// </summary>
internal static class ForeignWorld
{
    /// <summary>The scenario with that world.</summary>
    public static LoadedScenario Of(LoadedScenario scenario, ForeignManifest manifest, QueryBindings bindings)
    {
        World world = scenario.World.World;
        World own = world with
        {
            Pods = manifest.Pods.In(world.Pods),
            Traffic = manifest.Traffic.UsersOf(world.Traffic),
            Tests = manifest.Traffic.TestsIn(world),
            Serving = world.Serving with { Autoscaling = Autoscaling.None },
            Telemetry = world.Telemetry with { LatencyBounds = Bounds(world.Telemetry, bindings.LatencyBounds) },
        };
        return scenario with { World = CompiledWorld.Compile(own, scenario.World.Engine) };
    }

    // Bounds that a scenario adds are added to those of any platform; bounds that replace the platform's are the telemetry's own, whatever the names are.
    private static ImmutableArray<double> Bounds(Telemetry telemetry, ImmutableArray<double> asked)
    {
        ImmutableArray<double> usual = PlatformBounds.Of(telemetry.Platform);
        if (asked.IsEmpty || !usual.All(telemetry.LatencyBounds.Contains))
            return telemetry.LatencyBounds;
        return [.. asked.Concat(telemetry.LatencyBounds.Except(usual)).Distinct().Order()];
    }
}
