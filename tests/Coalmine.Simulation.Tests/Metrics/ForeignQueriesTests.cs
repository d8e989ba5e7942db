using System.Collections.Immutable;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Metrics;

/// <summary>What a manifest's queries are answered in a world: rates are known, so that answers are too.</summary>
public sealed class ForeignQueriesTests
{
    private static readonly ArmNames Names = new(["model-stable"], ["model-canary"], ["model"]);

    // A quarter of 100 requests a second for ten minutes, 1 % errors, 45 ms in the middle: 15,000 requests of the canary in a window of ten minutes.
    // Tolerances are above five standard deviations (false alarm below 1e-6 each).
    [Theory]
    [InlineData("sum(rate(istio_requests_total{reporter=\"destination\",destination_service_name=\"model-canary\"}[10m]))", 25, 1.2)]
    [InlineData("sum(rate(istio_requests_total{destination_service_name=\"model-canary\"}[10m]))", 50, 2.4)]
    [InlineData(
        "sum(rate(istio_requests_total{destination_service_name=\"model-canary\",response_code!~\"5.*\"}[10m])) "
        + "/ sum(rate(istio_requests_total{destination_service_name=\"model-canary\"}[10m]))",
        0.99,
        0.005)]
    [InlineData("histogram_quantile(0.5, sum(rate(istio_request_duration_milliseconds_bucket{destination_service_name=\"model-canary\"}[10m])) by (le))", 44, 3)]
    [InlineData(
        "sum(rate(istio_request_duration_milliseconds_sum{destination_service_name=\"model-canary\"}[10m])) "
        + "/ sum(rate(istio_request_duration_milliseconds_count{destination_service_name=\"model-canary\"}[10m]))",
        52.06,
        2)]
    [InlineData("avg(ml_model_accuracy{service=\"model-canary\"})", 0.96, 0.04)]
    [InlineData("sum(rate(http_requests_total{app=\"model-stable\"}[10m]))", 75, 2.2)]
    public void Answers_AreTheWorlds(string query, double expected, double tolerance)
    {
        QueryAnswer answer = AnswerOf(query);
        Assert.Equal(QueryAnswerKind.Value, answer.Kind);
        Assert.InRange(answer.Value, expected - tolerance, expected + tolerance);
    }

    [Fact]
    public void Answer_OfAVector_HasTheValueOfEverySeries()
    {
        QueryAnswer answer = AnswerOf("sum by (pod) (rate(istio_requests_total{reporter=\"source\",destination_service_name=\"model-canary\"}[10m]))");
        Assert.Equal(2, answer.Series.Length);
        Assert.All(answer.Series.ToArray(), value => Assert.InRange(value, 11, 14));
    }

    [Fact]
    public void Histogram_GroupedByOutcome_HasASeriesForEach()
    {
        // 19 bounds of Istio's and +Inf. Of 22,500 requests in ten minutes 225 are errors: below 1 in 1e6 that one of the two counts is missing or moves so far.
        const string Buckets = "rate(istio_request_duration_milliseconds_bucket{reporter=\"source\",destination_service_name=\"model-canary\"}[10m])";
        Assert.Equal(40, AnswerOf($"sum by (le, response_code) ({Buckets})").Series.Length);
        QueryAnswer all = AnswerOf(
            "sum by (response_code) (rate(istio_request_duration_milliseconds_bucket{reporter=\"source\",destination_service_name=\"model-canary\",le=\"+Inf\"}[10m]))");
        double[] rates = [.. all.Series.ToArray().Order()];
        Assert.InRange(rates[0], 0.1, 0.45);
        Assert.InRange(rates[1], 23, 27);
    }

    [Fact]
    public void Answer_WithoutTraffic_IsNoData()
    {
        ForeignQueries queries = Bound("sum(rate(istio_requests_total{destination_service_name=\"model-canary\"}[10m]))");
        SimulatedTelemetry telemetry = Telemetry(queries);
        telemetry.Start(RolloutPath.Of(1, 0), null);
        telemetry.AdvanceTo(Moment.FromSeconds(600), TrafficWeight.None, null);
        Assert.Equal(QueryAnswerKind.NoData, telemetry.Measure(Moment.FromSeconds(600)).Answers[0].Kind);
    }

    private static QueryAnswer AnswerOf(string query)
    {
        SimulatedTelemetry telemetry = Telemetry(Bound(query));
        telemetry.Start(RolloutPath.Of(1, 0), null);
        telemetry.SetWeight(0.25, Moment.Start);
        telemetry.AdvanceTo(Moment.FromSeconds(1200), new TrafficWeight(25), null);
        return telemetry.Measure(Moment.FromSeconds(1200), 0).Answers[0];
    }

    private static ForeignQueries Bound(string query)
    {
        CompiledQuery compiled = Assert.IsType<CompileResult.Compiled>(CompiledQuery.Compile(query)).Query;
        QueryBindings bindings = QueryBindings.Of([compiled], new BindingOptions(Names));
        Assert.Empty(bindings.Unbound);
        return new ForeignQueries([compiled], bindings);
    }

    private static SimulatedTelemetry Telemetry(ForeignQueries queries)
    {
        ImmutableArray<double> bounds = queries.Bindings.LatencyBounds;
        World world = Given.World with
        {
            Pods = new PodLayout(3, 2),
            Telemetry = Given.World.Telemetry with { LatencyBounds = bounds.IsEmpty ? Given.World.Telemetry.LatencyBounds : bounds },
        };
        MeasurementPlan plan = new([], [new QueryNeed(0, Arm.Canary, new QueryQuestion.Foreign(queries.Queries[0].Text))]);
        return new SimulatedTelemetry(CompiledWorld.Compile(world), plan, queries, ImmutableArray.CreateBuilder<UnboundQuery>());
    }
}
