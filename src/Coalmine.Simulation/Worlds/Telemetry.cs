using System.Collections.Immutable;

namespace Coalmine.Simulation.Worlds;

/// <summary>The metrics pipeline.</summary>
public sealed record Telemetry
{
    /// <summary>Whose metric names, labels and usual buckets are used.</summary>
    public required Platform Platform { get; init; }

    /// <summary>Finite latency bounds in seconds, rising: the platform's own and those that the scenario adds.</summary>
    public required ImmutableArray<double> LatencyBounds { get; init; }

    /// <summary>Finite latency bounds in seconds, rising, that only watchers' histograms have; policies neither see them nor are judged by them.</summary>
    public ImmutableArray<double> WatchedBounds { get; init; } = [];

    /// <summary>Finite revenue bounds in the scenario's currency; empty where no revenue is measured.</summary>
    public ImmutableArray<double> RevenueBounds { get; init; } = [];

    /// <summary>Time between two scrapes; positive.</summary>
    public required TimeSpan ScrapeInterval { get; init; }

    /// <summary>Half width of the uniform jitter around each planned scrape; less than half the interval.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Probability that a scrape of a pod is missed, from 0 to 1.</summary>
    public double Missed { get; init; }

    /// <summary>The quality gauge of a pod is right / labelled over this many last labels; at least 1.</summary>
    public int QualityWindow { get; init; } = 1000;
}
