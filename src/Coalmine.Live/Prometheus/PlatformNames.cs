using System.Collections.Immutable;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Series;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Live.Prometheus;

/// <summary>
/// The series of each platform by <see cref="FamilyTable"/>, and those of model servers, which no platform prescribes: the names that simulated worlds use
/// (<c>model_labelled_total{class,predicted}</c>, <c>model_predictions_total{class}</c>, <c>model_conversions_total</c>, <c>model_revenue</c>,
/// <c>model_score</c>,
/// <c>model_accuracy</c>), and for mirrored pairs <c>model_pairs_total{agree="true|false"}</c> and the four cells of
/// <c>model_pairs_labelled_total{baseline="right|wrong",canary="right|wrong"}</c>, which the canary's side exposes.
/// </summary>
public static class PlatformNames
{
    /// <summary>The label that most scrape configurations give a pod's name.</summary>
    internal const string UsualPodLabel = "pod";

    // executor/api/metric/server.go of Seldon Core v1: over gRPC the service is the full method.
    private const string SeldonMethods = "service=~\".*/(Predict|ModelInfer|Classify|Regress|MultiInference)\"";

    /// <summary>The names of a platform for one target.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="target">
    /// Whose series: of Seldon the deployment, of Knative the service, of Istio the destination's namespace alone (its name is not used).
    /// </param>
    public static SeriesNames Of(SeriesPlatform platform, SeriesTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return platform switch
        {
            SeriesPlatform.Seldon => Names(Seldon("server", "service=\"predictions\"", "code=~\"5..\""), target),
            SeriesPlatform.SeldonGrpc => Names(Seldon("server", SeldonMethods, "code!=\"OK\""), target),
            SeriesPlatform.SeldonClient => Names(Seldon("client", "service!~\".*(feedback|status|metadata).*\"", "code=~\"5..\""), target),
            SeriesPlatform.Knative => Names(
                new Rows("revision_request_latencies", "revision_request_count", "service_name", "namespace_name", "", ["response_code=~\"5..\""])
                {
                    PodLabel = "pod_name",
                },
                target),
            SeriesPlatform.KnativeOpenTelemetry => Names(
                new Rows("kn_serving_invocation_duration_seconds", "", "", "", "", ["http_response_status_code=~\"5..\""]), target),
            SeriesPlatform.Istio => Names(
                new Rows("istio_request_duration_milliseconds", "istio_requests_total", "", "destination_workload_namespace", "reporter=\"destination\"",
                    ["response_code=~\"5..\"", "response_code=\"200\",grpc_response_status=~\"[1-9].*\""]), target),
            _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, "There is no such platform."),
        };
    }

    private static Rows Seldon(string side, string service, string errors) =>
        new($"seldon_api_executor_{side}_requests_seconds", "", "deployment_name", "namespace", service, [errors]);

    private static SeriesNames Names(Rows rows, SeriesTarget target)
    {
        MetricFamily family = FamilyTable.Find(rows.Histogram + "_count", out _)!;
        string armLabel = target.ArmLabel.Length > 0 ? target.ArmLabel : family.ArmLabels[0];
        string[] own = [Condition(rows.NameLabel, target.Name), Condition(rows.NamespaceLabel, target.Namespace), $"{armLabel}=\"$arm\""];
        string shared = Joined(own);
        string served = Joined([.. own, rows.Fixed]);
        CounterSelector requests = new(rows.Counter.Length > 0 ? rows.Counter : rows.Histogram + "_count", served);
        var counters = ImmutableDictionary.CreateBuilder<CounterKind, CounterSelector>();
        counters[CounterKind.Requests] = requests;
        counters[CounterKind.Errors] = requests with { Members = rows.Errors };
        counters[CounterKind.LatencyBucket] = new(rows.Histogram + "_bucket", served) { UnitsPerOne = family.UnitsPerSecond, IndexLabel = Labels.BucketBound };
        counters[CounterKind.LatencySum] = new(rows.Histogram + "_sum", served) { UnitsPerOne = family.UnitsPerSecond };
        counters.AddRange(ModelServer(shared));
        return new SeriesNames(family.Platform, counters.ToImmutable())
        {
            Baseline = target.Baseline,
            Canary = target.Canary,
            PodLabel = target.PodLabel.Length > 0 ? target.PodLabel : rows.PodLabel,
            Quality = new CounterSelector("model_accuracy", shared),
        };
    }

    private static Dictionary<CounterKind, CounterSelector> ModelServer(string own)
    {
        CounterSelector labelled = new("model_labelled_total", own);
        CounterSelector pairs = new("model_pairs_total", own);
        CounterSelector pairLabels = new("model_pairs_labelled_total", own);
        return new()
        {
            [CounterKind.Labelled] = labelled,
            [CounterKind.Right] = labelled with { Agreeing = ("class", "predicted") },
            [CounterKind.Conversions] = new("model_conversions_total", own),
            [CounterKind.RevenueBucket] = new("model_revenue_bucket", own) { IndexLabel = Labels.BucketBound },
            [CounterKind.RevenueSum] = new("model_revenue_sum", own),
            [CounterKind.RevenueCount] = new("model_revenue_count", own),
            [CounterKind.ScoreBucket] = new("model_score_bucket", own) { IndexLabel = Labels.BucketBound },
            [CounterKind.Predicted] = new("model_predictions_total", own) { IndexLabel = "class" },
            [CounterKind.PairsCompared] = pairs,
            [CounterKind.PairsDisagreeing] = pairs with { Members = ["agree=\"false\""] },
            [CounterKind.PairsLabelled] = pairLabels,
            [CounterKind.PairsCanaryOnlyWrong] = pairLabels with { Members = ["baseline=\"right\",canary=\"wrong\""] },
            [CounterKind.PairsBaselineOnlyWrong] = pairLabels with { Members = ["baseline=\"wrong\",canary=\"right\""] },
        };
    }

    private static string Condition(string label, string value) => label.Length == 0 || value.Length == 0
        ? ""
        : $"{label}=\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Joined(params IEnumerable<string> conditions) => string.Join(",", conditions.Where(condition => condition.Length > 0));

    /// <summary>How a platform names things.</summary>
    /// <param name="Histogram">The histogram of latencies, without a part's ending.</param>
    /// <param name="Counter">The counter of requests; empty for the histogram's own count.</param>
    /// <param name="NameLabel">The label of the target's name.</param>
    /// <param name="NamespaceLabel">The label of its namespace.</param>
    /// <param name="Fixed">Conditions that leave requests only.</param>
    /// <param name="Errors">Conditions of which one marks an error.</param>
    private sealed record Rows(
        string Histogram, string Counter, string NameLabel, string NamespaceLabel, string Fixed, ImmutableArray<string> Errors)
    {
        /// <summary>The label of a pod's name.</summary>
        public string PodLabel { get; init; } = UsualPodLabel;
    }
}
