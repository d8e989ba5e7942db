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
    /// <summary>The estimate from at least two clusters with requests.</summary>
    public static IntraclassCorrelation Of(ReadOnlySpan<ClusterCount> clusters)
    {
        double events = 0, requests = 0, squares = 0;
        int k = clusters.Length;
        foreach ((double x, double n) in clusters)
        {
            events += x;
            requests += n;
            squares += n * n;
        }

        double pooled = events / requests;
        double between = 0, within = 0;
        foreach ((double x, double n) in clusters)
        {
            double p = x / n;
            between += n * (p - pooled) * (p - pooled) / (k - 1);
            within += n * p * (1 - p) / (requests - k);
        }

        double size = (requests - (squares / requests)) / (k - 1);
        return new IntraclassCorrelation((between - within) / (between + ((size - 1) * within)), size, between, within);
    }

    /// <summary>The beta-binomial log-likelihood of clusters at a mean μ and a correlation ρ, both in (0, 1), with its binomial coefficients.</summary>
    public static double BetaBinomialLogLikelihood(ReadOnlySpan<ClusterCount> clusters, double mean, double correlation)
    {
        double a = mean * ((1 / correlation) - 1), b = (1 - mean) * ((1 / correlation) - 1);
        double sum = 0;
        foreach ((double x, double n) in clusters)
            sum += BetaFunction.Log(a + x, b + n - x) - BetaFunction.Log(a, b) - Math.Log(n + 1) - BetaFunction.Log(x + 1, n - x + 1);
        return sum;
    }
}
