using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Dispersion;

/// <summary>
/// How much more counts vary between clusters than independent requests would: the factor that counts are divided by before any test (Rao and Scott 1992).
/// </summary>
/// <remarks>Assumes independent clusters with one mean, as in baseline history; a trend would count as dispersion. Guarantee: none, an estimate by moments
/// (McCullagh and Nelder 1989). O(clusters).</remarks>
public static class PearsonDispersion
{
    /// <summary>Whether the factor can be estimated: two clusters with requests, and a pooled rate strictly between 0 and 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A cluster's events do not lie between 0 and its requests.</exception>
    public static bool IsDefined(ReadOnlySpan<ClusterCount> clusters)
    {
        (int filled, double events, double requests) = Totals(clusters);
        return filled >= 2 && events > 0 && events < requests;
    }

    /// <summary>Σ(x - n·p)²/(n·p(1 - p))/(k - 1), p pooled, over the k clusters with requests; not floored at 1. NaN where it is not defined.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A cluster's events do not lie between 0 and its requests.</exception>
    public static double Of(ReadOnlySpan<ClusterCount> clusters)
    {
        (int filled, double events, double requests) = Totals(clusters);
        double p = events / requests;
        double rest = (requests - events) / requests;
        double sum = 0;
        foreach ((double x, double n) in clusters)
        {
            if (n > 0)
                sum += (x - (n * p)) * (x - (n * p)) / (n * p * rest);
        }

        return filled < 2 || !(p * rest > 0) ? double.NaN : sum / (filled - 1);
    }

    /// <summary>The divisor of counts: the factor, at least 1; 1 where it is not defined.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A cluster's events do not lie between 0 and its requests.</exception>
    public static double Divisor(ReadOnlySpan<ClusterCount> clusters) => IsDefined(clusters) ? Math.Max(1, Of(clusters)) : 1;

    private static (int Filled, double Events, double Requests) Totals(ReadOnlySpan<ClusterCount> clusters)
    {
        int filled = 0;
        double events = 0, requests = 0;
        foreach ((double x, double n) in clusters)
        {
            Domain.Events(x, n, nameof(clusters));
            filled += n > 0 ? 1 : 0;
            events += x;
            requests += n;
        }

        return (filled, events, requests);
    }
}
