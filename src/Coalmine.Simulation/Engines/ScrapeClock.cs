using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Engines;

/// <summary>The moments of the scrapes: planned ones every interval from the start on, each moved by a jitter of its own.</summary>
internal sealed class ScrapeClock(World world)
{
    private readonly TimeSpan _interval = world.Telemetry.ScrapeInterval;
    private readonly double _jitterSeconds = world.Telemetry.Jitter.TotalSeconds;
    private StreamKey _key;

    /// <summary>A new replication begins.</summary>
    public void Start(StreamKey replication) => _key = replication.With(Purpose.Jitter);

    /// <summary>The moment of a scrape.</summary>
    public Moment MomentOf(int cell)
    {
        Moment planned = Moment.Start + cell * _interval;
        if (_jitterSeconds == 0)
            return planned;
        Xoshiro256 random = _key.With(cell).Open();
        return Moment.FromSeconds(planned.Seconds + (2 * random.NextDouble() - 1) * _jitterSeconds);
    }
}
