using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Quantiles;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// All quantiles at once, at every look, by inverting a band F ± r around the empirical distribution (Howard and Ramdas 2022; Lindon, Sanden and Shirikian
/// 2022): as many quantiles as one likes, without correction. r comes from <see cref="DistributionBand"/>. Wide in the tails: where p + r exceeds 1 nothing
/// bounds the quantile from above, and an exceedance of a fixed limit says more. Assumes independent values of one distribution an arm. Guarantee:
/// anytime-valid. O(1) a quantile.
/// </summary>
public static class QuantileBand
{
    // ⌈nq⌉ means the exact product.
    private const double Rounding = 1e-9;

    /// <summary>The ranks (from 1) of the values that bound the quantile in [0, 1]: 0 for -∞, n + 1 for +∞.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n or the radius is negative, or the quantile not in [0, 1].</exception>
    public static (long Lower, long Upper) Ranks(long n, double quantile, double radius)
    {
        Domain.Count(n);
        Domain.Probability(quantile);
        Domain.Nonnegative(radius);
        long lower = (long)Math.Max(0, Math.Ceiling((n * (quantile - radius)) - Rounding));
        long upper = (long)Math.Clamp(Math.Ceiling((n * (quantile + radius)) - Rounding), 1, n + 1.0);
        return (lower, quantile + radius > 1 ? n + 1 : upper);
    }

    /// <summary>The quantile of sorted values; [-∞, +∞] without any.</summary>
    /// <exception cref="ArgumentException">The values are not sorted, the quantile is not in [0, 1], or the radius negative.</exception>
    public static Interval OfSorted(ReadOnlySpan<double> sorted, double quantile, double radius)
    {
        Domain.Sorted(sorted);
        (long lower, long upper) = Ranks(sorted.Length, quantile, radius);
        return new Interval(
            lower == 0 ? double.NegativeInfinity : sorted[(int)lower - 1], upper > sorted.Length ? double.PositiveInfinity : sorted[(int)upper - 1]);
    }

    /// <summary>The quantile of a classic histogram: from the lower edge of one bucket to the upper edge of another, without interpolation.</summary>
    public static Interval OfHistogram(CumulativeHistogram histogram, double quantile, double radius)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        long n = (long)Math.Floor(histogram.Total);
        (long lower, long upper) = Ranks(n, quantile, radius);
        return new Interval(
            histogram.LowerEdge(lower == 0 ? 0 : histogram.BucketOfRank(lower)),
            upper > n ? double.PositiveInfinity : histogram.Bounds[histogram.BucketOfRank(upper)]);
    }

    /// <summary>The canary's quantile less the baseline's from sorted values, at error alpha over all quantiles and looks: half of it for each arm.</summary>
    /// <exception cref="ArgumentException">A sample is not sorted or not finite, the quantile not in [0, 1], or alpha not in (0, 1).</exception>
    public static Interval Difference(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline, double quantile, double alpha)
    {
        Domain.Level(alpha);
        Domain.Values(canary);
        Domain.Values(baseline);
        if (canary.IsEmpty || baseline.IsEmpty)
            return new Interval(double.NegativeInfinity, double.PositiveInfinity);
        return Subtract(
            OfSorted(canary, quantile, DistributionBand.Radius(canary.Length, alpha / 2)),
            OfSorted(baseline, quantile, DistributionBand.Radius(baseline.Length, alpha / 2)));
    }

    /// <summary>The same from histograms, whose buckets may differ.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The quantile is not in [0, 1], or alpha not in (0, 1).</exception>
    public static Interval Difference(CumulativeHistogram canary, CumulativeHistogram baseline, double quantile, double alpha)
    {
        Domain.Level(alpha);
        ArgumentNullException.ThrowIfNull(canary);
        ArgumentNullException.ThrowIfNull(baseline);
        if (canary.Total < 1 || baseline.Total < 1)
            return new Interval(double.NegativeInfinity, double.PositiveInfinity);
        return Subtract(
            OfHistogram(canary, quantile, DistributionBand.Radius(Math.Floor(canary.Total), alpha / 2)),
            OfHistogram(baseline, quantile, DistributionBand.Radius(Math.Floor(baseline.Total), alpha / 2)));
    }

    private static Interval Subtract(in Interval canary, in Interval baseline) => new(
        double.IsInfinity(canary.Lower) || double.IsInfinity(baseline.Upper) ? double.NegativeInfinity : canary.Lower - baseline.Upper,
        double.IsInfinity(canary.Upper) || double.IsInfinity(baseline.Lower) ? double.PositiveInfinity : canary.Upper - baseline.Lower);
}
