namespace Coalmine.PromQL.Evaluation;

/// <summary>The quantile of a classic histogram by linear interpolation (promql/quantile.go of Prometheus 2.42, bucketQuantile).</summary>
internal static class BucketQuantile
{
    /// <summary>The quantile, or what Prometheus says when there is none.</summary>
    /// <param name="q">The rank as a share; outside [0, 1] it gives an infinity, NaN gives NaN.</param>
    /// <param name="bounds">Strictly ascending upper bounds; at least one.</param>
    /// <param name="counts">Cumulative counts or rates; raised in place where they fall.</param>
    public static double Of(double q, ReadOnlySpan<double> bounds, Span<double> counts)
    {
        if (double.IsNaN(q))
            return double.NaN;
        if (q < 0)
            return double.NegativeInfinity;
        if (q > 1)
            return double.PositiveInfinity;
        int top = bounds.Length - 1;
        if (!double.IsPositiveInfinity(bounds[top]) || top == 0)
            return double.NaN;
        RaiseFalling(counts);
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
    private static void RaiseFalling(Span<double> counts)
    {
        double highest = double.NegativeInfinity;
        foreach (ref double count in counts)
        {
            if (count > highest)
                highest = count;
            else if (count < highest)
                count = highest;
        }
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
