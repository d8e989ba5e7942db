namespace Coalmine.Statistics.Quantiles;

/// <summary>
/// The value that Prometheus' <c>histogram_quantile</c> makes up for classic buckets (promql/quantile.go, BucketQuantile, Prometheus 2.49): to reproduce a
/// controller's decision, never to judge with. Guarantee: none.
/// </summary>
public static class PrometheusQuantile
{
    // Since 2.49 counts that differ by less than this share are taken as equal.
    private const double RelativeTolerance = 1e-12;

    /// <summary>
    /// The interpolated quantile of cumulative counts at upper bounds in any order. NaN for a NaN quantile, fewer than two buckets, a highest bound other
    /// than +∞, no observations, or rank 0 in an empty first bucket; -∞ below 0 and +∞ above 1. A rank in the top bucket gives the highest finite bound.
    /// </summary>
    /// <exception cref="ArgumentException">Not as many counts as bounds.</exception>
    public static double Of(ReadOnlySpan<double> bounds, ReadOnlySpan<double> counts, double quantile)
    {
        if (bounds.Length != counts.Length)
            throw new ArgumentException("Each bound has one count.", nameof(counts));
        if (double.IsNaN(quantile))
            return double.NaN;
        if (quantile is < 0 or > 1)
            return quantile < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        double[] sorted = bounds.ToArray();
        double[] cumulative = counts.ToArray();
        Array.Sort(sorted, cumulative);
        if (sorted.Length == 0 || !double.IsPositiveInfinity(sorted[^1]))
            return double.NaN;
        int buckets = Merge(sorted, cumulative);
        Repair(cumulative.AsSpan(0, buckets));
        double total = cumulative[buckets - 1];
        if (buckets < 2 || total == 0 || double.IsNaN(total))
            return double.NaN;
        return Interpolate(sorted, cumulative, buckets, quantile * total);
    }

    private static double Interpolate(double[] bounds, double[] cumulative, int buckets, double rank)
    {
        int bucket = 0;
        while (bucket < buckets - 1 && cumulative[bucket] < rank)
            bucket++;
        if (bucket == buckets - 1)
            return bounds[buckets - 2];
        if (bucket == 0 && bounds[0] <= 0)
            return bounds[0];
        double below = bucket == 0 ? 0 : cumulative[bucket - 1];
        double lower = bucket == 0 ? 0 : bounds[bucket - 1];
        return lower + ((bounds[bucket] - lower) * ((rank - below) / (cumulative[bucket] - below)));
    }

    // Equal bounds become one bucket with the sum of their counts.
    private static int Merge(double[] bounds, double[] counts)
    {
        int last = 0;
        for (int i = 1; i < bounds.Length; i++)
        {
            if (bounds[i] == bounds[last])
            {
                counts[last] += counts[i];
                continue;
            }

            last++;
            (bounds[last], counts[last]) = (bounds[i], counts[i]);
        }

        return last + 1;
    }

    private static void Repair(Span<double> counts)
    {
        double previous = counts[0];
        for (int i = 1; i < counts.Length; i++)
        {
            double difference = Math.Abs(counts[i] - previous);
            if (counts[i] < previous || difference < RelativeTolerance * (Math.Abs(counts[i]) + Math.Abs(previous)))
                counts[i] = previous;
            else
                previous = counts[i];
        }
    }
}
