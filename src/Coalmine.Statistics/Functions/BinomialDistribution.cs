namespace Coalmine.Statistics.Functions;

/// <summary>The binomial distribution with 64-bit counts; each tail is computed as such.</summary>
public static class BinomialDistribution
{
    /// <summary>ln P(X = k) for X ~ Bin(n, p); -∞ outside the support.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is not in [0, 2⁵³], or p not in [0, 1].</exception>
    public static double LogProbability(long k, long n, double p)
    {
        Domain.Count(n);
        Domain.Probability(p);
        return LogProbability(k, n, p, 1 - p);
    }

    /// <summary>P(X ≤ k).</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is not in [0, 2⁵³], or p not in [0, 1].</exception>
    public static double AtMost(long k, long n, double p)
    {
        Domain.Count(n);
        Domain.Probability(p);
        if (k < 0)
            return 0;
        return k >= n ? 1 : IncompleteBeta.Lower(1 - p, p, n - k, k + 1.0);
    }

    /// <summary>P(X ≥ k).</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is not in [0, 2⁵³], or p not in [0, 1].</exception>
    public static double AtLeast(long k, long n, double p)
    {
        Domain.Count(n);
        Domain.Probability(p);
        if (k <= 0)
            return 1;
        return k > n ? 0 : IncompleteBeta.Lower(p, 1 - p, k, n - k + 1.0);
    }

    /// <summary>ln P(X = k) with q = 1 - p given apart.</summary>
    internal static double LogProbability(long k, long n, double p, double q)
    {
        if (k < 0 || k > n)
            return double.NegativeInfinity;
        if (k == 0)
            return n == 0 ? 0 : n * LogOf(q, p);
        return k == n ? n * LogOf(p, q) : BetaFunction.LogKernel(p, q, k, n - k) + Math.Log((double)n / k / (n - k));
    }

    private static double LogOf(double value, double complement) => complement < 0.5 ? Logarithms.OnePlus(-complement) : Math.Log(value);
}
