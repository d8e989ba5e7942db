using System.Collections.Immutable;
using Coalmine.Simulation.Watching;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Pairings;

namespace Coalmine.Workbench.Watchers;

/// <summary>
/// A scenario's world with the latency bounds that watchers read. Policies do not see them. Where there are new ones latencies are drawn over finer buckets: by
/// the same law, with other luck.
/// </summary>
internal static class WatchedWorld
{
    /// <summary>The scenario with that world; the same one where nothing is to be added.</summary>
    public static LoadedScenario Of(LoadedScenario scenario, RuleWatch watch)
    {
        World world = scenario.World.World;
        ImmutableArray<double> more = [.. watch.Bindings.LatencyBounds.Except(world.Telemetry.LatencyBounds)];
        if (more.IsEmpty)
            return scenario;
        World own = world with { Telemetry = world.Telemetry with { WatchedBounds = more } };
        return scenario with { World = CompiledWorld.Compile(own, scenario.World.Engine) };
    }
}
