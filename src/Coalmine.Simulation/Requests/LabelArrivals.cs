using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>Labels on their way: how many arrive at each pod in each cell. What arrives after the world's end is dropped.</summary>
internal sealed class LabelArrivals
{
    private readonly int _cells;
    private readonly ScrapeClock _clock;
    private readonly long _interval;
    private readonly long[] _right;
    private readonly long[] _wrong;

    /// <summary>Makes room for so many places (pods, or kinds of pairs).</summary>
    public LabelArrivals(ScrapedWorld world, int places)
    {
        _cells = world.Cells + 1;
        _clock = new ScrapeClock(world.World);
        _interval = Moment.After(world.World.Telemetry.ScrapeInterval).Nanoseconds;
        _right = new long[places * _cells];
        _wrong = new long[places * _cells];
    }

    /// <summary>A replication begins.</summary>
    public void Start(StreamKey replication)
    {
        _clock.Start(replication);
        Array.Clear(_right);
        Array.Clear(_wrong);
    }

    /// <summary>A label arrives at a moment.</summary>
    public void Add(int place, Moment at, bool isRight)
    {
        int cell = CellOf(at);
        if (cell < _cells)
            (isRight ? _right : _wrong)[place * _cells + cell]++;
    }

    /// <summary>Labels that arrive in a cell, one or more.</summary>
    public (long Right, long Wrong) In(int place, int cell) => (_right[place * _cells + cell], _wrong[place * _cells + cell]);

    // The scrape that ends the cell is the first one at or after the moment; jitter moves it by less than half an interval.
    private int CellOf(Moment at)
    {
        long cell = Math.Max(1, at.Nanoseconds / _interval);
        if (cell >= _cells)
            return _cells;
        while (cell < _cells && _clock.MomentOf((int)cell) < at)
            cell++;
        return (int)cell;
    }
}
