namespace Coalmine.PromQL.Histograms;

/// <summary>
/// Brings native histograms to bounds that they have in common, so that their buckets can be added and compared (model/histogram/float_histogram.go and
/// generic.go of Prometheus 3.14): the coarser schema, the wider zero bucket, the custom bounds that both have.
/// </summary>
internal static class Layout
{
    /// <summary>The same with a coarser schema; a finer one than it has, and custom bounds, leave it as it is.</summary>
    public static FloatHistogram Coarsened(FloatHistogram histogram, int schema)
    {
        int shift = histogram.Schema - schema;
        if (histogram.HasCustomBounds || shift <= 0)
            return histogram;
        return histogram with
        {
            Schema = schema,
            Positive = Moved(histogram.Positive, index => ((index - 1) >> shift) + 1),
            Negative = Moved(histogram.Negative, index => ((index - 1) >> shift) + 1),
        };
    }

    /// <summary>The same with a zero bucket at least so wide: buckets that it reaches into belong to it, as a whole.</summary>
    public static FloatHistogram Widened(FloatHistogram histogram, double threshold)
    {
        if (histogram.HasCustomBounds || threshold <= histogram.ZeroThreshold)
            return histogram;
        while (true)
        {
            double positive = Within(histogram, histogram.Positive, threshold, out double reached);
            double negative = Within(histogram, histogram.Negative, reached, out double both);
            if (both == threshold)
            {
                return histogram with
                {
                    ZeroThreshold = threshold,
                    ZeroCount = histogram.ZeroCount + positive + negative,
                    Positive = Outside(histogram, histogram.Positive, threshold),
                    Negative = Outside(histogram, histogram.Negative, threshold),
                };
            }

            threshold = both;
        }
    }

    /// <summary>The same with fewer custom bounds, all of which it has.</summary>
    public static FloatHistogram WithBounds(FloatHistogram histogram, IReadOnlyList<double> bounds)
    {
        if (histogram.CustomBounds.SequenceEqual(bounds))
            return histogram;
        return histogram with { CustomBounds = bounds, Positive = Moved(histogram.Positive, index => FirstFrom(bounds, histogram.BoundOf(index))) };
    }

    /// <summary>The bounds that both lists have.</summary>
    public static IReadOnlyList<double> Common(IReadOnlyList<double> one, IReadOnlyList<double> other) =>
        one.SequenceEqual(other) ? one : [.. one.Where(other.Contains)];

    private static int FirstFrom(IReadOnlyList<double> bounds, double bound)
    {
        int index = 0;
        while (index < bounds.Count && bounds[index] < bound)
            index++;
        return index;
    }

    private static BucketCount[] Moved(IReadOnlyList<BucketCount> buckets, Func<int, int> place)
    {
        var moved = new SortedDictionary<int, double>();
        foreach (var bucket in buckets)
            moved[place(bucket.Index)] = moved.GetValueOrDefault(place(bucket.Index)) + bucket.Count;
        return [.. moved.Select(pair => new BucketCount(pair.Key, pair.Value))];
    }

    private static double Within(FloatHistogram histogram, IReadOnlyList<BucketCount> buckets, double threshold, out double reached)
    {
        double count = 0;
        reached = threshold;
        foreach (var bucket in buckets)
        {
            if (histogram.BoundOf(bucket.Index - 1) >= reached)
                break;
            count += bucket.Count;
            reached = Math.Max(reached, histogram.BoundOf(bucket.Index));
        }

        return count;
    }

    private static BucketCount[] Outside(FloatHistogram histogram, IReadOnlyList<BucketCount> buckets, double threshold) =>
        [.. buckets.Where(bucket => histogram.BoundOf(bucket.Index) > threshold)];
}
