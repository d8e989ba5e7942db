namespace Coalmine.PromQL.Histograms;

/// <summary>
/// The part of a native histogram below or above a value: the operators <c>&lt;/</c> and <c>&gt;/</c> (model/histogram/float_histogram.go of Prometheus
/// 3.13 and later, TrimBuckets). The bucket with the value is split as for a quantile; where a bucket has no end, nobody knows how, and it mostly goes as a
/// whole. The sum is estimated anew from the middles of what is left.
/// </summary>
internal static class HistogramTrim
{
    /// <summary>A part of a bucket: how many observations it has, and the value that each counts as.</summary>
    private readonly record struct Part(double Count, double Middle);

    /// <summary>The part; the histogram as it is when nothing was cut away.</summary>
    public static FloatHistogram Of(FloatHistogram histogram, double value, bool keepsBelow)
    {
        double count = 0;
        double sum = 0;
        bool isCut = false;
        double Kept(in HistogramBucket bucket, in Part part)
        {
            count += part.Count;
            sum += part.Count * (part.Count == 0 ? 0 : part.Middle);
            isCut |= part.Count != bucket.Count;
            return part.Count;
        }

        var positive = histogram.Positive.Select(bucket =>
        {
            var whole = new HistogramBucket(histogram.BoundOf(bucket.Index - 1), histogram.BoundOf(bucket.Index), bucket.Count);
            return bucket with { Count = Kept(whole, PartOf(histogram, whole, value, keepsBelow)) };
        }).ToList();
        var negative = histogram.Negative.Select(bucket =>
        {
            var whole = new HistogramBucket(-histogram.BoundOf(bucket.Index), -histogram.BoundOf(bucket.Index - 1), bucket.Count);
            return bucket with { Count = Kept(whole, PartOf(histogram, whole, value, keepsBelow)) };
        }).ToList();
        double zero = histogram.ZeroCount;
        if (zero > 0)
        {
            var whole = histogram.OneSided(new HistogramBucket(-histogram.ZeroThreshold, histogram.ZeroThreshold, zero));
            zero = Kept(whole, PartOfLinear(whole, value, keepsBelow));
        }

        return isCut ? histogram with { Positive = positive, Negative = negative, ZeroCount = zero, Count = count, Sum = sum } : histogram;
    }

    private static Part PartOf(FloatHistogram histogram, in HistogramBucket bucket, double value, bool keepsBelow)
    {
        if (keepsBelow ? bucket.Upper <= value : bucket.Lower >= value)
            return new Part(bucket.Count, Middle(histogram, bucket.Lower, bucket.Upper));
        if (keepsBelow ? bucket.Lower >= value : bucket.Upper <= value)
            return default;
        if (double.IsInfinity(bucket.Lower))
            return PartOfFirst(bucket, value, keepsBelow);
        if (double.IsInfinity(bucket.Upper))
            return keepsBelow ? default : new Part(bucket.Count, value);
        double below = bucket.Count * ShareBelow(histogram, bucket, value);
        return keepsBelow
            ? new Part(below, Middle(histogram, bucket.Lower, value))
            : new Part(bucket.Count - below, Middle(histogram, value, bucket.Upper));
    }

    /// <summary>The first bucket between custom bounds starts at 0 if it ends above it, as for a quantile.</summary>
    private static Part PartOfFirst(in HistogramBucket bucket, double value, bool keepsBelow)
    {
        bool startsAtZero = bucket.Upper > 0 && !double.IsInfinity(bucket.Upper);
        if (startsAtZero && (keepsBelow ? value > 0 : value >= 0))
            return PartOfLinear(bucket with { Lower = 0 }, value, keepsBelow);
        return keepsBelow && bucket.Upper <= 0 ? new Part(bucket.Count, value) : default;
    }

    private static Part PartOfLinear(in HistogramBucket bucket, double value, bool keepsBelow)
    {
        double at = Math.Clamp(value, bucket.Lower, bucket.Upper);
        double below = bucket.Upper > bucket.Lower ? (at - bucket.Lower) / (bucket.Upper - bucket.Lower) : value >= bucket.Upper ? 1 : 0;
        return keepsBelow
            ? new Part(bucket.Count * below, (bucket.Lower + at) / 2)
            : new Part(bucket.Count * (1 - below), (at + bucket.Upper) / 2);
    }

    private static double ShareBelow(FloatHistogram histogram, in HistogramBucket bucket, double value)
    {
        if (histogram.HasCustomBounds)
            return (value - bucket.Lower) / (bucket.Upper - bucket.Lower);
        double low = Math.Log2(Math.Abs(bucket.Lower));
        double high = Math.Log2(Math.Abs(bucket.Upper));
        return (Math.Log2(Math.Abs(value)) - low) / (high - low);
    }

    private static double Middle(FloatHistogram histogram, double lower, double upper)
    {
        if (double.IsInfinity(lower))
            return double.IsInfinity(upper) ? 0 : upper > 0 ? upper / 2 : upper;
        if (double.IsInfinity(upper))
            return lower;
        if (histogram.HasCustomBounds)
            return (lower + upper) / 2;
        double middle = Math.Sqrt(Math.Abs(lower * upper));
        return lower < 0 ? -middle : middle;
    }
}
