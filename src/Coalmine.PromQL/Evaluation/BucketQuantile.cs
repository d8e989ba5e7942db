namespace Coalmine.PromQL.Evaluation;

/// <summary>The quantile of a classic histogram by linear interpolation (promql/quantile.go of Prometheus 2.42 and 3.14, BucketQuantile).</summary>
internal static class BucketQuantile
{
    /// <summary>Relative to the sum of both counts.</summary>
    private const double SmallFall = 1e-12;

    /// <summary>The quantile, or what Prometheus says when there is none.</summary>
    /// <param name="q">The rank as a share; outside [0, 1] it gives an infinity, NaN gives NaN.</param>
    /// <param name="bounds">Strictly ascending upper bounds; at least one.</param>
    /// <param name="counts">Cumulative counts or rates; raised in place where they fall.</param>
    /// <param name="ignoresSmallFalls">Whether counts that differ by rounding only become equal: from 2.49 on.</param>
    /// <param name="raised">Whether a count fell by more than that.</param>
    public static double Of(double q, ReadOnlySpan<double> bounds, Span<double> counts, bool ignoresSmallFalls, out bool raised)
    {
        raised = false;
        if (double.IsNaN(q))
            return double.NaN;
        if (q < 0)
            return double.NegativeInfinity;
        if (q > 1)
            return double.PositiveInfinity;
        int top = bounds.Length - 1;
        if (!double.IsPositiveInfinity(bounds[top]) || top == 0)
            return double.NaN;
        raised = RaiseFalling(counts, ignoresSmallFalls ? SmallFall : 0);
        double total = counts[top];
        if (total == 0)
            return double.NaN;
        double rank = q * total;
        int bucket = FirstReaching(counts[..top], rank);
        if (bucket == top)
            return bounds[top - 1];
        if (bucket == 0 && bounds[0] <= 0)
            return bounds[0];
        double start = bucket == 0 ? 0 : bounds[bucket - 1];
        double below = bucket == 0 ? 0 : counts[bucket - 1];
        return start + ((bounds[bucket] - start) * ((rank - below) / (counts[bucket] - below)));
    }

    /// <summary>Extrapolation treats every bucket by itself, so a rate may fall where a cumulative count cannot.</summary>
    private static bool RaiseFalling(Span<double> counts, double tolerance)
    {
        double highest = counts[0];
        bool raised = false;
        foreach (ref double count in counts[1..])
        {
            if (Math.Abs(count - highest) / Math.Min(Math.Abs(count) + Math.Abs(highest), double.MaxValue) < tolerance)
            {
                count = highest;
            }
            else if (count < highest)
            {
                count = highest;
                raised = true;
            }
            else if (count > highest)
            {
                highest = count;
            }
        }

        return raised;
    }

    /// <summary>Binary search as Go's sort.Search does it, so that a NaN among the counts leads to the same bucket.</summary>
    private static int FirstReaching(ReadOnlySpan<double> counts, double rank)
    {
        int low = 0;
        int high = counts.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (counts[middle] >= rank)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
