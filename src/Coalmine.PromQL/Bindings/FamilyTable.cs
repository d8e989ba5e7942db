using System.Collections.Immutable;

namespace Coalmine.PromQL.Bindings;

/// <summary>
/// The metrics that platforms are known to expose: names, units, bounds and labels as read from their sources (Seldon Core v1.18.2 and v2.10.2, Knative 1.18
/// to 1.23, KServe 0.20, Istio 1.30, and the queries of Flagger 1.44 for the others).
/// </summary>
public static class FamilyTable
{
    private static readonly OutcomeLabel Code = new("code", "200", "500");
    private static readonly OutcomeLabel Status = new("status", "200", "500");
    private static readonly OutcomeLabel ResponseCode = new("response_code", "200", "500");

    private static readonly ImmutableArray<string> SeldonArms = ["predictor_name"];
    private static readonly ImmutableArray<string> IstioArms = ["destination_workload", "destination_service_name", "destination_service"];
    private static readonly ImmutableArray<string> KnativeArms = ["revision_name"];

    /// <summary>All of them.</summary>
    public static ImmutableArray<MetricFamily> All { get; } = [.. Seldon(), .. Knative(), .. Meshes(), .. Ingresses(), .. Others()];

    /// <summary>The family of a metric.</summary>
    /// <param name="metric">The metric's name as a selector writes it.</param>
    /// <param name="part">Which part of the family the name means.</param>
    /// <returns>Nothing for a metric that is not in the table.</returns>
    public static MetricFamily? Find(string metric, out SeriesPart part) => Find(All, metric, out part);

    /// <summary>The family of a metric among others.</summary>
    internal static MetricFamily? Find(IEnumerable<MetricFamily> families, string metric, out SeriesPart part)
    {
        (string name, SeriesPart suffix) = MetricSuffix.Split(metric);
        foreach (MetricFamily family in families)
        {
            if (family.IsHistogram ? suffix != SeriesPart.Value && family.Name == name : family.Name == metric)
            {
                part = family.IsHistogram ? suffix : SeriesPart.Value;
                return family;
            }
        }

        part = SeriesPart.Value;
        return null;
    }

    private static IEnumerable<MetricFamily> Seldon()
    {
        foreach (string side in new[] { "client", "server" })
            yield return new MetricFamily($"seldon_api_executor_{side}_requests_seconds", "Seldon Core v1", MetricRole.Latency)
            {
                Bounds = UsualBounds.Client,
                Outcomes = [Code],
                ArmLabels = SeldonArms,
                Fixed = [new("method", "post"), new("service", side == "client" ? "/predict" : "predictions")],
                Others = [new("service", "feedback"), new("service", "status"), new("service", "metadata")],
            };
        foreach (string kind in new[] { "model", "pipeline" })
        {
            yield return new MetricFamily($"seldon_{kind}_infer_api_seconds", "Seldon Core v2", MetricRole.Latency)
            {
                Bounds = UsualBounds.Client,
                Outcomes = [Code],
                ArmLabels = [kind],
            };
            yield return new MetricFamily($"seldon_{kind}_infer_total", "Seldon Core v2", MetricRole.Requests)
            {
                Outcomes = [Code],
                ArmLabels = [kind],
            };
        }
    }

    private static IEnumerable<MetricFamily> Knative()
    {
        ImmutableArray<OutcomeLabel> outcomes = [ResponseCode, new OutcomeLabel("response_code_class", "2xx", "5xx")];
        foreach (string side in new[] { "revision_app_request", "revision_request" })
        {
            yield return new MetricFamily(side + "_latencies", "Knative up to 1.18", MetricRole.Latency)
            {
                UnitsPerSecond = 1000,
                Bounds = UsualBounds.Knative,
                Outcomes = outcomes,
                ArmLabels = KnativeArms,
            };
            yield return new MetricFamily(side + "_count", "Knative up to 1.18", MetricRole.Requests) { Outcomes = outcomes, ArmLabels = KnativeArms };
        }

        yield return new MetricFamily("kn_serving_invocation_duration_seconds", "Knative from 1.20.3", MetricRole.Latency)
        {
            Bounds = UsualBounds.Client,
            Outcomes = [new OutcomeLabel("http_response_status_code", "200", "500")],
            ArmLabels = ["kn_revision_name"],
        };
        foreach (string stage in new[] { "preprocess", "predict", "postprocess" })
            yield return new MetricFamily($"request_{stage}_seconds", "KServe's Python server", MetricRole.Latency)
            {
                Bounds = UsualBounds.Client,
            };
    }

    private static IEnumerable<MetricFamily> Meshes()
    {
        MetricFamily istio = new("istio_requests_total", "Istio", MetricRole.Requests)
        {
            Outcomes = [ResponseCode],
            ArmLabels = IstioArms,
            ObserverLabel = "reporter",
            Observers = ["source", "destination"],
        };
        yield return istio;
        yield return Histogram(istio, "istio_request_duration_milliseconds", 1000, UsualBounds.Envoy);
        yield return Histogram(istio, "istio_request_duration_seconds", 1, UsualBounds.Client);
        MetricFamily linkerd = new("response_total", "Linkerd", MetricRole.Requests)
        {
            Outcomes = [new OutcomeLabel("classification", "success", "failure"), new OutcomeLabel("status_code", "200", "500")],
            ArmLabels = ["deployment"],
        };
        yield return linkerd;
        yield return Histogram(linkerd, "response_latency_ms", 1000, UsualBounds.Linkerd);
        MetricFamily mesh = new("osm_request_total", "Open Service Mesh", MetricRole.Requests)
        {
            Outcomes = [ResponseCode],
            ArmLabels = ["destination_name"],
        };
        yield return mesh;
        yield return Histogram(mesh, "osm_request_duration_ms", 1000, UsualBounds.Envoy);
        MetricFamily envoy = new("envoy_cluster_upstream_rq", "Envoy", MetricRole.Requests)
        {
            Outcomes = [new OutcomeLabel("envoy_response_code", "200", "500"), new OutcomeLabel("envoy_response_code_class", "2", "5")],
        };
        yield return envoy;
        yield return envoy with { Name = "envoy_cluster_upstream_rq_xx" };
        yield return Histogram(envoy, "envoy_cluster_upstream_rq_time", 1000, UsualBounds.Envoy);
    }

    private static IEnumerable<MetricFamily> Ingresses()
    {
        // The controller marks what an ingress with canary annotations served.
        MetricFamily nginx = new("nginx_ingress_controller_requests", "NGINX ingress", MetricRole.Requests)
        {
            Outcomes = [Status],
            KnownArms = [new ArmLabel("canary", "", "canary")],
        };
        yield return nginx;
        yield return Histogram(nginx, "nginx_ingress_controller_response_duration_seconds", 1, UsualBounds.Client);
        yield return Histogram(nginx, "nginx_ingress_controller_request_duration_seconds", 1, UsualBounds.Client);
        MetricFamily traefik = new("traefik_service_requests_total", "Traefik", MetricRole.Requests) { Outcomes = [Code] };
        yield return traefik;
        yield return Histogram(traefik, "traefik_service_request_duration_seconds", 1, UsualBounds.Traefik);
        foreach (string name in new[] { "skipper_response_duration_seconds", "skipper_serve_route_duration_seconds" })
            yield return new MetricFamily(name, "Skipper", MetricRole.Latency) { Bounds = UsualBounds.Client, Outcomes = [Code] };
        yield return new MetricFamily("apisix_http_status", "APISIX", MetricRole.Requests) { Outcomes = [Code] };
        yield return new MetricFamily("apisix_http_latency", "APISIX", MetricRole.Latency)
        {
            UnitsPerSecond = 1000,
            Bounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 30000, 60000],
            Fixed = [new("type", "request")],
        };
    }

    private static IEnumerable<MetricFamily> Others()
    {
        yield return new MetricFamily("http_request_duration_seconds", "HTTP servers with a Prometheus client", MetricRole.Latency)
        {
            Bounds = UsualBounds.Client,
            Outcomes = [Status, Code],
        };
        yield return new MetricFamily("http_requests_total", "HTTP servers with a Prometheus client", MetricRole.Requests)
        {
            Outcomes = [Status, Code],
        };
        yield return new MetricFamily("container_memory_working_set_bytes", "cAdvisor", MetricRole.Memory);
    }

    private static MetricFamily Histogram(MetricFamily requests, string name, double unitsPerSecond, ImmutableArray<double> bounds) =>
        requests with { Name = name, Role = MetricRole.Latency, UnitsPerSecond = unitsPerSecond, Bounds = bounds };
}
