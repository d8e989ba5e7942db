namespace Coalmine.PromQL.Histograms;

/// <summary>
/// Quantiles and shares of native histograms (promql/quantile.go of Prometheus 3.14): exponential interpolation within a bucket, linear in the zero bucket and
/// between custom bounds.
/// </summary>
internal static class HistogramQuantile
{
    /// <summary>The quantile; an infinity for q outside [0, 1], NaN without observations or where observations that are NaN stand in its place.</summary>
    public static double Of(double q, FloatHistogram histogram)
    {
        if (q < 0)
            return double.NegativeInfinity;
        if (q > 1)
            return double.PositiveInfinity;
        if (histogram.Count == 0 || double.IsNaN(q))
            return double.NaN;
        // Counted from the nearer end, unless observations that are NaN would be counted too.
        bool hasNaN = double.IsNaN(histogram.Sum);
        bool fromBelow = hasNaN || q < 0.5;
        double rank = (fromBelow ? q : 1 - q) * histogram.Count;
        double count = 0;
        var found = new HistogramBucket(0, 0, 0);
        foreach (var bucket in fromBelow ? histogram.Buckets() : histogram.Buckets().Reverse())
        {
            found = bucket;
            count += bucket.Count;
            if (count >= rank)
                break;
        }

        found = histogram.OneSided(found);
        if (histogram.HasCustomBounds && double.IsNegativeInfinity(found.Lower))
        {
            if (found.Upper <= 0)
                return found.Upper;
            found = found with { Lower = 0 };
        }
        else if (histogram.HasCustomBounds && double.IsPositiveInfinity(found.Upper))
        {
            return found.Lower;
        }

        count = Math.Min(count, histogram.Count);
        if (count < rank)
            return hasNaN ? double.NaN : found.Upper;
        double share = (fromBelow ? rank - (count - found.Count) : count - rank) / found.Count;
        return Between(histogram, found, share);
    }

    /// <summary>The share of observations between two values; NaN without observations or for a limit that is NaN.</summary>
    public static double Share(double lower, double upper, FloatHistogram histogram)
    {
        if (histogram.Count == 0 || double.IsNaN(lower) || double.IsNaN(upper))
            return double.NaN;
        return lower >= upper ? 0 : (RankOf(upper, histogram) - RankOf(lower, histogram)) / histogram.Count;
    }

    /// <summary>How many observations a histogram has in its buckets.</summary>
    private static double InBuckets(FloatHistogram histogram) =>
        double.IsNaN(histogram.Sum) ? histogram.Buckets().Sum(bucket => bucket.Count) : histogram.Count;

    private static double RankOf(double value, FloatHistogram histogram)
    {
        double rank = 0;
        double most = InBuckets(histogram);
        foreach (var raw in histogram.Buckets())
        {
            var bucket = histogram.OneSided(raw);
            if (histogram.HasCustomBounds && double.IsNegativeInfinity(bucket.Lower) && bucket.Upper > 0)
                bucket = bucket with { Lower = 0 };
            if (bucket.Lower >= value)
                return Math.Min(rank, most);
            if (bucket.Upper > value)
                return Math.Min(rank + (bucket.Count * ShareBelow(value, histogram, raw, bucket)), most);
            rank += bucket.Count;
        }

        return most;
    }

    private static double ShareBelow(double value, FloatHistogram histogram, in HistogramBucket raw, in HistogramBucket bucket)
    {
        if (histogram.HasCustomBounds || raw.SpansZero)
            return (value - bucket.Lower) / (bucket.Upper - bucket.Lower);
        double low = Math.Log2(Math.Abs(bucket.Lower));
        double high = Math.Log2(Math.Abs(bucket.Upper));
        double at = Math.Log2(Math.Abs(value));
        return value > 0 ? (at - low) / (high - low) : 1 - ((at - high) / (low - high));
    }

    private static double Between(FloatHistogram histogram, in HistogramBucket bucket, double share)
    {
        if (histogram.HasCustomBounds || (bucket.Lower <= 0 && bucket.Upper >= 0))
            return bucket.Lower + ((bucket.Upper - bucket.Lower) * share);
        double low = Math.Log2(Math.Abs(bucket.Lower));
        double high = Math.Log2(Math.Abs(bucket.Upper));
        if (bucket.Lower > 0)
            return Math.Pow(2, low + ((high - low) * share));
        return -Math.Pow(2, high + ((low - high) * (1 - share)));
    }
}
