using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Sharing;

/// <summary>
/// What rollouts of one replication have in common, kept while several policies meet it one after another: as long as two of them shift the same weights at
/// the same moments, their pods count the same, and the second one need not draw it again. Results do not depend on it. Belongs to one worker; it holds one
/// replication at a time, in some tens of megabytes at most. Worlds in which requests wait for each other, and policies whose queries are answered from
/// series, share nothing.
/// </summary>
public sealed class SharedScrapes
{
    private readonly List<(CompiledWorld World, ImmutableArray<CounterNeed> Counters, ScrapeTree Tree)> _trees = [];

    /// <summary>The scrapes of a world for everybody who reads these counters.</summary>
    internal ScrapeTree TreeOf(CompiledWorld world, MeasurementPlan plan)
    {
        foreach ((CompiledWorld known, ImmutableArray<CounterNeed> counters, ScrapeTree tree) in _trees)
            if (ReferenceEquals(known, world) && counters.AsSpan().SequenceEqual(plan.Counters.AsSpan()))
                return tree;
        ScrapeTree made = new(world, plan);
        _trees.Add((world, plan.Counters, made));
        return made;
    }
}
