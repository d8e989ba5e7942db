using System.Collections.Immutable;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Engines;

/// <summary>What of a world only one of the engines can tell: single requests where it feeds back within the time between two scrapes.</summary>
public static class EngineNeeds
{
    /// <summary>One sentence a feature that the binned engine refuses; none for a world that both engines can bring forward.</summary>
    public static ImmutableArray<string> RequestsNeeded(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        ImmutableArray<string>.Builder reasons = ImmutableArray.CreateBuilder<string>();
        if (world.Traffic.Arrivals == ArrivalKind.Regular)
            reasons.Add("arrivals at a steady pace are not a Poisson process, whose counts the binned engine draws");
        if (!world.Serving.IsUnlimited)
            reasons.Add("pods with limits (serving) make one request wait for another");
        if (world.Faults.Any(fault => fault is MemoryGrowth))
            reasons.Add("memory grows with the requests that a pod has served, and its restarts lose some of them");
        return reasons.ToImmutable();
    }

    /// <summary>Whether one request can change what another one gets, so that effects can only be told by runs.</summary>
    public static bool FeedsBack(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return !world.Serving.IsUnlimited || world.Faults.Any(fault => fault is MemoryGrowth);
    }
}
