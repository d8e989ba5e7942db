using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native;

/// <summary>Reads the name of a metric. A quantile of the latency is written with its percentage: <c>latency.p99</c>, <c>latency.p99.9</c>.</summary>
internal sealed class MetricReader() : ScalarReader<Metric>("metric", $"one of {string.Join(", ", Names)}")
{
    private static readonly string[] Names =
    [
        "latency.p50", "latency.p95", "latency.p99", "latency.mean", "errors", "accuracy", "business.conversion", "business.revenue", "disagreement", "query",
    ];

    /// <summary>The word for a query that the check writes out.</summary>
    public static readonly Metric.Query Query = new("query", "", IsHigherWorse: true);

    /// <inheritdoc/>
    protected override bool TryParse(string text, [MaybeNullWhen(false)] out Metric value, out Message problem)
    {
        problem = Messages.UnknownChoice(text, Name, Names);
        value = text switch
        {
            "latency.mean" => new Metric.LatencyMean(),
            "errors" => new Metric.Errors(),
            "accuracy" => new Metric.Accuracy(),
            "business.conversion" => new Metric.Conversion(),
            "business.revenue" => new Metric.Revenue(),
            "disagreement" => new Metric.Disagreement(),
            "query" => Query,
            _ => null,
        };
        if (value is not null || !text.StartsWith("latency.p", StringComparison.Ordinal))
            return value is not null;

        if (!decimal.TryParse(text["latency.p".Length..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal percent))
            return false;

        problem = Messages.OutOfRange(text, "latency quantile", "latency.p with a percentage above 0 and below 100, such as latency.p99 or latency.p99.9");
        if (percent is <= 0 or >= 100)
            return false;
        value = new Metric.LatencyQuantile((double)(percent / 100));
        return true;
    }
}
