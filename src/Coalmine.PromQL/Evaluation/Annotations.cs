using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>The remarks that the evaluator makes, in Prometheus's words.</summary>
internal static class Annotations
{
    private static readonly string[] CounterSuffixes = ["_total", "_sum", "_count", "_bucket"];

    public static Annotation BadQuantile(double value) =>
        new(true, $"PromQL warning: quantile value should be between 0 and 1, got {GoText.Short(value)}");

    public static Annotation BadBucket(string bound, string metric) =>
        new(true, WithName($"PromQL warning: bucket label \"le\" is missing or has a malformed value of {GoText.Quote(bound)}", metric));

    public static Annotation ForcedMonotonic(string metric) => new(false, WithName(
        "PromQL info: input to histogram_quantile needed to be fixed for monotonicity"
        + " (see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)",
        metric));

    /// <summary>A name that does not look like a counter's.</summary>
    public static Annotation? NoCounter(string metric)
    {
        if (metric.Length == 0 || CounterSuffixes.Any(suffix => metric.EndsWith(suffix, StringComparison.Ordinal)))
            return null;
        return new(false, $"PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: {GoText.Quote(metric)}");
    }

    private static string WithName(string text, string metric) => metric.Length == 0 ? text : $"{text} for metric name {GoText.Quote(metric)}";
}
