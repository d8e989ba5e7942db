using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>Labels on their way: how many of each kind arrive in each cell. What arrives after the world's end is dropped.</summary>
internal sealed class LabelArrivals
{
    private readonly int _cells;
    private readonly ScrapeClock _clock;
    private readonly long _interval;
    private readonly long[] _arrivals;

    /// <summary>Makes room for so many kinds.</summary>
    public LabelArrivals(ScrapedWorld world, int kinds)
    {
        _cells = world.Cells + 1;
        _clock = new ScrapeClock(world.World);
        _interval = Moment.After(world.World.Telemetry.ScrapeInterval).Nanoseconds;
        _arrivals = new long[kinds * _cells];
    }

    /// <summary>A replication begins.</summary>
    public void Start(StreamKey replication)
    {
        _clock.Start(replication);
        Array.Clear(_arrivals);
    }

    /// <summary>A label of a kind arrives in a cell.</summary>
    public void Add(int kind, int cell)
    {
        if (cell < _cells)
            _arrivals[kind * _cells + cell]++;
    }

    /// <summary>Labels of a kind that arrive in a cell.</summary>
    public long In(int kind, int cell) => _arrivals[kind * _cells + cell];

    /// <summary>The cell in which a moment lies: the scrape that ends it is the first one at or after the moment.</summary>
    public int CellOf(Moment at)
    {
        // Jitter moves a scrape by less than half an interval.
        long cell = Math.Max(1, at.Nanoseconds / _interval);
        if (cell >= _cells)
            return _cells;
        while (cell < _cells && _clock.MomentOf((int)cell) < at)
            cell++;
        return (int)cell;
    }
}
