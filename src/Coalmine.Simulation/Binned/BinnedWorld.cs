using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Binned;

/// <summary>A world as the binned engine needs it: everything that does not depend on a replication or a policy. Immutable, shared by all workers.</summary>
internal sealed class BinnedWorld
{
    /// <summary>Computes the tables.</summary>
    public BinnedWorld(World world)
    {
        World = world;
        // A jittered scrape may come before the end although the planned one lies after it.
        Cells = (int)((world.Duration + world.Telemetry.Jitter) / world.Telemetry.ScrapeInterval) + 1;
        Laws = CellLaws.Of(world, Cells);
        LatencyBounds = [.. world.Telemetry.LatencyBounds];
        RevenueBounds = [.. world.Telemetry.RevenueBounds];
        Layout = new CounterLayout(LatencyBounds.Length, RevenueBounds.Length);
        Delays = DelayTable.Of(DelayLaw.SharesByCell(world.Labels.Delay, world.Telemetry.ScrapeInterval.TotalSeconds, Cells));
        BaselineRevenue = RevenueLaw.Of(world.Baseline.Revenue, RevenueBounds);
        CanaryRevenue = RevenueLaw.Of(world.Canary.Revenue, RevenueBounds);
    }

    /// <summary>The world.</summary>
    public World World { get; }

    /// <summary>Number of cells.</summary>
    public int Cells { get; }

    /// <summary>The laws of each cell, from cell 1 on.</summary>
    public CellLaw[] Laws { get; }

    /// <summary>Finite latency bounds.</summary>
    public double[] LatencyBounds { get; }

    /// <summary>Finite revenue bounds.</summary>
    public double[] RevenueBounds { get; }

    /// <summary>Where a pod's counters lie.</summary>
    public CounterLayout Layout { get; }

    /// <summary>When labels arrive.</summary>
    public DelayTable Delays { get; }

    /// <summary>Revenue of the baseline's conversions.</summary>
    public RevenueLaw BaselineRevenue { get; }

    /// <summary>Revenue of the canary's conversions.</summary>
    public RevenueLaw CanaryRevenue { get; }

    /// <summary>Pods of both arms.</summary>
    public int Pods => World.Pods.Baseline + World.Pods.Canary;
}
