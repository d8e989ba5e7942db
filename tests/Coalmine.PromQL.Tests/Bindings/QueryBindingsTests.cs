using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Evaluation;
using Xunit;

namespace Coalmine.PromQL.Tests.Bindings;

/// <summary>Queries as the platforms' documents, Flagger's sources and users' files write them.</summary>
public sealed class QueryBindingsTests
{
    private static readonly ArmNames Services = new(["fraud-stable"], ["fraud-canary"], ["fraud"]);
    private static readonly ArmNames Workloads = new(["fraud-primary"], ["fraud"], []);

    [Theory]
    [InlineData("sum(rate(istio_requests_total{destination_service_name=\"fraud-canary\"}[5m]))", ArmSide.Canary, RequestOutcome.Any)]
    [InlineData("sum(rate(istio_requests_total{destination_service_name=\"fraud-canary\",response_code!~\"5.*\"}[5m]))", ArmSide.Canary, RequestOutcome.Answered)]
    [InlineData("sum(rate(istio_requests_total{destination_service_name=~\"fraud-stable\",response_code=~\"5.*\"}[5m]))", ArmSide.Baseline, RequestOutcome.Error)]
    [InlineData("sum(rate(istio_requests_total{destination_service=\"fraud-canary.prod.svc.cluster.local\"}[5m]))", ArmSide.Canary, RequestOutcome.Any)]
    [InlineData("sum(rate(istio_requests_total{destination_service_name=\"fraud\"}[5m]))", ArmSide.Both, RequestOutcome.Any)]
    [InlineData("sum(rate(istio_requests_total{destination_service_name=~\"fraud-canary|fraud-stable\"}[5m]))", ArmSide.Both, RequestOutcome.Any)]
    [InlineData("sum(rate(istio_requests_total{destination_service_name=~\"fra.*\"}[5m]))", ArmSide.Both, RequestOutcome.Any)]
    [InlineData("sum(rate(istio_requests_total{destination_service_name=~\"fra.*-canary\"}[5m]))", ArmSide.Canary, RequestOutcome.Any)]
    [InlineData("sum(rate(istio_requests_total{destination_service_name=~\"fraud-.*\",destination_service_name!=\"fraud-stable\"}[5m]))", ArmSide.Canary, RequestOutcome.Any)]
    [InlineData("sum(rate(istio_requests_total[5m]))", ArmSide.Both, RequestOutcome.Any)]
    [InlineData("seldon_api_executor_client_requests_seconds_count{predictor_name=\"canary\",code!=\"200\"}", ArmSide.Canary, RequestOutcome.Error)]
    [InlineData("seldon_api_executor_server_requests_seconds_count{predictor_name=\"baseline\",service=\"predictions\"}", ArmSide.Baseline, RequestOutcome.Any)]
    [InlineData("ml_model_accuracy{service=\"fraud-canary\"}", ArmSide.Canary, RequestOutcome.Any)]
    [InlineData("my_requests_total{track=\"canary\",status=~\"5..\"}", ArmSide.Canary, RequestOutcome.Error)]
    [InlineData("http_requests_total{job=\"fraud-canary\",status_code=~\"5..\"}", ArmSide.Canary, RequestOutcome.Error)]
    [InlineData("checkout_requests_total{track=\"canary\",status=~\"5..\"}", ArmSide.Canary, RequestOutcome.Error)]
    [InlineData("istio_requests_total{namespace=\"prod-stable\",destination_service_name=\"fraud-canary\"}", ArmSide.Canary, RequestOutcome.Any)]
    [InlineData("istio_requests_total{namespace=\"prod-stable\"}", ArmSide.Both, RequestOutcome.Any)]
    [InlineData("nginx_ingress_controller_requests{namespace=\"prod\",ingress=\"fraud-ingress\",canary!=\"\",status!~\"5.*\"}", ArmSide.Canary, RequestOutcome.Answered)]
    public void Selector_GetsItsArmAndOutcome(string query, ArmSide side, RequestOutcome outcome)
    {
        SelectorBinding bound = Assert.Single(Bound(Services, query).Selectors);
        Assert.Equal((side, outcome), (bound.Side, bound.Outcome));
    }

    [Theory]
    [InlineData("sum(rate(istio_requests_total{reporter=\"destination\",destination_workload_namespace=\"prod\",destination_workload=~\"fraud\"}[1m]))", ArmSide.Canary)]
    [InlineData("sum(rate(istio_requests_total{reporter=\"destination\",destination_workload_namespace=\"prod\",destination_workload=~\"fraud-primary\"}[1m]))", ArmSide.Baseline)]
    [InlineData("sum(rate(http_request_duration_seconds_count{kubernetes_namespace=\"prod\",kubernetes_pod_name=~\"fraud-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)\"}[1m]))", ArmSide.Canary)]
    [InlineData("sum(rate(response_total{namespace=\"prod\",deployment=~\"fraud\",direction=\"inbound\"}[1m]))", ArmSide.Canary)]
    [InlineData("sum(rate(envoy_cluster_upstream_rq{envoy_cluster_name=~\"prod_fraud-canary_[0-9a-zA-Z-]+\"}[1m]))", ArmSide.Canary)]
    [InlineData("sum(rate(traefik_service_request_duration_seconds_bucket{service=~\"prod-fraud-canary-[0-9a-zA-Z-]+@kubernetescrd\",le=\"+Inf\"}[1m]))", ArmSide.Canary)]
    [InlineData("sum(rate(osm_request_total{destination_namespace=\"prod\",destination_kind=\"Deployment\",destination_name=\"fraud\"}[1m]))", ArmSide.Canary)]
    public void FlaggersQueries_NameTheTarget(string query, ArmSide side) =>
        Assert.Equal(side, Assert.Single(Bound(Workloads, query).Selectors).Side);

    [Fact]
    public void Arms_ThatTwoQueriesName_AreToldApartByTheSameLabel()
    {
        QueryBindings bound = Bound(
            ArmNames.None,
            "histogram_quantile(0.99, sum(rate(seldon_api_executor_client_requests_seconds_bucket{deployment_name=\"d\",predictor_name=\"candidate\"}[5m])) by (le))",
            "histogram_quantile(0.99, sum(rate(seldon_api_executor_client_requests_seconds_bucket{deployment_name=\"d\",predictor_name=\"control\"}[5m])) by (le))");
        Assert.Equal([ArmSide.Canary, ArmSide.Baseline], bound.Selectors.Select(selector => selector.Side));
        BoundFamily family = Assert.Single(bound.Families);
        Assert.Equal([new ArmLabel("predictor_name", "control", "candidate")], family.Scheme.Arms);
        Assert.Equal([SeriesPart.Bucket], family.Parts);
        Assert.Equal(UsualBounds.Client, bound.LatencyBounds);
    }

    [Fact]
    public void Labels_OfASeries_MeetTheConditionsOfEveryQuery()
    {
        QueryBindings bound = Bound(
            Services,
            "istio_requests_total{reporter=\"destination\",destination_service_name=\"fraud-canary\",destination_service_namespace=~\"prod|staging\",x!=\"y\"}");
        Assert.Equal(
            "{destination_service_name=\"fraud-canary\", destination_service_namespace=\"prod\", pod=\"fraud-canary-7c9d5b6f4-p0002\", "
            + "reporter=\"destination\", response_code=\"500\"}",
            Assert.Single(bound.Families).Scheme.Of(isCanary: true, 2, isError: true, "destination").ToString());
    }

    [Fact]
    public void Milliseconds_AreKnownByThePlatform() =>
        Assert.Equal(
            [0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600, 1800, 3600],
            Bound(Services, "sum(rate(istio_request_duration_milliseconds_bucket[5m])) by (le)").LatencyBounds);

    [Theory]
    [InlineData("a_mystery{x=\"y\"}", "1:1", "a_mystery is no metric of a platform that is known here")]
    [InlineData("rate(http_requests_total{team=~\"a.*\"}[5m]) / rate(http_requests_total[5m])", "1:6", "takes a part of http_requests_total")]
    [InlineData("predictions_wrong_total", "1:1", "its name does not tell what it measures")]
    [InlineData("1 + {job=\"x\"}", "1:5", "a selector without a metric's name")]
    [InlineData("rate(istio_requests_total{destination_service_name=\"frod-canry\"}[5m])", "1:6", "names neither arm (the canary is fraud-canary")]
    [InlineData("istio_requests_total{response_code=\"404\"}", "1:1", "requests of a simulated world end with response_code=\"200\" or response_code=\"500\"")]
    [InlineData("seldon_api_executor_server_requests_seconds_count{service=\"feedback\"}", "1:1", "other calls than requests")]
    [InlineData("seldon_api_executor_client_requests_seconds_bucket{le=\"0.2\"}", "1:1", "no such bucket; its bounds are 0.005, 0.01")]
    [InlineData("istio_requests_total{ns=\"a\"} + istio_requests_total{ns=\"b\"}", "1:1", "is met by no series")]
    public void Selector_ThatNothingCanAnswer_IsUnboundAtItsPlace(string query, string position, string message)
    {
        UnboundSelector unbound = QueryBindings.Of([Compiled(query)], new BindingOptions(Services)).Unbound[0];
        Assert.Equal(position, unbound.Position.ToString());
        Assert.Contains(message, unbound.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Described_ComesBeforeTheTable()
    {
        MetricFamily mine = new("a_mystery", "described", MetricRole.Requests) { KnownArms = [new ArmLabel("who", "old", "new")] };
        QueryBindings bound = QueryBindings.Of([Compiled("sum(rate(a_mystery{who=\"new\"}[5m]))")], new BindingOptions(ArmNames.None) { Described = [mine] });
        Assert.Empty(bound.Unbound);
        Assert.Equal(ArmSide.Canary, Assert.Single(bound.Selectors).Side);
    }

    [Fact]
    public void Recorded_IsExposedByNobody() =>
        Assert.Empty(QueryBindings.Of([Compiled("ml:p99:5m")], new BindingOptions(ArmNames.None) { Recorded = ["ml:p99:5m"] }).Families);

    [Fact]
    public void Written_PassesConditionsOnToWhatItIsMadeOf()
    {
        // The alert's condition reaches the executor's metric through two recording rules, the second of which gives a label of its own.
        QueryBindings bound = QueryBindings.Of(
            [
                Compiled("sum by (predictor_name) (rate(seldon_api_executor_client_requests_seconds_count[5m]))"),
                Compiled("arm:rate * 60"),
                Compiled("arm:rate:minute{predictor_name=\"canary-v2\",team=\"ml\"} < 1"),
            ],
            new BindingOptions(ArmNames.None) { Written = [new("arm:rate", 0, []), new("arm:rate:minute", 1, ["team"])] });
        Assert.Empty(bound.Unbound);
        LabelScheme scheme = Assert.Single(bound.Families).Scheme;
        Assert.Equal("canary-v2", scheme.Of(isCanary: true, 0, false, "")["predictor_name"]);
        Assert.Equal("stable-v2", scheme.Of(isCanary: false, 0, false, "")["predictor_name"]);
        Assert.Equal("", scheme.Of(isCanary: true, 0, false, "")["team"]);
    }

    [Fact]
    public void GroupedArms_AreToldApartWithoutACondition()
    {
        LabelScheme scheme = Assert.Single(Bound(
            ArmNames.None, "sum by (predictor_name) (rate(seldon_api_executor_client_requests_seconds_count{code=\"500\"}[5m])) > 1").Families).Scheme;
        Assert.NotEqual(scheme.Of(true, 0, false, "")["predictor_name"], scheme.Of(false, 0, false, "")["predictor_name"]);
    }

    [Theory]
    [InlineData("istio_request_duration_milliseconds_bucket{le=\"200\"}", true)]
    [InlineData("istio_request_duration_milliseconds_bucket{le=\"250\"}", false)]
    [InlineData("istio_request_duration_milliseconds_bucket{le=~\"200|250\"}", true)]
    [InlineData("istio_request_duration_milliseconds_bucket{le=\"+Inf\"}", true)]
    [InlineData("http_request_duration_seconds_bucket{le=\"0.2\"}", true)]
    [InlineData("http_request_duration_seconds_bucket{le=\"200\"}", false)]
    public void Bounds_ThatReplaceThePlatforms_AreThoseThatCanBeAskedFor(string query, bool isThere)
    {
        BindingOptions options = new(Services) { Bounds = new HistogramBounds([0.1, 0.2], Replace: true) };
        QueryBindings bound = QueryBindings.Of([Compiled(query)], options);
        Assert.Equal(isThere, bound.Unbound.IsEmpty);
        Assert.Equal([0.1, 0.2], bound.LatencyBounds);
        if (!isThere)
            Assert.Contains("as the scenario's `telemetry: buckets:` says", bound.Unbound[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("istio_request_duration_milliseconds_bucket{le=\"200\"}", true)]
    [InlineData("istio_request_duration_milliseconds_bucket{le=\"250\"}", true)]
    [InlineData("istio_request_duration_milliseconds_bucket{le=\"300\"}", false)]
    public void Bounds_ThatAreAdded_CanBeAskedForBesideThePlatforms(string query, bool isThere)
    {
        BindingOptions options = new(Services) { Bounds = new HistogramBounds([0.2], Replace: false) };
        Assert.Equal(isThere, QueryBindings.Of([Compiled(query)], options).Unbound.IsEmpty);
    }

    [Theory]
    [InlineData("sum by (le) (rate(istio_request_duration_milliseconds_bucket[5m]))", false)]
    [InlineData("sum without (pod, response_code) (rate(istio_request_duration_milliseconds_bucket[5m]))", false)]
    [InlineData("2 * sum(60 * rate(istio_request_duration_milliseconds_sum[5m])) / sum(rate(istio_request_duration_milliseconds_count[5m]))", false)]
    [InlineData("sum by (le, response_code) (rate(istio_request_duration_milliseconds_bucket[5m]))", true)]
    [InlineData("sum without (pod) (rate(istio_request_duration_milliseconds_bucket[5m]))", true)]
    [InlineData("max by (le) (rate(istio_request_duration_milliseconds_bucket[5m]))", true)]
    [InlineData("histogram_quantile(0.9, rate(istio_request_duration_milliseconds_bucket[5m]))", true)]
    [InlineData("sum(rate(istio_request_duration_milliseconds_sum[5m]) / rate(istio_request_duration_milliseconds_count[5m]))", true)]
    [InlineData("sum(rate(istio_request_duration_milliseconds_sum{response_code=\"200\"}[5m]))", true)]
    [InlineData("sum by (response_code) (rate(istio_request_duration_milliseconds_count[5m]))", false)] // counts are always told apart
    [InlineData("sum by (status) (rate(my_duration_seconds_sum[5m]))", true)]
    [InlineData("sum by (team) (rate(my_duration_seconds_sum[5m]))", false)]
    public void Outcomes_OfHistograms_AreToldApartWhereSomeQuerySeesThem(string query, bool areApart) =>
        Assert.Equal(areApart, Assert.Single(Bound(Services, query).Families).TellsOutcomesApart);

    [Fact]
    public void GroupedOutcomes_OfACounter_AreToldApartWithoutACondition()
    {
        LabelScheme scheme = Assert.Single(Bound(Services, "sum by (status) (rate(my_requests_total[5m]))").Families).Scheme;
        Assert.Equal(("200", "500"), (scheme.Of(true, 0, false, "")["status"], scheme.Of(true, 0, true, "")["status"]));
    }

    private static QueryBindings Bound(ArmNames names, params string[] queries)
    {
        QueryBindings bound = QueryBindings.Of([.. queries.Select(Compiled)], new BindingOptions(names));
        Assert.Empty(bound.Unbound);
        return bound;
    }

    private static CompiledQuery Compiled(string query) => Assert.IsType<CompileResult.Compiled>(CompiledQuery.Compile(query)).Query;
}
