using Coalmine.Statistics.Functions;
using MathNet.Numerics;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// Confidence sequences and tests for a quantile (Howard and Ramdas 2022; confseq), from the Bernoulli sequence of the counts at or below a value.
/// Guarantee: anytime-valid.
/// </summary>
/// <remarks>Assumes independent values of one distribution an arm. Two-sided. The concentration is fixed before the data. Ranks: O(log n).</remarks>
public static class QuantileSequence
{
    /// <summary>
    /// The ranks [lower, upper] of n values that bound the quantile, 1-based: 0 means -∞ and n + 1 means +∞. On buckets: lower edge of the bucket of the
    /// one, upper edge of that of the other.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative, quantile or alpha not in (0, 1), or k not in [1e-9, 2⁵³].</exception>
    public static (long Lower, long Upper) Ranks(long n, double quantile, double alpha, double k)
    {
        Domain.Count(n);
        Domain.Level(quantile);
        Domain.Level(alpha);
        Domain.Trials(k);
        double threshold = -Math.Log(alpha);
        bool IsKept(long count) => BernoulliConfidenceSequence.LogMartingale(count, n, quantile, k) < threshold;
        long centre = Math.Clamp((long)Math.Round(n * quantile), 0, n);
        long lower = FirstKept(-1, centre, IsKept);
        long upper = -FirstKept(-n - 1, -centre, count => IsKept(-count));
        return (lower, upper + 1);
    }

    /// <summary>
    /// The sequential p of "both arms have the same quantile" at this moment: exp(-min over the values of ln M₁ + ln M₂), at most 1, each count a real
    /// number between the values below and at or below; samples sorted.
    /// </summary>
    /// <exception cref="ArgumentException">A sample is not sorted, the quantile not in (0, 1), or k not in [1e-9, 2⁵³].</exception>
    public static double EqualityP(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double quantile, double k)
    {
        Domain.Sorted(first);
        Domain.Sorted(second);
        Domain.Level(quantile);
        Domain.Trials(k);
        double best1 = MostLikelyCount(first.Length, quantile, k);
        double best2 = MostLikelyCount(second.Length, quantile, k);
        double smallest = double.PositiveInfinity;
        for (int i = 0, j = 0; i < first.Length || j < second.Length;)
        {
            double value = Math.Min(i < first.Length ? first[i] : double.PositiveInfinity, j < second.Length ? second[j] : double.PositiveInfinity);
            int below1 = i, below2 = j;
            while (i < first.Length && first[i] <= value)
                i++;
            while (j < second.Length && second[j] <= value)
                j++;
            double log = BernoulliConfidenceSequence.LogMartingale(Math.Clamp(best1, below1, i), first.Length, quantile, k)
                + BernoulliConfidenceSequence.LogMartingale(Math.Clamp(best2, below2, j), second.Length, quantile, k);
            smallest = Math.Min(smallest, log);
        }

        return Math.Min(1, Math.Exp(-smallest));
    }

    // The smallest kept count in (from, to], where `to` is kept and counts are kept from some point on.
    private static long FirstKept(long from, long to, Func<long, bool> isKept)
    {
        while (to - from > 1)
        {
            long middle = from + ((to - from) / 2);
            if (isKept(middle))
                to = middle;
            else
                from = middle;
        }

        return to;
    }

    // The real count that minimises ln M: its derivative ψ(kq + c) - ψ(k(1 - q) + n - c) - logit q rises in c.
    private static double MostLikelyCount(int n, double quantile, double k)
    {
        double logit = Math.Log(quantile / (1 - quantile));
        return RootFinder.SolveDecreasing(new FallingSlope(n, quantile, k, logit), n * quantile, 0.5, 0, n);
    }

    private readonly struct FallingSlope(double n, double quantile, double k, double logit) : IScalarFunction
    {
        public double At(double x) => logit - SpecialFunctions.DiGamma((k * quantile) + x) + SpecialFunctions.DiGamma((k * (1 - quantile)) + n - x);
    }
}
