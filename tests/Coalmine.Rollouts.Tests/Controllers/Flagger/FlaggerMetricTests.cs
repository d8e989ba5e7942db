using System.Collections.Immutable;
using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers.Flagger;

/// <summary>Metrics against thresholds, queries and templates, from section 10 of the reference page on Flagger (facts of fluxcd/flagger 15bd6ad5).</summary>
public sealed class FlaggerMetricTests
{
    private static readonly FlaggerCanarySpec Canary = new() { Name = "scores", Namespace = "shop", Target = "web.app", ServiceName = "front", RouteName = "rev-2" };

    [Theory]
    [InlineData("request-success-rate", 99, null, null, 99, true)]
    [InlineData("request-success-rate", 99, null, null, 98.99, false)]
    [InlineData("request-success-rate", 0, null, null, 0, true)]
    [InlineData("request-success-rate", 0, 99.0, null, 99, true)]
    [InlineData("request-success-rate", 0, 99.0, 99.5, 99.6, false)]
    [InlineData("request-duration", 0, null, null, 0.9, true)]
    [InlineData("request-duration", 0, null, null, 1, false)]
    [InlineData("request-duration", 500.7, null, null, 500.2, true)]
    [InlineData("request-duration", 0, null, 500.0, 500.9, true)]
    [InlineData("request-duration", 0, null, 500.0, 501, false)]
    [InlineData("request-duration", 0, null, 0.5, 1, false)]
    [InlineData("request-duration", 0, 10.0, null, 9.99, false)]
    [InlineData("request-duration", 0, null, 5.0, double.PositiveInfinity, true)]
    [InlineData("request-duration", 0, 1.0, null, double.PositiveInfinity, false)]
    [InlineData("request-duration", 0, null, 5.0, 1e300, true)]
    [InlineData("mine", 0, null, null, 0, true)]
    [InlineData("mine", 0, null, null, 0.001, false)]
    [InlineData("mine", 0, 5.0, null, double.PositiveInfinity, true)]
    public void Value_AgainstItsThreshold(string name, double threshold, double? min, double? max, double value, bool passes)
    {
        FlaggerMetric metric = new()
        {
            Name = name,
            Threshold = threshold,
            Range = min is null && max is null ? null : new FlaggerThresholdRange(min, max),
            Query = name == "mine" ? "query" : "",
        };
        Assert.Equal(passes ? FlaggerMetricVerdict.Pass : FlaggerMetricVerdict.Fail, Checks(metric)[0].Judge([value]));
    }

    [Fact]
    public void EmptyRange_PassesEverythingAndHidesTheThreshold() => Assert.Equal(
        FlaggerMetricVerdict.Pass,
        Checks(new FlaggerMetric { Name = "request-success-rate", Threshold = 99, Range = new FlaggerThresholdRange(null, null) })[0].Judge([0]));

    [Fact]
    public void Series_TheLastOneCounts()
    {
        FlaggerCheck check = Checks(new FlaggerMetric { Name = "mine", Query = "query", Range = new FlaggerThresholdRange(null, 15) })[0];
        Assert.Equal(FlaggerMetricVerdict.Fail, check.Judge([10, 20]));
        Assert.Equal(FlaggerMetricVerdict.Pass, check.Judge([double.NaN, 10]));
        Assert.Equal(FlaggerMetricVerdict.NoValues, check.Judge([10, double.NaN]));
        Assert.Equal(FlaggerMetricVerdict.NoValues, check.Judge([]));
    }

    // Go: int64 cuts towards zero, wraps in products, and gives the lowest integer beyond its range on amd64.
    [Theory]
    [InlineData(1.9, 1_000_000)]
    [InlineData(-1.9, -1_000_000)]
    [InlineData(double.NaN, 0)]
    [InlineData(9.3e18, 0)]
    public void Milliseconds_AsGoCountsThem(double milliseconds, long nanoseconds) => Assert.Equal(nanoseconds, FlaggerThreshold.Nanoseconds(milliseconds));

    [Fact]
    public void Order_BuiltInAndInlineFirstThenTemplates()
    {
        FlaggerTemplateReference template = new("templated", "") { IsFound = true, Query = "t" };
        FlaggerChecks checks = FlaggerChecks.Of(
            With(
                new FlaggerMetric { Name = "first", Template = template },
                new FlaggerMetric { Name = "request-duration", Query = "own", Template = template },
                new FlaggerMetric { Name = "nothing" },
                new FlaggerMetric { Name = "inline", Query = "own" }),
            FlaggerProvider.Default);
        Assert.Equal(["request-duration", "request-duration", "inline", "first", "request-duration", "nothing"], checks.All.Select(check => check.Metric.Name));
        Assert.Equal(
            [FlaggerCheckKind.Duration, FlaggerCheckKind.Custom, FlaggerCheckKind.Custom, FlaggerCheckKind.Custom, FlaggerCheckKind.Custom, FlaggerCheckKind.Custom],
            checks.All.Select(check => check.Kind));
        Assert.Contains("nothing", checks.All[^1].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void UnusableMetric_FailsItsTickUnasked()
    {
        FlaggerMachine machine = new(
            With(new FlaggerMetric { Name = "nothing" }) with { Analysis = new FlaggerAnalysis { StepWeight = 50, Metrics = [new FlaggerMetric { Name = "nothing" }] } },
            FlaggerState.Initialized(new FlaggerTarget(1, 1)),
            FlaggerProvider.Default);
        FlaggerSight sight = new(new FlaggerTarget(2, 1), FlaggerReadiness.Ready, FlaggerReadiness.Ready);
        for (int tick = 0; tick < 3; tick++)
            Assert.Equal(FlaggerQuestion.None, machine.Begin(sight));
        Assert.Equal(1, machine.State.FailedChecks);
    }

    [Theory]
    [InlineData("datadog", "", true)]
    [InlineData("datadog", "1m", false)]
    [InlineData("prometheus", "", false)]
    public void Template_WithoutIntervalFailsWhereTheStoreNeedsOne(string store, string interval, bool fails)
    {
        FlaggerTemplateReference template = new("t", "") { IsFound = true, ProviderType = store, Query = "up[{{ interval }}]" };
        FlaggerCheck check = Checks(new FlaggerMetric { Name = "mine", Interval = interval, Template = template })[0];
        Assert.Equal(fails, check.Problem.Length > 0);
        Assert.Equal(fails ? "" : $"up[{interval}]", check.Query);
    }

    [Theory]
    [InlineData("{{ namespace }}/{{ target }}-primary", "shop/web.app-primary")]
    [InlineData("{{name}} {{ service }} {{ ingress }} {{ route }}", "scores front web.app rev-2")]
    [InlineData("a\n\t  b{{ interval }}", "a b1m")]
    [InlineData("x {{- name -}} y", "xscoresy")]
    [InlineData("{{/* }} not the end */}}up", "up")]
    [InlineData("{{ variables.tier }}{{ index variables \"tier\" }}{{ \"}}\" }}", "goldgold}}")]
    [InlineData("{ a=\"{{ name }}\" }", "{ a=\"scores\" }")]
    public void Template_Rendered(string template, string expected)
    {
        Assert.True(FlaggerTemplate.TryRender(template, Values(), out string? query, out string? problem), problem);
        Assert.Equal(expected, query);
    }

    [Theory]
    [InlineData("{{ variables.missing }}", "missing")]
    [InlineData("{{ primary }}", "primary")]
    [InlineData("{{ name", "no end")]
    [InlineData("{{ .Name }}", ".Name")]
    [InlineData("{{ printf \"%s\" name }}", "printf")]
    [InlineData("{{ }}", "''")]
    public void Template_ThatDoesNotRender(string template, string named)
    {
        Assert.False(FlaggerTemplate.TryRender(template, Values(), out _, out string? problem));
        Assert.Contains(named, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("istio", "istio_requests_total{reporter=\"destination\",destination_workload_namespace=\"shop\",destination_workload=~\"web.app\",response_code!~\"5.*\"}[1m]")]
    [InlineData("unheard-of", "istio_requests_total{reporter=\"destination\"")]
    [InlineData("linkerd", "response_total{namespace=\"shop\",deployment=~\"web.app\",direction=\"inbound\",classification!=\"failure\"}[1m]")]
    [InlineData("nginx", "nginx_ingress_controller_requests{namespace=\"shop\",ingress=\"web.app\",canary!=\"\",status!~\"5.*\"}[1m]")]
    [InlineData("gatewayapi:v1", "http_request_duration_seconds_count{kubernetes_namespace=\"shop\"")]
    [InlineData("contour", "envoy_cluster_name=~\"shop_front-canary_[0-9a-zA-Z-]+\",envoy_response_code!~\"5.*\"}[1m]")]
    [InlineData("gloo", "envoy_cluster_name=~\"shop-web.app-canaryupstream-")]
    [InlineData("kuma", "service=~\"web.app-canary_shop_svc_")]
    [InlineData("knative", "envoy_cluster_name=~\"shop/rev-2\"")]
    [InlineData("traefik", "traefik_service_request_duration_seconds_bucket{service=~\"shop-web.app-canary-[0-9a-zA-Z-]+@kubernetescrd\",code!~\"5..\",le=\"+Inf\"}[1m]")]
    [InlineData("skipper", "route=~\"kube(ew)?_shop__web_app_canary__.*__front_canary(_[0-9]+)?\"")]
    [InlineData("apisix", "apisix_http_status{route=~\"shop_rev-2-web.app-canary_.+\",code!~\"5..\"}[1m]")]
    [InlineData("osm", "osm_request_total{destination_namespace=\"shop\",destination_kind=\"Deployment\",destination_name=\"web.app\",response_code!~\"5.*\"}[1m]")]
    [InlineData("appmesh:v1beta2", "envoy_cluster_upstream_rq{kubernetes_namespace=\"shop\"")]
    public void SuccessRate_OfAProvider(string provider, string part)
    {
        FlaggerCheck check = Checks(new FlaggerMetric { Name = "request-success-rate" }, provider)[0];
        Assert.Contains(part, check.Query, StringComparison.Ordinal);
        Assert.EndsWith(" * 100", check.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("istio", "histogram_quantile(0.99, sum(rate(istio_request_duration_milliseconds_bucket{", 1)]
    [InlineData("linkerd", "response_latency_ms_bucket{", 1)]
    [InlineData("kubernetes", "http_request_duration_seconds_bucket{", 1000)]
    [InlineData("traefik", "traefik_service_request_duration_seconds_bucket{service", 1000)]
    [InlineData("nginx", "sum(rate(nginx_ingress_controller_response_duration_seconds_sum{", 1)]
    [InlineData("skipper", "sum(rate(skipper_serve_route_duration_seconds_sum{", 1)]
    [InlineData("apisix", "apisix_http_latency_bucket{type=~\"request\",route=~", 1)]
    [InlineData("osm", "osm_request_duration_ms_bucket{", 1)]
    [InlineData("contour", "envoy_cluster_upstream_rq_time_bucket{", 1)]
    public void Duration_OfAProvider(string provider, string part, double scale)
    {
        FlaggerCheck check = Checks(new FlaggerMetric { Name = "request-duration" }, provider)[0];
        Assert.Contains(part, check.Query, StringComparison.Ordinal);
        Assert.Equal(scale, check.Scale);
        Assert.Equal(provider is "nginx" or "skipper", !check.Query.Contains("0.99", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nginx", "Deployment", "istio", "nginx")]
    [InlineData("", "Deployment", "contour", "contour")]
    [InlineData("nginx", "Deployment", "linkerd", "linkerd")]
    [InlineData("nginx", "Service", "istio", "nginx:service")]
    public void Provider_OfTheMetrics(string own, string kind, string controller, string expected) =>
        Assert.Equal(expected, FlaggerBuiltInQueries.MetricsProvider(Canary with { Provider = own, TargetKind = kind }, new FlaggerProvider(controller)));

    [Fact]
    public void Duration_InSecondsIsCutAfterScaling()
    {
        FlaggerCheck check = Checks(new FlaggerMetric { Name = "request-duration", Range = new FlaggerThresholdRange(null, 500) }, "kubernetes")[0];
        Assert.Equal(FlaggerMetricVerdict.Pass, check.Judge([0.5009]));
        Assert.Equal(FlaggerMetricVerdict.Fail, check.Judge([0.5011]));
    }

    private static FlaggerCanarySpec With(params ImmutableArray<FlaggerMetric> metrics) => Canary with { Analysis = new FlaggerAnalysis { Metrics = metrics } };

    private static ImmutableArray<FlaggerCheck> Checks(FlaggerMetric metric, string provider = "istio") =>
        FlaggerChecks.Of(With(metric) with { Provider = provider }, FlaggerProvider.Default).All;

    private static FlaggerTemplateValues Values() => new(Canary, "1m", ImmutableDictionary<string, string>.Empty.Add("tier", "gold"));
}
