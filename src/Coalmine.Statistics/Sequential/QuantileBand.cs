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
    public static (long Lower, long Upper) Ranks(long n, double quantile, double radius)
    {
        long lower = (long)Math.Max(0, Math.Ceiling((n * (quantile - radius)) - Rounding));
        long upper = (long)Math.Clamp(Math.Ceiling((n * (quantile + radius)) - Rounding), 1, n + 1.0);
        return (lower, quantile + radius > 1 ? n + 1 : upper);
    }

    /// <summary>The quantile of sorted values; [-∞, +∞] without any.</summary>
    public static Interval OfSorted(ReadOnlySpan<double> sorted, double quantile, double radius)
    {
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
    public static Interval Difference(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline, double quantile, double alpha)
    {
        if (canary.IsEmpty || baseline.IsEmpty)
            return new Interval(double.NegativeInfinity, double.PositiveInfinity);
        return Subtract(
            OfSorted(canary, quantile, DistributionBand.Radius(canary.Length, alpha / 2)),
            OfSorted(baseline, quantile, DistributionBand.Radius(baseline.Length, alpha / 2)));
    }

    /// <summary>The same from histograms, whose buckets may differ.</summary>
    public static Interval Difference(CumulativeHistogram canary, CumulativeHistogram baseline, double quantile, double alpha)
    {
        ArgumentNullException.ThrowIfNull(canary);
        ArgumentNullException.ThrowIfNull(baseline);
        if (canary.Total < 1 || baseline.Total < 1)
            return new Interval(double.NegativeInfinity, double.PositiveInfinity);
        return Subtract(
            OfHistogram(canary, quantile, DistributionBand.Radius(Math.Floor(canary.Total), alpha / 2)),
            OfHistogram(baseline, quantile, DistributionBand.Radius(Math.Floor(baseline.Total), alpha / 2)));
    }

    private static Interval Subtract(in Interval canary, in Interval baseline) => new(canary.Lower - baseline.Upper, canary.Upper - baseline.Lower);
}
