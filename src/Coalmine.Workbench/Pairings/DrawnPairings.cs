using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Scenarios.Uncertain;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Workbench.Pairings;

/// <summary>
/// A policy in the worlds that an uncertain scenario may be: one a replication. Replications stay independent of each other and alike in law, so that the
/// intervals of a study hold for all such worlds together.
/// </summary>
internal sealed class DrawnPairings(RolloutPolicy policy, LoadedScenario scenario, WatchedRules? rules)
{
    private const int MostAttempts = 100;

    /// <summary>The policy in the world of a replication. Cost: that of compiling a world.</summary>
    public Pairing Of(ulong seed, long replication) => policy.Bind(World(seed, replication), rules) is PairingResult.Bound { Pairing: var pairing }
        ? pairing
        : throw new InvalidOperationException("A policy is bound to the telemetry, which no draw changes.");

    // A scenario claims one truth: worlds of another are not among those that it may be. Where none is found, the estimates' own stands.
    private LoadedScenario World(ulong seed, long replication)
    {
        WorldUncertainty uncertainty = scenario.File.Uncertainty!;
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            World world = uncertainty.Draw(scenario.File.World, seed, replication, attempt);
            CompiledWorld compiled = CompiledWorld.Compile(world, scenario.World.Engine);
            if (compiled.Effects.Truth == scenario.Facts.Truth)
                return scenario with { File = scenario.File with { World = world, Uncertainty = null }, World = compiled };
        }

        return scenario with { File = scenario.File with { Uncertainty = null } };
    }
}
