using System.Collections.Immutable;
using Coalmine.PromQL.Bindings;

namespace Coalmine.Conformance.Tests.Prometheus;

/// <summary>
/// Queries as documents and sources of canary tools have them, with their templates. From SeldonIO/seldon-core (doc/source/rollouts), argoproj/argo-rollouts
/// (docs), fluxcd/flagger (docs/gitbook, pkg/metrics/observers), and the usual guide's script and rules.
/// </summary>
internal static class WildQueries
{
    private const string Seldon = "SeldonIO/seldon-core doc/source/rollouts/abtests.md";
    private const string SeldonLabels = "seldon_deployment_id='$sid',predictor_name='$predictor',kubernetes_namespace='$ns'";
    private const string Executor = "seldon_api_executor_client_requests_seconds_count";
    private const string FromSource = "istio_requests_total{reporter=\"source\",destination_service=~\"{{args.service-name}}\"";
    private const string Workload = "destination_workload_namespace=~\"{{ namespace }}\", destination_workload=~\"{{ target }}\"";
    private const string ToWorkload = "reporter=\"destination\", destination_workload_namespace=\"{{ namespace }}\", destination_workload=~\"{{ target }}\"";
    private const string Pods = "kubernetes_namespace=\"{{ namespace }}\", kubernetes_pod_name=~\"{{ target }}-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)\"";
    private const string Gloo = "envoy_cluster_name=~\"{{ namespace }}-{{ target }}-canaryupstream-[0-9a-zA-Z-]+_[0-9a-zA-Z-]+\"";
    private const string Linkerd = "namespace=\"{{ namespace }}\", deployment=~\"{{ target }}\"";
    private const string Nginx = "namespace=\"{{ namespace }}\", ingress=\"{{ ingress }}\", canary!=\"\"";

    /// <summary>Queries that a simulated world can answer: where they are from and their text.</summary>
    public static readonly ImmutableArray<(string Source, string Text)> Answered =
    [
        (Seldon, $"(sum(increase(seldon_api_executor_server_requests_seconds_count{{code!='200',{SeldonLabels}}}[${{elapsedTime}}s])) or on() vector(0)) / "
            + $"(sum(increase(seldon_api_executor_server_requests_seconds_count{{{SeldonLabels}}}[${{elapsedTime}}s])) or on() vector(0))"),
        (Seldon, $"sum(increase(seldon_api_executor_client_requests_seconds_sum{{{SeldonLabels}}}[${{elapsedTime}}s])) or on() vector(0)"),
        ("argoproj/argo-rollouts docs/analysis/prometheus.md",
            $"sum(irate( {FromSource},response_code!~\"5.*\"}}[5m] )) / sum(irate( {FromSource}}}[5m] ))"),
        ("the same, by outcome",
            $"histogram_quantile(0.9, sum by (le, response_code) (rate(istio_request_duration_milliseconds_bucket{{ {ToWorkload} }}[{{{{ interval }}}}])))"),
        ("the same, of every series",
            $"rate(istio_request_duration_milliseconds_sum{{ {ToWorkload} }}[5m]) / rate(istio_request_duration_milliseconds_count{{ {ToWorkload} }}[5m])"),
        ("fluxcd/flagger docs/gitbook/dev/upgrade-guide.md",
            $"histogram_quantile( 0.99, sum( rate( istio_request_duration_seconds_bucket{{ {ToWorkload} }}[{{{{ interval }}}}] ) ) by (le) )"),
        ("fluxcd/flagger docs/gitbook/tutorials/gatewayapi-progressive-delivery.md",
            $"100 - sum( rate( istio_requests_total{{ reporter=\"source\", {Workload}, response_code!~\"5.*\" }}[{{{{ interval }}}}] ) ) / "
            + $"sum( rate( istio_requests_total{{ reporter=\"source\", {Workload}, }}[{{{{ interval }}}}] ) ) * 100"),
        ("fluxcd/flagger docs/gitbook/tutorials/keda-scaledobject.md", "sum(rate(http_requests_total{ app=\"podinfo\" }[30s]))"),
        ("fluxcd/flagger docs/gitbook/tutorials/linkerd-progressive-delivery.md",
            $"histogram_quantile( 0.99, sum( rate( response_latency_ms_bucket{{ {Linkerd}, direction=\"{{{{ variables.direction }}}}\" }}[{{{{ interval }}}}] ) ) by (le) )"),
        ("fluxcd/flagger docs/gitbook/tutorials/linkerd-progressive-delivery.md",
            $"sum( rate( response_total{{ {Linkerd}, classification!=\"failure\", direction=\"{{{{ variables.direction }}}}\" }}[{{{{ interval }}}}] ) ) / "
            + $"sum( rate( response_total{{ {Linkerd}, direction=\"{{{{ variables.direction }}}}\" }}[{{{{ interval }}}}] ) ) * 100"),
        ("fluxcd/flagger docs/gitbook/tutorials/linkerd-progressive-delivery.md",
            "100 - sum( rate( response_total{ namespace=\"test\", deployment=\"podinfo\", status_code!=\"404\", direction=\"inbound\" }[1m] ) ) / "
            + "sum( rate( response_total{ namespace=\"test\", deployment=\"podinfo\", direction=\"inbound\" }[1m] ) ) * 100"),
        ("fluxcd/flagger pkg/metrics/observers/contour.go",
            "histogram_quantile( 0.99, sum( rate( envoy_cluster_upstream_rq_time_bucket{ "
            + "envoy_cluster_name=~\"{{ namespace }}_{{ service }}-canary_[0-9a-zA-Z-]+\", }[{{ interval }}] ) ) by (le) )"),
        ("fluxcd/flagger pkg/metrics/observers/gloo.go",
            $"sum( rate( envoy_cluster_upstream_rq{{ {Gloo}, envoy_response_code!~\"5.*\" }}[{{{{ interval }}}}] ) ) / "
            + $"sum( rate( envoy_cluster_upstream_rq{{ {Gloo}, }}[{{{{ interval }}}}] ) ) * 100"),
        ("fluxcd/flagger pkg/metrics/observers/istio.go",
            $"histogram_quantile( 0.99, sum( rate( istio_request_duration_milliseconds_bucket{{ {ToWorkload} }}[{{{{ interval }}}}] ) ) by (le) )"),
        ("fluxcd/flagger pkg/metrics/observers/knative.go",
            "histogram_quantile( 0.99, sum( rate( envoy_cluster_upstream_rq_time_bucket{ "
            + "envoy_cluster_name=~\"{{ namespace }}/{{ route }}\", }[{{ interval }}] ) ) by (le) )"),
        ("fluxcd/flagger pkg/metrics/observers/knative.go",
            "sum( rate( envoy_cluster_upstream_rq{ envoy_cluster_name=~\"{{ namespace }}/{{ route }}\", envoy_response_code!~\"5.*\" }[{{ interval }}] ) ) / "
            + "sum( rate( envoy_cluster_upstream_rq{ envoy_cluster_name=~\"{{ namespace }}/{{ route }}\", }[{{ interval }}] ) ) * 100"),
        ("fluxcd/flagger pkg/metrics/observers/linkerd.go",
            $"histogram_quantile( 0.99, sum( rate( response_latency_ms_bucket{{ {Linkerd}, direction=\"inbound\" }}[{{{{ interval }}}}] ) ) by (le) )"),
        ("fluxcd/flagger pkg/metrics/observers/linkerd.go",
            $"sum( rate( response_total{{ {Linkerd}, classification!=\"failure\", direction=\"inbound\" }}[{{{{ interval }}}}] ) ) / "
            + $"sum( rate( response_total{{ {Linkerd}, direction=\"inbound\" }}[{{{{ interval }}}}] ) ) * 100"),
        ("fluxcd/flagger pkg/metrics/observers/nginx.go",
            $"sum( rate( nginx_ingress_controller_requests{{ {Nginx}, status!~\"5.*\" }}[{{{{ interval }}}}] ) ) / "
            + $"sum( rate( nginx_ingress_controller_requests{{ {Nginx} }}[{{{{ interval }}}}] ) ) * 100"),
        ("fluxcd/flagger pkg/metrics/observers/nginx.go",
            $"sum( rate( nginx_ingress_controller_response_duration_seconds_sum{{ {Nginx} }}[{{{{ interval }}}}] ) ) / "
            + $"sum( rate( nginx_ingress_controller_response_duration_seconds_count{{ {Nginx} }}[{{{{ interval }}}}] ) ) * 1000"),
        ("fluxcd/flagger pkg/metrics/observers/skipper.go",
            "sum(rate(skipper_response_duration_seconds_bucket{route=~\"{{ $route }}\",code!~\"5..\",le=\"+Inf\"}[{{ interval }}])) / "
            + "sum(rate(skipper_response_duration_seconds_bucket{route=~\"{{ $route }}\",le=\"+Inf\"}[{{ interval }}])) * 100"),
        ("fluxcd/flagger pkg/metrics/observers/skipper.go",
            "sum(rate(skipper_serve_route_duration_seconds_sum{route=~\"{{ $route }}\"}[{{ interval }}])) / "
            + "sum(rate(skipper_serve_route_duration_seconds_count{route=~\"{{ $route }}\"}[{{ interval }}])) * 1000"),
        ("the guide's script",
            $"sum(rate({Executor}{{ deployment_name=\"$sid\", predictor_name=\"$predictor\", code!=\"200\" }}[5m])) / "
            + $"sum(rate({Executor}{{ deployment_name=\"$sid\", predictor_name=\"$predictor\" }}[5m]))"),
        ("the guide's rules", $"sum by (deployment_name, predictor_name) ( rate({Executor}[5m]) )"),
        ("the guide's analysis",
            "sum(rate( istio_requests_total{ destination_service_name=\"{{args.service-name}}\", response_code!~\"5.*\" }[5m] )) / "
            + "sum(rate( istio_requests_total{ destination_service_name=\"{{args.service-name}}\" }[5m] ))"),
    ];

    /// <summary>Queries that nothing in a simulated world answers, so that a simulation refuses them; Prometheus answers with nothing, or with the other operand.</summary>
    public static readonly ImmutableArray<(string Source, string Text)> Unanswered =
    [
        (Seldon, $"sum(increase(seldon_api_executor_server_requests_seconds_count{{service='feedback',{SeldonLabels}}}[${{elapsedTime}}s])) or on() vector(0)"),
    ];

    /// <summary>Texts that are no PromQL: slips of documents, and other stores' languages.</summary>
    public static readonly ImmutableArray<(string Source, string Text)> Refused =
    [
        ("argoproj/argo-rollouts docs/features/analysis.md", $"sum(irate( {FromSource},response_code~\"4.*\"}}[5m] ))"),
        ("fluxcd/flagger docs/gitbook/tutorials/gloo-progressive-delivery.md",
            $"100 - sum( rate( http_request_duration_seconds_count{{ {Pods} status!=\"{{{{ interval }}}}\" }}[1m] ) ) / "
            + $"sum( rate( http_request_duration_seconds_count{{ {Pods} }}[{{{{ interval }}}}] ) ) * 100"),
        ("argoproj/argo-rollouts docs/analysis/newrelic.md", "FROM Transaction SELECT percentage(count(*), WHERE httpResponseCode != 500) as successRate"),
        ("fluxcd/flagger docs/gitbook/usage/metrics.md",
            "SELECT filter(sum(nginx_ingress_controller_requests), WHERE status >= '500') / sum(nginx_ingress_controller_requests) * 100 FROM Metric"),
        ("fluxcd/flagger docs/gitbook/usage/metrics.md", "from(bucket: \"default\") |> range(start: -2h) |> count() |> yield(name: \"count\")"),
        ("fluxcd/flagger docs/gitbook/usage/metrics.md", "total = data('traces.count', filter=filter('sf_service', '{{target}}')).sum().publish(enable=False)"),
    ];

    /// <summary>The names that the values below give the arms.</summary>
    public static readonly ArmNames Names = new(["ranker-primary", "ranker-stable"], ["ranker", "ranker-canary", "podinfo"], []);

    private static readonly Dictionary<string, string> Values = new()
    {
        ["sid"] = "ranking",
        ["predictor"] = "canary",
        ["ns"] = "prod",
        ["elapsedTime"] = "150",
        ["args.service-name"] = "ranker-canary",
        ["namespace"] = "prod",
        ["target"] = "ranker",
        ["service"] = "ranker",
        ["ingress"] = "ranker",
        ["route"] = "ranker-canary",
        ["interval"] = "1m",
        ["variables.direction"] = "inbound",
    };

    /// <summary>A text with its templates filled in.</summary>
    public static string Filled(string text) => TemplateText.Fill(text, Values.GetValueOrDefault);
}
