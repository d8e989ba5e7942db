namespace Coalmine.PromQL.Bindings;

/// <summary>Reads the usual endings of metric names.</summary>
internal static class MetricSuffix
{
    /// <summary>The name without the ending of a histogram's part, and which part it is.</summary>
    public static (string Name, SeriesPart Part) Split(string metric)
    {
        foreach ((string ending, SeriesPart part) in new[] { ("_bucket", SeriesPart.Bucket), ("_sum", SeriesPart.Sum), ("_count", SeriesPart.Count) })
            if (metric.EndsWith(ending, StringComparison.Ordinal) && metric.Length > ending.Length)
                return (metric[..^ending.Length], part);
        return (metric, SeriesPart.Value);
    }
}
