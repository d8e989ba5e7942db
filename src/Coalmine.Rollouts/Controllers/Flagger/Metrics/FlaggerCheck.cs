using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Rollouts.Controllers.Flagger.Metrics;

/// <summary>One query of one metric with its rule.</summary>
/// <param name="Metric">The metric's entry.</param>
/// <param name="Kind">The rule.</param>
/// <param name="Query">The query, rendered; empty where it cannot be asked.</param>
public sealed record FlaggerCheck(FlaggerMetric Metric, FlaggerCheckKind Kind, string Query)
{
    private static readonly HashSet<string> OtherStores =
    [
        "influxdb", "datadog", "externalmetrics", "stackdriver", "cloudwatch", "newrelic", "graphite", "dynatrace", "keptn", "splunk",
    ];

    /// <summary>What the query's answer is multiplied by: 1,000 where a built-in duration comes in seconds.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>The kind of metrics store that is asked: the type of a template's provider, or <c>prometheus</c>.</summary>
    public string Store { get; init; } = "prometheus";

    /// <summary>Why the check cannot be asked and fails on every tick; empty where it can.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Whether Prometheus is asked: an unknown kind of store is taken for one.</summary>
    public bool IsPrometheus => !OtherStores.Contains(Store);

    /// <summary>
    /// Judges the answer of Prometheus. Of several series the last one counts, and only its NaN matters (fluxcd/flagger 15bd6ad5,
    /// <c>pkg/metrics/providers/prometheus.go</c>).
    /// </summary>
    /// <param name="series">One value a series, in the order of the answer; empty for an empty vector.</param>
    public FlaggerMetricVerdict Judge(ReadOnlySpan<double> series)
    {
        if (Problem.Length > 0)
            return FlaggerMetricVerdict.Error;
        if (series.IsEmpty || double.IsNaN(series[^1]))
            return FlaggerMetricVerdict.NoValues;
        return FlaggerThreshold.Passes(Metric, Kind, series[^1] * Scale) ? FlaggerMetricVerdict.Pass : FlaggerMetricVerdict.Fail;
    }
}
