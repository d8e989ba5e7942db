using Coalmine.PromQL.Histograms;
using Coalmine.PromQL.Series;

namespace Coalmine.Conformance.PromQL;

/// <summary>What <c>load_with_nhcb</c> adds: a native histogram with custom bounds for each classic one (promql/promqltest/test.go of Prometheus 3.14).</summary>
internal static class ClassicHistograms
{
    private const string Bucket = "_bucket";

    /// <summary>The native histograms of a load, each with its points by step.</summary>
    public static IEnumerable<(Labels Labels, SortedDictionary<int, ScriptPoint> Points)> Of(IReadOnlyList<SeriesLine> series)
    {
        var buckets = series.Where(line => line.Labels.Name.EndsWith(Bucket, StringComparison.Ordinal) && SeriesLine.TryNumber(line.Labels[Labels.BucketBound], out _));
        foreach (var group in buckets.GroupBy(line => Base(line.Labels, Bucket)))
        {
            SeriesLine[] ordered = [.. group.OrderBy(BoundOf)];
            var sums = series.FirstOrDefault(line => Base(line.Labels, "_sum") == group.Key && line.Labels.Name.EndsWith("_sum", StringComparison.Ordinal));
            var counts = series.FirstOrDefault(line => Base(line.Labels, "_count") == group.Key && line.Labels.Name.EndsWith("_count", StringComparison.Ordinal));
            var points = new SortedDictionary<int, ScriptPoint>();
            for (int step = 0; step < ordered.Max(line => line.Points.Count); step++)
            {
                if (At(ordered, step, ValueAt(sums, step), ValueAt(counts, step)) is { } histogram)
                    points.Add(step, new ScriptPoint(ScriptPointKind.Histogram, 0) { Histogram = histogram });
            }

            yield return (group.Key, points);
        }
    }

    private static Labels Base(Labels labels, string suffix)
    {
        string name = labels.Name.EndsWith(suffix, StringComparison.Ordinal) ? labels.Name[..^suffix.Length] : labels.Name;
        return labels.Without(Labels.BucketBound).With(Labels.MetricName, name);
    }

    private static double BoundOf(SeriesLine line) => SeriesLine.TryNumber(line.Labels[Labels.BucketBound], out double bound) ? bound : double.NaN;

    private static double? ValueAt(SeriesLine? line, int step) =>
        line is not null && step < line.Points.Count && line.Points[step].Kind == ScriptPointKind.Value ? line.Points[step].Value : null;

    private static FloatHistogram? At(SeriesLine[] ordered, int step, double? sum, double? count)
    {
        SeriesLine[] present = [.. ordered.Where(line => ValueAt(line, step) is not null)];
        if (present.Length == 0)
            return null;
        var bounds = new List<double>();
        var counts = new List<BucketCount>();
        double below = 0;
        foreach (var line in present.GroupBy(BoundOf).Select(same => same.First()))
        {
            double cumulative = ValueAt(line, step)!.Value;
            counts.Add(new BucketCount(counts.Count, cumulative - below));
            below = cumulative;
            if (double.IsFinite(BoundOf(line)))
                bounds.Add(BoundOf(line));
        }

        if (bounds.Count == counts.Count && count is { } all)
            counts.Add(new BucketCount(counts.Count, all - below));
        return new FloatHistogram
        {
            Schema = FloatHistogram.CustomSchema,
            Count = count ?? below,
            Sum = sum ?? 0,
            CustomBounds = bounds,
            Positive = counts,
        };
    }
}
