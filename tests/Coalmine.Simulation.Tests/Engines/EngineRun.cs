using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>Drives an engine on its own and looks at each cell's increments.</summary>
internal sealed class EngineRun
{
    public EngineRun(World world, params int[] read)
        : this(EngineKind.Binned, world, read)
    {
    }

    public EngineRun(EngineKind kind, World world, params int[] read)
    {
        CompiledWorld compiled = CompiledWorld.Compile(world, kind);
        CounterNeeds needs = new(compiled.Scraped.Layout);
        foreach (int place in read.Length == 0 ? [.. Enumerable.Range(0, compiled.Scraped.Layout.Length)] : read)
            needs.Add(place);
        Engine = compiled.CreateEngine(needs);
    }

    public Engine Engine { get; }

    public CounterLayout Layout => Engine.World.Layout;

    public double Counter(int pod, int place) => Engine.Counters[pod * Layout.Length + place];

    public double Counter(int pod, Slot slot) => Counter(pod, (int)slot);

    /// <summary>Counters after each scrape, from the one at the start on: [cell][pod x layout + place].</summary>
    public List<double[]> History(long replication, double weight, bool mirroring = false, ulong seed = 1)
    {
        Engine.Start(seed, replication);
        Engine.SetWeight(weight, Moment.Start);
        Engine.SetMirroring(mirroring, Moment.Start);
        List<double[]> history = [];
        while (Engine.TryTakeCell(Moment.After(Engine.World.World.Duration)))
            history.Add([.. Engine.Counters]);
        return history;
    }

    /// <summary>What the second pod has counted in the end, added up over replications.</summary>
    public double[] Totals(int replications, double weight)
    {
        double[] totals = new double[Layout.Length];
        for (int replication = 0; replication < replications; replication++)
        {
            History(replication, weight);
            for (int place = 0; place < totals.Length; place++)
                totals[place] += Counter(1, place);
        }

        return totals;
    }

    /// <summary>What one counter of a pod gained in each cell.</summary>
    public double[] Increments(List<double[]> history, int pod, int place)
    {
        int index = pod * Layout.Length + place;
        return [.. history.Zip(history.Skip(1), (before, after) => after[index] - before[index])];
    }

    public double[] Increments(List<double[]> history, int pod, Slot slot) => Increments(history, pod, (int)slot);
}
