using Coalmine.PromQL.Bindings;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Pairings;

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
            // Where queries ask for no bucket, nobody sees the bounds.
            Telemetry = bindings.LatencyBounds.IsEmpty ? world.Telemetry : world.Telemetry with { LatencyBounds = bindings.LatencyBounds },
        };
        return scenario with { World = CompiledWorld.Compile(own, scenario.World.Engine) };
    }
}
