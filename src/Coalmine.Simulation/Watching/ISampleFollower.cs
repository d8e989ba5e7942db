using Coalmine.PromQL.Series;

namespace Coalmine.Simulation.Watching;

/// <summary>Is shown every sample that a watcher's rules may read, as Prometheus would have scraped it.</summary>
public interface ISampleFollower
{
    /// <summary>A series was scraped. Moments of one series rise.</summary>
    /// <param name="series">Its labels.</param>
    /// <param name="milliseconds">The moment of the scrape, in milliseconds since the start.</param>
    /// <param name="value">Its value; nothing where the series ended there (Prometheus then writes a stale marker).</param>
    void Sampled(Labels series, long milliseconds, double? value);
}
