namespace Coalmine.PromQL.Histograms;

/// <summary>Whether a native histogram that counts began anew (model/histogram/float_histogram.go of Prometheus 3.14, DetectReset).</summary>
internal static class HistogramResets
{
    /// <summary>
    /// Whether something that only grows has fallen: the count, the zero bucket or any bucket, compared with the bounds that both have. A finer schema or a
    /// narrower zero bucket is a reset too, since a running counter only ever gets coarser.
    /// </summary>
    public static bool IsBetween(FloatHistogram before, FloatHistogram after)
    {
        if (after.Reset == CounterReset.Reset || after.Count < before.Count || before.HasCustomBounds != after.HasCustomBounds)
            return true;
        if (after.HasCustomBounds)
        {
            var bounds = Layout.Common(before.CustomBounds, after.CustomBounds);
            return HasFallen(Layout.WithBounds(before, bounds).Positive, Layout.WithBounds(after, bounds).Positive);
        }

        if (after.Schema > before.Schema || after.ZeroThreshold < before.ZeroThreshold)
            return true;
        var widened = Layout.Widened(before, after.ZeroThreshold);
        if (widened.ZeroThreshold != after.ZeroThreshold || after.ZeroCount < widened.ZeroCount)
            return true;
        var coarsened = Layout.Coarsened(widened, after.Schema);
        return HasFallen(coarsened.Positive, after.Positive) || HasFallen(coarsened.Negative, after.Negative);
    }

    /// <summary>
    /// What a server says of a histogram that it stores behind another one (tsdb/chunkenc/float_histogram.go of Prometheus 3.14): a gauge is one, a counter
    /// that goes on in the same layout says so, and at any break it does not know.
    /// </summary>
    public static CounterReset WhenStored(FloatHistogram? before, FloatHistogram stored)
    {
        if (stored.Reset == CounterReset.Gauge)
            return CounterReset.Gauge;
        bool goesOn = before is not null && before.Reset != CounterReset.Gauge && before.Schema == stored.Schema
            && before.ZeroThreshold == stored.ZeroThreshold && before.CustomBounds.SequenceEqual(stored.CustomBounds) && !IsBetween(before, stored);
        return goesOn ? CounterReset.NotReset : CounterReset.Unknown;
    }

    /// <summary>
    /// The same, as a query that needs the count and sum only finds it out while reading: what is unknown is compared with the sample before
    /// (model/histogram and promql/histogram_stats_iterator.go of Prometheus 3.14).
    /// </summary>
    public static FloatHistogram Resolved(FloatHistogram? before, FloatHistogram histogram)
    {
        if (before is null || histogram.Reset != CounterReset.Unknown)
            return histogram;
        return histogram with { Reset = IsBetween(before, histogram) ? CounterReset.Reset : CounterReset.NotReset };
    }

    private static bool HasFallen(IReadOnlyList<BucketCount> before, IReadOnlyList<BucketCount> after)
    {
        int at = 0;
        foreach (var bucket in before)
        {
            while (at < after.Count && after[at].Index < bucket.Index)
                at++;
            double now = at < after.Count && after[at].Index == bucket.Index ? after[at].Count : 0;
            if (now < bucket.Count)
                return true;
        }

        return false;
    }
}
