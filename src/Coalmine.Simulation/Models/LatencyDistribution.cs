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

    /// <summary>Gamma, given by its mean and its spread: 1 is exponential, 0 is a constant, 1/sqrt(k) is the sum of k exponential stages (Erlang).</summary>
    /// <param name="Mean">Mean in seconds; positive.</param>
    /// <param name="Variation">Coefficient of variation, standard deviation / mean: 0, or from 0.001 to 10.</param>
    public sealed record Gamma(double Mean, double Variation) : LatencyDistribution;

    /// <summary>Weibull, given by two quantiles.</summary>
    /// <param name="Median">Median in seconds; positive.</param>
    /// <param name="P99">99th percentile in seconds; above the median.</param>
    public sealed record Weibull(double Median, double P99) : LatencyDistribution;

    /// <summary>Measured quantiles; between two of them the logarithm of the latency grows in a straight line.</summary>
    /// <param name="Points">At least two: rising quantiles from 0 (the shortest) to 1 (the longest), latencies that rise or stay.</param>
    public sealed record Empirical(ImmutableArray<LatencyPoint> Points) : LatencyDistribution;

    /// <summary>Several kinds of requests.</summary>
    /// <param name="Parts">The kinds with their shares, which add up to 1.</param>
    public sealed record Mixture(ImmutableArray<MixturePart> Parts) : LatencyDistribution;
}
