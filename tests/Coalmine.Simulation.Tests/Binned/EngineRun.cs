using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Binned;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Binned;

/// <summary>Drives an engine on its own and looks at each cell's increments.</summary>
internal sealed class EngineRun
{
    private readonly BinnedWorld _world;

    public EngineRun(World world, params int[] read)
    {
        _world = new BinnedWorld(new ScrapedWorld(world));
        CounterNeeds needs = new(_world.Scraped.Layout);
        foreach (int place in read.Length == 0 ? [.. Enumerable.Range(0, _world.Scraped.Layout.Length)] : read)
            needs.Add(place);
        Engine = new BinnedEngine(_world, needs);
    }

    public BinnedEngine Engine { get; }

    public CounterLayout Layout => _world.Scraped.Layout;

    public double Counter(int pod, int place) => Engine.Counters[pod * Layout.Length + place];

    public double Counter(int pod, Slot slot) => Counter(pod, (int)slot);

    /// <summary>Counters after each scrape, from the one at the start on: [cell][pod x layout + place].</summary>
    public List<double[]> History(long replication, double weight, bool mirroring = false, ulong seed = 1)
    {
        Engine.Start(seed, replication);
        Engine.SetWeight(weight, Moment.Start);
        Engine.SetMirroring(mirroring, Moment.Start);
        List<double[]> history = [];
        while (Engine.TryTakeCell(Moment.After(_world.Scraped.World.Duration)))
            history.Add([.. Engine.Counters]);
        return history;
    }

    /// <summary>What one counter of a pod gained in each cell.</summary>
    public double[] Increments(List<double[]> history, int pod, int place)
    {
        int index = pod * Layout.Length + place;
        return [.. history.Zip(history.Skip(1), (before, after) => after[index] - before[index])];
    }

    public double[] Increments(List<double[]> history, int pod, Slot slot) => Increments(history, pod, (int)slot);
}
