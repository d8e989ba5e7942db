using System.Runtime.InteropServices;
using Coalmine.PromQL.Evaluation;

namespace Coalmine.PromQL.Histograms;

/// <summary>
/// Native histograms added up, each number with compensation (model/histogram/float_histogram.go of Prometheus 3.14, KahanAdd): with the coarsest schema, the
/// widest zero bucket, the custom bounds common to all.
/// </summary>
internal sealed class HistogramTotal
{
    private readonly FloatHistogram[] aligned;
    private readonly Dictionary<int, CompensatedSum> positive = [];
    private readonly Dictionary<int, CompensatedSum> negative = [];

    private HistogramTotal(FloatHistogram[] aligned, bool isReconciled)
    {
        this.aligned = aligned;
        IsReconciled = isReconciled;
    }

    /// <summary>Whether their custom bounds differed.</summary>
    public bool IsReconciled { get; }

    /// <summary>Whether one says that its counter was reset, and another that it was not: together they tell nothing.</summary>
    public bool HasConflict { get; private init; }

    /// <summary>What the sum says of resets: it is a gauge if one of them is, and knows only what all know.</summary>
    public CounterReset Reset { get; private init; }

    /// <summary>Aligns at least one histogram; null when some have exponential and some custom bounds.</summary>
    public static HistogramTotal? Of(IReadOnlyList<FloatHistogram> histograms)
    {
        var first = histograms[0];
        if (histograms.Any(one => one.HasCustomBounds != first.HasCustomBounds))
            return null;
        bool isReconciled = histograms.Any(one => !one.CustomBounds.SequenceEqual(first.CustomBounds));
        bool conflicts = histograms.Any(one => one.Reset == CounterReset.Reset) && histograms.Any(one => one.Reset == CounterReset.NotReset);
        return new HistogramTotal(first.HasCustomBounds ? WithCommonBounds(histograms) : WithCommonSchema(histograms), isReconciled)
        {
            HasConflict = conflicts,
            Reset = Combined(histograms),
        };
    }

    /// <summary>Two histograms added, or one taken from the other; null when their kinds of bounds differ.</summary>
    public static FloatHistogram? Of(FloatHistogram left, FloatHistogram right, bool subtracts, out HistogramTotal? total)
    {
        total = Of([left, right]);
        if (total is null || !subtracts)
            return total?.Sum();
        return Of([left, right.Times(-1)])!.Sum() with { Reset = CounterReset.Gauge };
    }

    /// <summary>The sum.</summary>
    public FloatHistogram Sum() => Scaled(1);

    /// <summary>The mean, also where the sum is beyond the largest number.</summary>
    public FloatHistogram Mean()
    {
        var mean = Sum().Over(aligned.Length);
        bool isBeyond = !double.IsFinite(mean.Count) || !double.IsFinite(mean.Sum) || mean.Buckets().Any(bucket => !double.IsFinite(bucket.Count));
        return isBeyond ? Scaled(1.0 / aligned.Length) : mean;
    }

    private FloatHistogram Scaled(double factor)
    {
        CompensatedSum zero = new(0), count = new(0), sum = new(0);
        positive.Clear();
        negative.Clear();
        foreach (var histogram in aligned)
        {
            zero.Add(histogram.ZeroCount * factor);
            count.Add(histogram.Count * factor);
            sum.Add(histogram.Sum * factor);
            Add(positive, histogram.Positive, factor);
            Add(negative, histogram.Negative, factor);
        }

        return aligned[0] with
        {
            ZeroCount = zero.Value,
            Count = count.Value,
            Sum = sum.Value,
            Reset = Reset,
            Positive = Listed(positive),
            Negative = Listed(negative),
        };
    }

    private static void Add(Dictionary<int, CompensatedSum> sums, IReadOnlyList<BucketCount> buckets, double factor)
    {
        foreach (var bucket in buckets)
            CollectionsMarshal.GetValueRefOrAddDefault(sums, bucket.Index, out _).Add(bucket.Count * factor);
    }

    private static BucketCount[] Listed(Dictionary<int, CompensatedSum> sums) =>
        [.. sums.OrderBy(pair => pair.Key).Select(pair => new BucketCount(pair.Key, pair.Value.Value))];

    private static FloatHistogram[] WithCommonBounds(IReadOnlyList<FloatHistogram> histograms)
    {
        var bounds = histograms.Select(one => one.CustomBounds).Aggregate(Layout.Common);
        return [.. histograms.Select(one => Layout.WithBounds(one, bounds))];
    }

    private static FloatHistogram[] WithCommonSchema(IReadOnlyList<FloatHistogram> histograms)
    {
        // A zero bucket grows over whole buckets of its own histogram, which may make it wider than it was to become: then the others follow.
        FloatHistogram[] found = [.. histograms];
        double width;
        do
        {
            width = found.Max(one => one.ZeroThreshold);
            found = [.. found.Select(one => Layout.Widened(one, width))];
        }
        while (found.Max(one => one.ZeroThreshold) > width);
        int schema = found.Min(one => one.Schema);
        return [.. found.Select(one => Layout.Coarsened(one, schema))];
    }

    private static CounterReset Combined(IReadOnlyList<FloatHistogram> histograms)
    {
        if (histograms.Any(one => one.Reset == CounterReset.Gauge))
            return CounterReset.Gauge;
        return histograms.All(one => one.Reset == histograms[0].Reset) ? histograms[0].Reset : CounterReset.Unknown;
    }
}
