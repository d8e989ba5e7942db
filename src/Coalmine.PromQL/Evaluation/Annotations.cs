using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>The remarks that the evaluator makes, in Prometheus's words.</summary>
internal static class Annotations
{
    /// <summary>What was done to native histograms, in the words of remarks.</summary>
    public const string Addition = "addition";

    /// <summary>The same.</summary>
    public const string Subtraction = "subtraction";

    /// <summary>The same.</summary>
    public const string Aggregation = "aggregation";

    private static readonly string[] CounterSuffixes = ["_total", "_sum", "_count", "_bucket"];

    public static Annotation BadQuantile(double value) =>
        new(true, $"PromQL warning: quantile value should be between 0 and 1, got {GoText.Short(value)}");

    public static Annotation BadBucket(string bound, string metric) =>
        new(true, WithName($"PromQL warning: bucket label \"le\" is missing or has a malformed value of {GoText.Quote(bound)}", metric));

    public static Annotation ForcedMonotonic(string metric) => new(false, WithName(
        "PromQL info: input to histogram_quantile needed to be fixed for monotonicity"
        + " (see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)",
        metric));

    /// <summary>A name that does not look like a counter's; a type, where there is one, says more than the name.</summary>
    public static Annotation? NoCounter(string metric, string type)
    {
        if (metric.Length > 0 && type.Length > 0)
        {
            string sentence = "PromQL info: metric might not be a counter, __type__ label is not set to \"counter\" or \"histogram\", got ";
            return type is "counter" or "histogram" ? null : new(false, $"{sentence}{GoText.Quote(type)}: {GoText.Quote(metric)}");
        }

        if (metric.Length == 0 || CounterSuffixes.Any(suffix => metric.EndsWith(suffix, StringComparison.Ordinal)))
            return null;
        return new(false, $"PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: {GoText.Quote(metric)}");
    }

    public static Annotation MixedSamples(string metric) =>
        new(true, $"PromQL warning: encountered a mix of histograms and floats for metric name {GoText.Quote(metric)}");

    public static Annotation MixedSamplesOfGroup { get; } = new(true, "PromQL warning: encountered a mix of histograms and floats for aggregation");

    public static Annotation SortsInVain { get; } =
        new(true, "PromQL warning: sort is ineffective for range queries since results are always ordered by labels");

    public static Annotation MixedBounds(string metric) => new(
        true, $"PromQL warning: vector contains a mix of histograms with exponential and custom buckets schemas for metric name {GoText.Quote(metric)}");

    public static Annotation MixedKinds(string metric) =>
        new(true, WithName("PromQL warning: vector contains a mix of classic and native histograms", metric));

    public static Annotation NotCounter(string metric) =>
        new(true, $"PromQL warning: this native histogram metric is not a counter: {GoText.Quote(metric)}");

    public static Annotation NotGauge(string metric) =>
        new(true, $"PromQL warning: this native histogram metric is not a gauge: {GoText.Quote(metric)}");

    public static Annotation ResetConflict(string operation) =>
        new(true, $"PromQL warning: conflicting counter resets during histogram {operation}");

    public static Annotation NoLayout(string symbol) =>
        new(true, $"PromQL warning: incompatible bucket layout encountered for binary operator {symbol}");

    public static Annotation BadRatio(double value, double capped) => new(
        true, $"PromQL warning: ratio value should be between -1 and 1, got {GoText.Short(value)}, capping to {GoText.Short(capped)}");

    public static Annotation Reconciled(string operation) =>
        new(false, $"PromQL info: mismatched custom buckets were reconciled during {operation}");

    public static Annotation IgnoredInRange(string metric) => new(
        false, $"PromQL info: ignored histograms in a range containing both floats and histograms for metric name {GoText.Quote(metric)}");

    public static Annotation IgnoredInGroup(string aggregation) => new(false, $"PromQL info: ignored histogram in {aggregation} aggregation");

    public static Annotation NoOperation(string symbol, bool leftIsHistogram, bool rightIsHistogram) => new(
        false,
        $"PromQL info: incompatible sample types encountered for binary operator \"{symbol}\": "
        + $"{Kind(leftIsHistogram)} {symbol} {Kind(rightIsHistogram)}");

    public static Annotation QuantileNaN(string metric) =>
        new(false, WithName("PromQL info: input to histogram_quantile has NaN observations, result is NaN", metric));

    public static Annotation QuantileSkewed(string metric) =>
        new(false, WithName("PromQL info: input to histogram_quantile has NaN observations, result is skewed higher", metric));

    public static Annotation FractionNaN(string metric) =>
        new(false, WithName("PromQL info: input to histogram_fraction has NaN observations, which are excluded from all fractions", metric));

    private static string Kind(bool isHistogram) => isHistogram ? "histogram" : "float";

    private static string WithName(string text, string metric) => metric.Length == 0 ? text : $"{text} for metric name {GoText.Quote(metric)}";
}
