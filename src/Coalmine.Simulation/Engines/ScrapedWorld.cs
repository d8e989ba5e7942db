using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Engines;

/// <summary>A world as its scrapes see it: the grid, the pods that may ever be there, and where their counters lie. Immutable, shared by all workers.</summary>
internal sealed class ScrapedWorld
{
    /// <summary>Lays the world out.</summary>
    public ScrapedWorld(World world)
    {
        World = world;
        // A jittered scrape may come before the end although the planned one lies after it.
        Cells = (int)((world.Duration + world.Telemetry.Jitter) / world.Telemetry.ScrapeInterval) + 1;
        LatencyBounds = [.. world.Telemetry.LatencyBounds.Union(world.Telemetry.WatchedBounds).Order()];
        PolicyBounds = [.. world.Telemetry.LatencyBounds];
        RevenueBounds = [.. world.Telemetry.RevenueBounds];
        bool hasScores = world.Baseline.Scores.Exist || world.Canary.Scores.Exist;
        Layout = new CounterLayout(LatencyBounds.Length, RevenueBounds.Length, hasScores ? ModelScores.Bounds.Length : 0, world.Baseline.Classes.Names.Length);
        BaselinePods = world.Serving.MostPods(world.Pods.Baseline);
        CanaryPods = world.Serving.MostPods(world.Pods.Canary);
    }

    /// <summary>The world.</summary>
    public World World { get; }

    /// <summary>Number of cells.</summary>
    public int Cells { get; }

    /// <summary>Finite latency bounds that anybody reads, rising.</summary>
    public double[] LatencyBounds { get; }

    /// <summary>Those that policies know.</summary>
    public double[] PolicyBounds { get; }

    /// <summary>Finite revenue bounds.</summary>
    public double[] RevenueBounds { get; }

    /// <summary>Where a pod's counters lie.</summary>
    public CounterLayout Layout { get; }

    /// <summary>The baseline's pods, those that an autoscaler may add included.</summary>
    public int BaselinePods { get; }

    /// <summary>The canary's pods, those that an autoscaler may add included.</summary>
    public int CanaryPods { get; }

    /// <summary>Pods of both arms, the baseline's first.</summary>
    public int Pods => BaselinePods + CanaryPods;

    /// <summary>The place among a pod's counters of one that evidence is made of; bounds are numbered as policies know them.</summary>
    public int PlaceOf(CounterKind kind, int bound) =>
        Layout.PlaceOf(kind, kind == CounterKind.LatencyBucket ? Array.IndexOf(LatencyBounds, PolicyBounds[bound]) : bound);

    /// <summary>The arm of a pod.</summary>
    public Arm ArmOf(int pod) => pod < BaselinePods ? Arm.Baseline : Arm.Canary;
}
