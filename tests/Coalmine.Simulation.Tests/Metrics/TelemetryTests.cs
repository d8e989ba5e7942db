using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Metrics;

/// <summary>What looks get: windows of raw samples, and answers of queries.</summary>
public sealed class TelemetryTests
{
    private static readonly ImmutableArray<CounterNeed> Native =
    [
        new(CounterKind.Requests, 0), new(CounterKind.Errors, 0), new(CounterKind.LatencyBucket, 6), new(CounterKind.Labelled, 0),
        new(CounterKind.Right, 0), new(CounterKind.PairsCompared, 0),
    ];

    [Fact]
    public void Samples_OfAWindow_BeginWithTheScrapeAtTheStart()
    {
        SimulatedTelemetry telemetry = Started(Given.World, new MeasurementPlan(Native, []));
        SampleWindow window = Advance(telemetry, 60).Samples;
        Assert.Equal([0, 15, 30, 45, 60], Enumerable.Range(0, window.Rows).Select(row => window.TimeOf(row).SinceStart.TotalSeconds));
        int requests = window.Columns.IndexOf(new CounterKey(Arm.Baseline, 0, CounterKind.Requests, 0));
        Assert.Equal(0, window.Row(0)[requests]);
        Assert.True(window.Row(4)[requests] > window.Row(3)[requests]);
        telemetry.ForgetScrapes();
        Assert.Equal([75, 90], Enumerable.Range(0, Advance(telemetry, 104).Samples.Rows).Select(row => window.TimeOf(row).SinceStart.TotalSeconds));
    }

    [Fact]
    public void Samples_BeforeAPodsFirstError_HaveNoErrorSeries()
    {
        World rare = Given.World with { Traffic = Given.World.Traffic with { RequestsPerSecond = 2 } };
        SimulatedTelemetry telemetry = Started(rare, new MeasurementPlan(Native, []));
        SampleWindow window = Advance(telemetry, 3600).Samples;
        int errors = window.Columns.IndexOf(new CounterKey(Arm.Baseline, 0, CounterKind.Errors, 0));
        double[] column = [.. Enumerable.Range(0, window.Rows).Select(row => window.Row(row)[errors])];
        Assert.True(double.IsNaN(column[0]));
        Assert.DoesNotContain(0.0, column);
        Assert.True(column[^1] > 0);
    }

    [Fact]
    public void Samples_OfPairs_LieOnTheFirstPodOnly()
    {
        SimulatedTelemetry telemetry = Started(Given.World with { Pods = new PodLayout(1, 2) }, new MeasurementPlan(Native, []));
        SampleWindow window = Advance(telemetry, 30).Samples;
        Assert.Equal(0, window.Row(2)[window.Columns.IndexOf(new CounterKey(Arm.Canary, 0, CounterKind.PairsCompared, 0))]);
        Assert.Equal(double.NaN, window.Row(2)[window.Columns.IndexOf(new CounterKey(Arm.Canary, 1, CounterKind.PairsCompared, 0))]);
    }

    [Fact]
    public void Samples_OfMissedScrapes_AreAbsentForTheWholePodAndMadeUpLater()
    {
        World lossy = Given.World with { Telemetry = Given.World.Telemetry with { Missed = 0.3 }, Pods = new PodLayout(2, 2) };
        SampleWindow window = Advance(Started(lossy, new MeasurementPlan(Native, [])), 3600).Samples;
        SampleWindow whole = Advance(Started(Given.World with { Pods = new PodLayout(2, 2) }, new MeasurementPlan(Native, [])), 3600).Samples;
        int[] requests = [.. Enumerable.Range(0, window.Columns.Length).Where(column => window.Columns[column].Kind == CounterKind.Requests)];
        int missed = 0;
        for (int row = 0; row < window.Rows; row++)
            foreach (int column in requests)
                if (double.IsNaN(window.Row(row)[column]))
                {
                    missed++;
                    int columns = Native.Length - (column < requests[2] ? 1 : 0);
                    Assert.All(Enumerable.Range(column, columns), other => Assert.Equal(double.NaN, window.Row(row)[other]));
                }
                else
                    Assert.Equal(whole.Row(row)[column], window.Row(row)[column]);

        // 241 scrapes of 4 pods at 30 %: binomial, mean 289, deviation 14.2; 5 deviations are a false-alarm probability of 6e-7.
        Assert.InRange(missed, 289 - 71, 289 + 71);
    }

    [Fact]
    public void Scrapes_WithJitter_StayWithinIt()
    {
        World jittery = Given.World with { Telemetry = Given.World.Telemetry with { Jitter = TimeSpan.FromSeconds(2) } };
        SampleWindow window = Advance(Started(jittery, new MeasurementPlan(Native, [])), 3600).Samples;
        double[] offsets = [.. Enumerable.Range(1, window.Rows - 1).Select(row => window.TimeOf(row).Seconds - 15 * row)];
        Assert.All(offsets, offset => Assert.InRange(offset, -2, 2));
        Assert.True(offsets.Max() - offsets.Min() > 3);
    }

    [Fact]
    public void Answers_OfUsualQueries_AreNearTheTruth()
    {
        SimulatedTelemetry telemetry = Started(Given.World, Ask(
            new Metric.Errors(), new Metric.Accuracy(), new Metric.LatencyQuantile(0.5),
            new Metric.Conversion(), new Metric.LatencyMean(), new Metric.Revenue()));
        double[] values = [.. Advance(telemetry, 1800).Answers.ToArray().Select(answer => answer.Value)];
        // 300 s at 100/s = 30,000 requests of the baseline; bounds are 6 standard errors.
        Assert.Equal(0.01, values[0], 0.0035);
        Assert.Equal(0.96, values[1], 0.037);
        Assert.InRange(values[2], 0.025, 0.05);
        Assert.Equal(0.05, values[3], 0.0076);
        Assert.Equal(0.045 * Math.Exp(0.5 * Math.Pow(Math.Log(0.16 / 0.045) / 2.3263478740408408, 2)), values[4], 0.0012);
        Assert.Equal(1, values[5], 0.17);
    }

    [Fact]
    public void Answers_OfWrittenQueries_TellCodesApartAndAgreeWithTheUsualOnes()
    {
        // Many errors, so that both codes' histograms matter. Latency does not depend on the code: each p50 is near the usual one, and the sum over the codes
        // is the same requests, up to what the histogram of code 500 lost at its birth half an hour ago.
        World failing = Given.World with { Baseline = Given.Model with { ErrorRate = 0.3 } };
        string Written(string code) => "histogram_quantile(0.5, sum(rate(seldon_api_executor_client_requests_seconds_bucket{predictor_name=\"$arm\""
            + code + "}[300s])) by (le))";
        QueryNeed Need(QueryQuestion question) => new(0, Arm.Baseline, question);
        MeasurementPlan written = new([], [
            Need(new QueryQuestion.Written(Written(""))), Need(new QueryQuestion.Written(Written(",code=\"200\""))),
            Need(new QueryQuestion.Written(Written(",code=\"500\""))),
        ]);
        double usual = Advance(Started(failing, Ask(new Metric.LatencyQuantile(0.5))), 1800).Answers[0].Value;
        double[] apart = [.. Advance(Started(failing, written), 1800).Answers.ToArray().Select(answer => answer.Value)];
        Assert.Equal(usual, apart[0], 1e-9);
        Assert.Equal(usual, apart[1], 0.001);
        Assert.Equal(usual, apart[2], 0.001);
        Assert.NotEqual(apart[1], apart[2]);
    }

    [Fact]
    public void Answers_BeforeTheFirstRequestOrLabel_AreNoData()
    {
        World late = Given.World with { Labels = new LabelProcess(1, new DelayDistribution.Fixed(7200)) };
        MeasurementPlan plan = new([], [
            new QueryNeed(0, Arm.Canary, new QueryQuestion.Usual(new Metric.Errors(), TimeSpan.FromMinutes(5))),
            new QueryNeed(1, Arm.Baseline, new QueryQuestion.Usual(new Metric.Accuracy(), TimeSpan.FromMinutes(5))),
        ]);
        foreach (QueryAnswer answer in Advance(Started(late, plan), 1800).Answers)
            Assert.Equal(QueryAnswer.NoData, answer);
    }

    [Fact]
    public void Answers_WhenAllScrapesAreMissed_AreNoData()
    {
        World blind = Given.World with { Telemetry = Given.World.Telemetry with { Missed = 1 } };
        foreach (QueryAnswer answer in Advance(Started(blind, Ask(new Metric.Errors(), new Metric.Accuracy())), 600).Answers)
            Assert.Equal(QueryAnswer.NoData, answer);
    }

    [Theory]
    [InlineData("sum(rate(http_requests_total{job=\"$arm\"}[5m]))", "names no series")]
    [InlineData("sum(rate(seldon_api_executor_client_requests_seconds_count{predictor_name=\"stable\"}[5m]))", "names no series")]
    [InlineData("sum(rate(", "1:10")]
    public void Prepare_QueriesThatNothingCanAnswer_AreRefused(string text, string reason)
    {
        Policy policy = Given.Policy(new CheckMethod.Point(TimeSpan.FromMinutes(5)), 10) with
        {
            Checks =
            [
                new Check
                {
                    Name = "q", Metric = new Metric.Query("q", text, true), Requirement = new Requirement.AtMost(1),
                    Method = new CheckMethod.Point(TimeSpan.FromMinutes(5)),
                },
            ],
        };
        CompiledWorld world = CompiledWorld.Compile(Given.World);
        var bound = Assert.IsType<Rollouts.Evaluation.PolicyBinding.Bound>(Rollouts.Evaluation.BoundPolicy.Bind(policy, world.Shape));
        RolloutPreparation prepared = SimulatedRollout.Prepare(world, new Rollouts.Controllers.Native.NativeController(bound.Policy), policy.Checks);
        UnboundQuery refused = Assert.Single(Assert.IsType<RolloutPreparation.Refused>(prepared).Queries);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, refused.Check);
    }

    private static MeasurementPlan Ask(params Metric[] metrics) => new(
        [], [.. metrics.Select((metric, i) => new QueryNeed(i, Arm.Baseline, new QueryQuestion.Usual(metric, TimeSpan.FromMinutes(5))))]);

    private static SimulatedTelemetry Started(World world, MeasurementPlan plan)
    {
        ImmutableArray<UnboundQuery>.Builder refused = ImmutableArray.CreateBuilder<UnboundQuery>();
        SimulatedTelemetry telemetry = new(CompiledWorld.Compile(world), plan, null, refused);
        Assert.Empty(refused);
        telemetry.Start(RolloutPath.Of(1, 0), null);
        return telemetry;
    }

    private static Measurements Advance(SimulatedTelemetry telemetry, double seconds)
    {
        telemetry.AdvanceTo(Moment.FromSeconds(seconds), TrafficWeight.None, null);
        return telemetry.Measure(Moment.FromSeconds(seconds));
    }
}
