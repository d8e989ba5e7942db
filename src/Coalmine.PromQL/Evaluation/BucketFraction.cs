namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// The share of a classic histogram's observations between two values by linear interpolation (promql/quantile.go of Prometheus 3.14, BucketFraction).
/// </summary>
internal static class BucketFraction
{
    /// <summary>The share; NaN without observations, without a bucket for all of them, or for a limit that is NaN.</summary>
    /// <param name="lower">The lower limit.</param>
    /// <param name="upper">The upper limit; at or below the lower one the share is 0.</param>
    /// <param name="bounds">Strictly ascending upper bounds; at least one.</param>
    /// <param name="counts">Cumulative counts or rates.</param>
    public static double Of(double lower, double upper, ReadOnlySpan<double> bounds, ReadOnlySpan<double> counts)
    {
        double total = counts[^1];
        if (!double.IsPositiveInfinity(bounds[^1]) || total == 0 || double.IsNaN(lower) || double.IsNaN(upper))
            return double.NaN;
        return lower >= upper ? 0 : (RankOf(upper, bounds, counts) - RankOf(lower, bounds, counts)) / total;
    }

    /// <summary>How many observations lie below a value. The first bucket starts at 0, or has no start when its bound is not above 0.</summary>
    private static double RankOf(double value, ReadOnlySpan<double> bounds, ReadOnlySpan<double> counts)
    {
        double start = bounds[0] > 0 ? 0 : double.NegativeInfinity;
        double below = 0;
        for (int i = 0; i < bounds.Length; i++)
        {
            if (start >= value)
                return Math.Min(below, counts[^1]);
            if (bounds[i] > value)
                return Math.Min(below + ((counts[i] - below) * ((value - start) / (bounds[i] - start))), counts[^1]);
            start = bounds[i];
            below = counts[i];
        }

        return counts[^1];
    }
}
