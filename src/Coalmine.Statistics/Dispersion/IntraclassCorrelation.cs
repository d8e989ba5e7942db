using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Dispersion;

/// <summary>How alike the requests of a cluster are, by analysis of variance. The correlation may come out negative: clamp it for a design effect.</summary>
/// <remarks>Assumes independent clusters with one mean. Guarantee: none, an estimate by moments; few clusters: <see cref="BetaBinomialFit"/>. O(clusters).
/// Source: Donner 1986; the likelihood Williams 1975.</remarks>
/// <param name="Correlation">(MSB - MSW)/(MSB + (n₀ - 1)·MSW).</param>
/// <param name="EffectiveSize">n₀, the cluster size adjusted for unequal ones.</param>
/// <param name="Between">Mean square between clusters.</param>
/// <param name="Within">Mean square within clusters.</param>
public readonly record struct IntraclassCorrelation(double Correlation, double EffectiveSize, double Between, double Within)
{
    /// <summary>The estimate from at least two clusters, each with requests, and more requests than clusters; correlation 0 where nothing varies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer clusters or requests, or events that do not lie between 0 and the requests.</exception>
    public static IntraclassCorrelation Of(ReadOnlySpan<ClusterCount> clusters)
    {
        double events = 0, requests = 0, squares = 0;
        int k = clusters.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 2, nameof(clusters));
        foreach ((double x, double n) in clusters)
        {
            Domain.EventsOfSome(x, n, nameof(clusters));
            events += x;
            requests += n;
            squares += n * n;
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(requests, k, nameof(clusters));
        double pooled = events / requests;
        double between = 0, within = 0;
        foreach ((double x, double n) in clusters)
        {
            double p = x / n;
            between += n * (p - pooled) * (p - pooled) / (k - 1);
            within += n * p * (1 - p) / (requests - k);
        }

        double size = (requests - (squares / requests)) / (k - 1);
        double total = between + ((size - 1) * within);
        return new IntraclassCorrelation(total > 0 ? (between - within) / total : 0, size, between, within);
    }

    /// <summary>The beta-binomial log-likelihood of clusters at a mean μ and a correlation ρ, both in (0, 1), with its binomial coefficients.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The mean or correlation is not in (0, 1), or a cluster's events do not lie between 0 and its requests.
    /// </exception>
    public static double BetaBinomialLogLikelihood(ReadOnlySpan<ClusterCount> clusters, double mean, double correlation)
    {
        Domain.Clusters(clusters);
        Domain.Level(mean);
        Domain.Level(correlation);
        double a = mean * ((1 / correlation) - 1), b = (1 - mean) * ((1 / correlation) - 1);
        double sum = 0;
        foreach ((double x, double n) in clusters)
            sum += BetaFunction.Log(a + x, b + n - x) - BetaFunction.Log(a, b) - Math.Log(n + 1) - BetaFunction.Log(x + 1, n - x + 1);
        return sum;
    }
}
