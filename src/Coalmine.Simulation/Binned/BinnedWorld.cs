using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Binned;

/// <summary>A world as the binned engine needs it: everything that does not depend on a replication or a policy. Immutable, shared by all workers.</summary>
internal sealed class BinnedWorld
{
    /// <summary>Computes the tables.</summary>
    public BinnedWorld(ScrapedWorld scraped)
    {
        Scraped = scraped;
        Laws = CellLaws.Of(scraped.World, scraped.LatencyBounds, scraped.Cells);
        double[] shares = DelayLaw.SharesByCell(scraped.World.Labels.Delay, scraped.World.Telemetry.ScrapeInterval.TotalSeconds, scraped.Cells);
        Delays = DelayTable.Of(shares);
        DelayBlocks = scraped.Layout.Classes > 0 ? null : DelayBlocks.Of(shares);
        BaselineRevenue = RevenueLaw.Of(scraped.World.Baseline.Revenue, scraped.RevenueBounds);
        CanaryRevenue = RevenueLaw.Of(scraped.World.Canary.Revenue, scraped.RevenueBounds);
    }

    /// <summary>The world as its scrapes see it.</summary>
    public ScrapedWorld Scraped { get; }

    /// <summary>The laws of each cell, from cell 1 on.</summary>
    public CellLaw[] Laws { get; }

    /// <summary>When labels arrive.</summary>
    public DelayTable Delays { get; }

    /// <summary>
    /// The same for pools of labels; nothing where the delays do not suit, or where answers have classes, which are drawn with each cell's labels: whether
    /// somebody reads them must not change when labels arrive.
    /// </summary>
    public DelayBlocks? DelayBlocks { get; }

    /// <summary>Revenue of the baseline's conversions.</summary>
    public RevenueLaw BaselineRevenue { get; }

    /// <summary>Revenue of the canary's conversions.</summary>
    public RevenueLaw CanaryRevenue { get; }
}
