using Coalmine.PromQL.Series;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Watching;

namespace Coalmine.Simulation.Metrics;

/// <summary>The series that somebody reads, and their way from the pods into a store.</summary>
internal sealed class ReadSeries
{
    private readonly SeriesStore _store;
    private readonly PlatformSeries[] _read;
    private readonly Scraped[] _scraped;
    private readonly bool[] _isAlive;

    /// <summary>Chooses series.</summary>
    /// <param name="store">The store; the series are its first ones.</param>
    /// <param name="series">All series, in the order of the store.</param>
    /// <param name="selected">Ids of those that are read; what lies beyond the series is not scraped.</param>
    /// <param name="stride">Counters a pod.</param>
    public ReadSeries(SeriesStore store, PlatformSeries[] series, IEnumerable<int> selected, int stride)
    {
        _store = store;
        int[] ids = [.. selected.Where(id => id < series.Length).Distinct().Order()];
        _read = [.. ids.Select(id => series[id])];
        _scraped = [.. ids.Select(id => series[id].At(id, stride))];
        _isAlive = new bool[_scraped.Length];
    }

    /// <summary>Notes the counters that are read.</summary>
    public void AddTo(CounterNeeds needs, ScrapedWorld world)
    {
        foreach (PlatformSeries series in _read)
        {
            needs.Add(world.ArmOf(series.Pod), series.Place);
            needs.Add(world.ArmOf(series.Pod), series.BornWith);
        }
    }

    /// <summary>A new replication begins, and the store has been reset.</summary>
    public void Start() => Array.Clear(_isAlive);

    /// <summary>Takes a scrape. A missed one ends the pod's series until the next, and one without a series ends it, as in Prometheus.</summary>
    public void Take(Engine engine, ISampleFollower? follower)
    {
        long timestamp = engine.ScrapedAt.Nanoseconds / 1_000_000;
        double[] counters = engine.Counters;
        bool[] missed = engine.Missed;
        for (int i = 0; i < _scraped.Length; i++)
        {
            ref readonly Scraped series = ref _scraped[i];
            bool isThere = !missed[series.Pod] && counters[series.BornWith] > 0;
            double value = isThere ? series.Scale * counters[series.Place] : 0;
            if (isThere)
                _store.Append(series.Id, timestamp, value);
            else if (_isAlive[i])
                _store.AppendStale(series.Id, timestamp);
            if (follower is not null && (isThere || _isAlive[i]))
                follower.Sampled(_read[i].Labels, timestamp, isThere ? value : null);
            _isAlive[i] = isThere;
        }
    }
}
