using Xunit;
using static Coalmine.Manifests.Tests.Lints.Linted;

namespace Coalmine.Manifests.Tests.Lints;

/// <summary>
/// For each lint of queries, rules and serving platforms: where it is found (the mark), and the nearest text where it is not. From prometheus.md 2.4, 3.8, 4.3
/// and serving-platforms.md 2, 7 and 11.
/// </summary>
internal static class QueryLintCases
{
    private const string Latency = "histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket{reporter=\"source\"}[1m])))";

    private const string Watched = "analysis: {startingStep: 1, templates: [{templateName: t}]}\nsteps: [{setWeight: 10}, {pause: {duration: 10m}}]";

    public static TheoryData<string, string, string> All => new()
    {
        { "CM1910", Rule("alert: a, expr: 'rate(§x[30s]) > 1'"), Rule("alert: a, expr: 'rate(x[1m]) > 1'") },
        { "CM1912", Rule("alert: a, expr: 'x{v=\"c\"} §/ x{v=\"b\"} > 1.2'"), Rule("alert: a, expr: 'x{v=\"c\"} / ignoring(v) x{v=\"b\"} > 1.2'") },
        { "CM1912", Rule("alert: a, expr: 'sum by (v) (x{v=\"c\"}) §> sum by (v) (x{v=\"b\"})'"), Rule("alert: a, expr: 'sum(x{v=\"c\"}) > sum(x{v=\"b\"})'") },
        { "CM1912", Rule("alert: a, expr: 'x{v=\"c\"} §- on(v, w) x{v=\"b\"}'"), Rule("alert: a, expr: 'x{v=\"c\"} - on(w) x{v=\"b\"}'") },
        { "CM1912", Rule("alert: a, expr: 'x{v=\"c\"} §and x{v=\"b\"}'"), Rule("alert: a, expr: 'x{v=\"c\"} or x{v=\"b\"} unless x{v=\"d\"}'") },
        { "CM1913", Rule("record: r, expr: 'sum by (v) (rate(§x{code=\"201\"}[5m])) / sum by (v) (rate(x[5m]))'"),
            Rule("record: r, expr: '1 - (sum by (v) (rate(x{code=~\"5..\"}[5m])) or 0 * sum by (v) (rate(x[5m]))) / sum by (v) (rate(x[5m]))'") },
        { "CM1913", Template("interval: 1m, successCondition: 'all(result, # < 1)', PROVIDER", "sum(rate(§x{status=~\"5..\"}[5m])) / sum(rate(x[5m]))"),
            Template("interval: 1m, successCondition: 'all(result, # < 1)', PROVIDER", "(sum(rate(x{status=~\"5..\"}[5m])) or vector(0)) / sum(rate(x[5m]))") },
        { "CM1914", Template("interval: 1m, successCondition: §'result[0] <= 200', PROVIDER", Latency),
            Template("interval: 1m, successCondition: 'result[0] <= 250', PROVIDER", Latency) },
        { "CM1914", Template("interval: 1m, failureCondition: §'result[0] > 0.3', PROVIDER", Latency + " / 1000"),
            Template("interval: 1m, failureCondition: 'result[0] > 0.5', PROVIDER", Latency + " / 1000") },
        { "CM1914", Rule("alert: a, expr: '" + Latency + " §> 7200000'"), Rule("alert: a, expr: '" + Latency + " > 3600000'") },
        { "CM1914", Canary("interval: 1m\nthreshold: 3\nstepWeight: 10\nmetrics: [{name: request-duration, thresholdRange: {max: §200}}]\n"),
            Canary("interval: 1m\nthreshold: 3\nstepWeight: 10\nmetrics: [{name: request-duration, thresholdRange: {max: 500}}]\n") },
        { "CM1915", Template("PROVIDER", "§avg(model_accuracy{a=\"b\"})"), Template("PROVIDER", "avg(rate(x[5m]))") },
        { "CM1916", Template("PROVIDER", "sum(rate(§istio_requests_total{a=\"b\"}[5m]))"), Template("PROVIDER", "sum(rate(istio_requests_total{reporter=\"destination\"}[5m]))") },
        { "CM1917", Rule("record: r, expr: 'rate(§x{code!=\"200\"}[5m])'"), Rule("record: r, expr: 'rate(x{code=~\"5..\"}[5m])'") },
        { "CM1918", Head("monitoring.coreos.com/v1", "PrometheusRule", "§p") + "spec: {groups: []}\n",
            Head("monitoring.coreos.com/v1", "PrometheusRule", "p").Replace("{name: p}", "{name: p, labels: {a: b}}", StringComparison.Ordinal) + "spec: {groups: []}\n" },
        { "CM1919", Rule("alert: a, expr: x / y > 1.2, annotations: {summary: §'{{ $value | humanizePercentage }} more'}"),
            Rule("alert: a, expr: x / y > 0.5, annotations: {summary: '{{ $value | humanizePercentage }}'}") },
        { "CM1921", Rule("record: r, expr: 'sum by (v) (x) §or vector(0)'"), Rule("record: r, expr: 'sum(x) or vector(0)'") },
        { "CM1923", Rule("record: r, expr: 'rate(§istio_request_total[5m])'"), Rule("record: r, expr: 'rate(parcel_requests_total[5m])'") },
        { "CM1924", Rollout(Watched) + Template("interval: 1m, provider: {prometheus: {query: §'sum(rate(istio_requests_total{destination_service_name=\"s\"}[5m]))'}}"),
            Rollout(Watched) + Template("interval: 1m, PROVIDER", "sum(rate(istio_requests_total{destination_service_name=\"c\"}[5m]))") },
        { "CM1924", Rollout(Watched) + Template("interval: 1m, provider: {prometheus: {query: §'sum(rate(istio_requests_total{destination_service_name=~\"c|s\"}[5m]))'}}"),
            Rollout(Watched) + Template("interval: 1m, PROVIDER",
                "sum(rate(istio_requests_total{destination_service_name=\"c\"}[5m])) / sum(rate(istio_requests_total{destination_service_name=\"s\"}[5m]))") },
        { "CM1922", Rule("record: r, expr: 'rate(§seldon_api_executor_client_requests_seconds_count[5m])'"),
            Rule("record: r, expr: 'rate(seldon_api_executor_server_requests_seconds_count[5m])'") },
        { "CM1930", Kserve("spec: {predictor: {}}").Replace("{name: k}", "{name: k, annotations: {prometheus.io/scrape: §'true'}}", StringComparison.Ordinal),
            Kserve("spec: {predictor: {}}") },
        { "CM1931", Kserve("spec: {predictor: {scaleTarget: §10}}"), Kserve("spec: {predictor: {minReplicas: 0}}") },
        { "CM1932", Seldon("[{name: a, graph: {name: x, children: [{name: §y, logger: {mode: all}}]}}]"), Seldon("[{name: a, graph: {name: x, children: [{name: combine}]}}]") },
        { "CM1933", Seldon("[{name: a, traffic: 100, graph: {name: x}}, {name: §b, graph: {name: x}}]"),
            Seldon("[{name: a, traffic: 100, graph: {name: x}}, {name: b, shadow: true, graph: {name: x}}]") },
        { "CM1934", Seldon("[{name: a, annotations: {seldon.io/engine-prometheus-path: §/p}, graph: {name: x}}]"), Seldon("[{name: a, graph: {name: x}}]") },
    };

    private static string Kserve(string spec) => Head("serving.kserve.io/v1beta1", "InferenceService", "k") + spec + "\n";

    private static string Seldon(string predictors) => Head("machinelearning.seldon.io/v1", "SeldonDeployment", "s") + $"spec:\n  predictors: {predictors}\n";
}
