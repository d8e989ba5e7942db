using System.Collections.Immutable;

namespace Coalmine.Simulation.Models;

/// <summary>A distribution of latencies, in seconds. Closed: the nested records are all there are.</summary>
public abstract record LatencyDistribution
{
    private LatencyDistribution()
    {
    }

    /// <summary>Lognormal, given by two quantiles.</summary>
    /// <param name="Median">Median in seconds; positive.</param>
    /// <param name="P99">99th percentile in seconds; above the median.</param>
    public sealed record LogNormal(double Median, double P99) : LatencyDistribution;

    /// <summary>Several kinds of requests.</summary>
    /// <param name="Parts">The kinds with their shares, which add up to 1.</param>
    public sealed record Mixture(ImmutableArray<MixturePart> Parts) : LatencyDistribution;
}
