using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Quantiles;

/// <summary>What a classic histogram really says about a quantile: brackets, never a point.</summary>
/// <remarks>Assumes independent observations, and counters without resets inside the window. One planned look. O(log n + buckets). Source: David and Nagaraja
/// 2003, section 7.1.</remarks>
/// <param name="Point">The bucket of the sample quantile X_(⌈qn⌉).</param>
/// <param name="Confidence">From the lower edge of the bucket of X_(L) to the upper edge of that of X_(U). Guarantee: exact.</param>
/// <param name="Ranks">The ranks L and U.</param>
public readonly record struct HistogramQuantileBounds(Interval Point, Interval Confidence, OrderStatisticInterval Ranks)
{
    // ⌈qn⌉ means the exact product: .55·100 is 55.000000000000007 in doubles.
    private const double Rounding = 1e-9;

    /// <summary>
    /// How wide, relative to its lower edge, a bucket of a native (exponential) histogram of a schema from -4 to 8 is: 2^(2^-schema) - 1, 9.05 % at schema 3.
    /// No quantile of it is known more finely.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The schema is not in [-4, 8].</exception>
    public static double NativeRelativeWidth(int schema)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(schema, -4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(schema, 8);
        return Math.Pow(2, Math.Pow(2, -schema)) - 1;
    }

    /// <summary>
    /// The brackets for a quantile in [0, 1] at a confidence in (0, 1); needs an observation. Rank 0 maps to the lowest edge, rank n + 1 to +∞.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The histogram is empty, or a share not in its range.</exception>
    public static HistogramQuantileBounds Of(CumulativeHistogram histogram, double quantile, double confidence)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        Domain.Probability(quantile);
        ArgumentOutOfRangeException.ThrowIfLessThan(histogram.Total, 1, nameof(histogram));
        long n = (long)Math.Floor(histogram.Total);
        int point = histogram.BucketOfRank(Math.Max(1, Math.Ceiling((quantile * n) - Rounding)));
        var ranks = OrderStatisticInterval.Of(n, quantile, confidence);
        double lower = histogram.LowerEdge(ranks.Lower == 0 ? 0 : histogram.BucketOfRank(ranks.Lower));
        double upper = ranks.Upper > n ? double.PositiveInfinity : histogram.Bounds[histogram.BucketOfRank(ranks.Upper)];
        return new HistogramQuantileBounds(new Interval(histogram.LowerEdge(point), histogram.Bounds[point]), new Interval(lower, upper), ranks);
    }
}
