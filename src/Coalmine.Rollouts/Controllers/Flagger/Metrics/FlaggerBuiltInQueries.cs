using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Rollouts.Controllers.Flagger.Metrics;

/// <summary>
/// The built-in queries by provider: which series count requests of the canary, which of them failed, and where durations are. Success rates are in percent;
/// durations are a 99th percentile, except with NGINX and Skipper, whose queries give a mean. From fluxcd/flagger 15bd6ad5, <c>pkg/metrics/observers</c>.
/// </summary>
public static class FlaggerBuiltInQueries
{
    private const string Suffix = "[0-9a-zA-Z-]+";
    private const string PodOfTarget = "kubernetes_namespace=\"{{ namespace }}\",kubernetes_pod_name=~\"{{ target }}-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)\"";

    /// <summary>The query of a success rate or a duration.</summary>
    /// <param name="provider">What <see cref="MetricsProvider"/> says.</param>
    /// <param name="kind">Success rate or duration.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind has no built-in query.</exception>
    public static FlaggerBuiltInQuery Of(string provider, FlaggerCheckKind kind)
    {
        Series series = SeriesOf(provider);
        string template = kind switch
        {
            FlaggerCheckKind.SuccessRate => $"sum(rate({series.Requests}{{{series.Selection},{series.NotFailed}{series.All}}}[{{{{ interval }}}}])) / "
                + $"sum(rate({series.Requests}{{{series.Selection}{series.All}}}[{{{{ interval }}}}])) * 100",
            FlaggerCheckKind.Duration when series.IsMean => $"sum(rate({series.Durations}_sum{{{series.Selection}}}[{{{{ interval }}}}])) / "
                + $"sum(rate({series.Durations}_count{{{series.Selection}}}[{{{{ interval }}}}])) * 1000",
            FlaggerCheckKind.Duration => "histogram_quantile(0.99, sum(rate("
                + $"{series.Durations}_bucket{{{series.DurationSelection}{series.Selection}}}[{{{{ interval }}}}])) by (le))",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Allowed: success rate or duration."),
        };
        double scale = kind == FlaggerCheckKind.Duration && series.IsInSeconds && !series.IsMean ? 1000 : 1;
        return new FlaggerBuiltInQuery(template, scale, provider == "skipper");
    }

    /// <summary>
    /// Whose queries a canary gets. A controller for Linkerd uses Linkerd's whatever the object says; a target of kind Service adds <c>:service</c>, with which
    /// most providers fall to Istio's queries.
    /// </summary>
    public static string MetricsProvider(FlaggerCanarySpec spec, FlaggerProvider controller)
    {
        string provider = spec.Provider.Length == 0 ? controller.Name
            : controller.Name.Contains("linkerd", StringComparison.Ordinal) ? "linkerd"
            : spec.Provider;
        return spec.TargetKind == "Service" ? provider + ":service" : provider;
    }

    private static Series SeriesOf(string provider)
    {
        if (provider.StartsWith("appmesh", StringComparison.Ordinal))
            return Envoy(PodOfTarget);
        if (provider.StartsWith("gloo", StringComparison.Ordinal))
            return Envoy($"envoy_cluster_name=~\"{{{{ namespace }}}}-{{{{ target }}}}-canaryupstream-{Suffix}_{Suffix}\"");
        if (provider == "kubernetes" || provider.StartsWith("gatewayapi", StringComparison.Ordinal))
            return new Series("http_request_duration_seconds_count", PodOfTarget, "status!~\"5.*\"", "http_request_duration_seconds") { IsInSeconds = true };
        return provider switch
        {
            "linkerd" => new Series(
                "response_total",
                "namespace=\"{{ namespace }}\",deployment=~\"{{ target }}\",direction=\"inbound\"",
                "classification!=\"failure\"",
                "response_latency_ms"),
            "nginx" => new Series(
                "nginx_ingress_controller_requests",
                "namespace=\"{{ namespace }}\",ingress=\"{{ ingress }}\",canary!=\"\"",
                "status!~\"5.*\"",
                "nginx_ingress_controller_response_duration_seconds")
            { IsInSeconds = true, IsMean = true },
            "contour" => Envoy($"envoy_cluster_name=~\"{{{{ namespace }}}}_{{{{ service }}}}-canary_{Suffix}\""),
            "kuma" => Envoy($"service=~\"{{{{ target }}}}-canary_{{{{ namespace }}}}_svc_{Suffix}\""),
            "knative" => Envoy("envoy_cluster_name=~\"{{ namespace }}/{{ route }}\""),
            "traefik" => new Series(
                "traefik_service_request_duration_seconds_bucket",
                $"service=~\"{{{{ namespace }}}}-{{{{ target }}}}-canary-{Suffix}@kubernetescrd\"",
                "code!~\"5..\"",
                "traefik_service_request_duration_seconds")
            { IsInSeconds = true, All = ",le=\"+Inf\"" },
            "skipper" => new Series(
                "skipper_response_duration_seconds_bucket",
                "route=~\"kube(ew)?_{{ namespace }}__{{ ingress }}_canary__.*__{{ service }}_canary(_[0-9]+)?\"",
                "code!~\"5..\"",
                "skipper_serve_route_duration_seconds")
            { IsInSeconds = true, IsMean = true, All = ",le=\"+Inf\"" },
            "apisix" => new Series(
                "apisix_http_status",
                "route=~\"{{ namespace }}_{{ route }}-{{ target }}-canary_.+\"",
                "code!~\"5..\"",
                "apisix_http_latency")
            { DurationSelection = "type=~\"request\"," },
            "osm" => new Series(
                "osm_request_total",
                "destination_namespace=\"{{ namespace }}\",destination_kind=\"Deployment\",destination_name=\"{{ target }}\"",
                "response_code!~\"5.*\"",
                "osm_request_duration_ms"),
            _ => new Series(
                "istio_requests_total",
                "reporter=\"destination\",destination_workload_namespace=\"{{ namespace }}\",destination_workload=~\"{{ target }}\"",
                "response_code!~\"5.*\"",
                "istio_request_duration_milliseconds"),
        };
    }

    private static Series Envoy(string selection) =>
        new("envoy_cluster_upstream_rq", selection, "envoy_response_code!~\"5.*\"", "envoy_cluster_upstream_rq_time");

    /// <summary>Where a provider counts the canary's requests and durations.</summary>
    /// <param name="Requests">The counter of requests.</param>
    /// <param name="Selection">The matchers of the canary.</param>
    /// <param name="NotFailed">The matcher of good answers.</param>
    /// <param name="Durations">The histogram of durations, without its ending.</param>
    private readonly record struct Series(string Requests, string Selection, string NotFailed, string Durations)
    {
        /// <summary>Further matchers where requests are counted by a histogram's last bucket.</summary>
        public string All { get; init; } = "";

        /// <summary>Further matchers of the durations, with a comma behind.</summary>
        public string DurationSelection { get; init; } = "";

        /// <summary>Whether durations are in seconds rather than milliseconds.</summary>
        public bool IsInSeconds { get; init; }

        /// <summary>Whether the mean is asked rather than the 99th percentile.</summary>
        public bool IsMean { get; init; }
    }
}
