using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native;

/// <summary>Reads the name of a metric. A quantile of the latency is written with its percentage: <c>latency.p99</c>, <c>latency.p99.9</c>.</summary>
internal sealed class MetricReader() : ScalarReader<Metric>("metric", $"one of {string.Join(", ", Names)}")
{
    private static readonly ImmutableArray<(string Name, Metric Metric)> Plain =
    [
        ("latency.mean", new Metric.LatencyMean()), ("errors", new Metric.Errors()), ("accuracy", new Metric.Accuracy()),
        ("latency.distribution", new Metric.LatencyDistribution()), ("scores.distribution", new Metric.ScoreDistribution()),
        ("predictions.distribution", new Metric.PredictionDistribution()),
        ("business.conversion", new Metric.Conversion()), ("business.revenue", new Metric.Revenue()), ("disagreement", new Metric.Disagreement()),

        // A query that the check writes out.
        ("query", new Metric.Query("query", "", IsHigherWorse: true)),
    ];

    private static readonly ImmutableArray<string> Names = ["latency.p50", "latency.p95", "latency.p99", .. Plain.Select(p => p.Name)];

    /// <summary>Every kind of metric: its form in a schema, and one that stands for the kind.</summary>
    public static ImmutableArray<(JsonObject Form, Metric Metric)> Kinds() =>
    [
        (Quantile(), new Metric.LatencyQuantile(0.99)),
        .. Plain.Select(p => (Fragments.Words([p.Name]), p.Metric)),
    ];

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => Fragments.AnyOf(Fragments.Words(Names), Quantile());

    private static JsonObject Quantile() =>
        Fragments.Text($"^latency\\.p{NumberPattern.Within(new Limits(0, 100, WithLeast: false, WithMost: false))}$");

    /// <inheritdoc/>
    protected override bool TryParse(string text, [MaybeNullWhen(false)] out Metric value, out Message problem)
    {
        problem = Messages.UnknownChoice(text, Name, Names);
        value = Plain.FirstOrDefault(p => p.Name == text).Metric;
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
