using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>What a metrics pipeline cannot tell is refused at load, with the ways out.</summary>
public sealed class BindingTests
{
    private static readonly TelemetryShape Coarse = Given.Telemetry with { LatencyBounds = [0.05, 0.1, 0.25, 0.5] };

    [Fact]
    public void FirstWeight_AboveTheSafeOne_IsRefused()
    {
        RolloutPlan plan = Given.Plan(Given.Step(75), Given.Step(100));
        Assert.StartsWith(
            "the first weight, 75 %, is above `safeBelow` (50 %), where every check must have passed and none can have yet",
            Assert.Single(Given.Refused(Given.Policy(plan, Given.Check(Given.Errors, Given.AtMost(0.01), Given.Sequential)))).Message);
    }

    [Fact]
    public void LatencyLimit_InsideABucket_IsRefusedWithTheWaysOut() => Assert.Equal(
        "200ms lies in (100ms, 250ms], inside a bucket: write 250ms, `method: point`, or give the telemetry a bound at 200ms",
        Problem(Given.Check(Given.P99, Given.AtMost(0.2), Given.Sequential), Coarse));

    [Fact]
    public void LatencyLimit_BelowTheLowestBound_LiesInTheFirstBucket() => Assert.Equal(
        "20ms lies in (0ms, 50ms], inside a bucket: write 50ms, `method: point`, or give the telemetry a bound at 20ms",
        Problem(Given.Check(Given.P99, Given.AtMost(0.02), Given.Sequential), Coarse));

    [Fact]
    public void LatencyLimit_AboveTheHighestBound_IsRefused() => Assert.Equal(
        "2s lies above the highest finite bucket bound 500ms, where no latency can be told from another: write at most 500ms, or give the telemetry a bound at 2s",
        Problem(Given.Check(Given.P99, Given.AtMost(2), Given.Sequential), Coarse));

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.25 * (1 + 1e-12))]
    public void LatencyLimit_OnABound_IsBound(double limit) =>
        Assert.NotNull(Given.Bind(Given.Policy(Given.Check(Given.P99, Given.AtMost(limit), Given.Sequential)), Coarse));

    [Fact]
    public void LatencyLimit_InsideABucketUnderPoint_IsBound() =>
        Assert.Single(Given.Bind(Given.Policy(Given.Check(Given.P99, Given.AtMost(0.2), Given.Point)), Coarse).Measurements.Queries);

    [Fact]
    public void LatencyMargin_FinerThanTheBuckets_IsRefusedWithWhatWouldReallyBeTested() => Assert.Equal(
        "a margin of 20 % at 250ms needs a bucket bound at 208.33ms, and the next bound below tests 150 %: give the telemetry a bound at or just below 208.33ms, "
            + "write a wider margin, or `method: point`",
        Problem(Given.Check(Given.P99, Given.Relative(0.2), Given.Sequential) with { ComparedAt = 0.25 }, Coarse));

    [Fact]
    public void LatencyMargin_WithoutABoundBelow_IsRefused() => Assert.Equal(
        "a margin of 20 % at 50ms needs a bucket bound at 41.67ms, and no bound lies below (lowest: 50ms): give the telemetry a bound at or just below 41.67ms, "
            + "write a wider margin, or `method: point`",
        Problem(Given.Check(Given.P99, Given.Relative(0.2), Given.Sequential) with { ComparedAt = 0.05 }, Coarse));

    [Fact]
    public void LatencyMargin_UpToTwiceTheAskedOne_IsBoundAndPrintsTheRealOne()
    {
        // 200 ms / 1.2 = 166.7 ms; the bound below is 165 ms, which tests 200 / 165 - 1 = 21.2 %.
        BoundPolicy policy = Given.Bind(Given.Policy(
            Given.Check(Given.P99, Given.AtMost(0.2), Given.Sequential), Given.Check(Given.P99, Given.Relative(0.2), Given.Sequential)));
        ShareTest test = policy.Checks[1].Share!;
        Assert.Equal((0.2, 0.165), (test.Bound, test.BaselineBound));
        Assert.Equal(0.2 / 0.165 - 1, test.TestedMargin, 1e-12);
    }

    [Fact]
    public void LatencyMargin_WithNothingToCompareAt_IsRefused() => Assert.Equal(
        "no latency is given at which latency.p99 is compared with the baseline's: write the latency, such as `at: 200ms`, or give the same metric an `atMost`",
        Problem(Given.Check(Given.P99, Given.Relative(0.2), Given.Sequential)));

    [Fact]
    public void LatencyMargin_InPoints_IsRefused() => Assert.Equal(
        "a margin for latency.p99 is relative to the baseline: write a percentage such as 20%, not percentage points",
        Problem(Given.Check(Given.P99, Given.Points(0.01), Given.Sequential)));

    [Fact]
    public void Latency_WithoutAHistogram_IsRefused()
    {
        TelemetryShape bare = Given.Telemetry with { LatencyBounds = [] };
        Assert.Equal("latency.p99 is not measured here: the telemetry has no latency histogram", Problem(Given.Check(Given.P99, Given.AtMost(0.2), Given.Sequential), bare));
        Assert.Equal(
            "latency.mean is not measured here: the telemetry has no latency histogram",
            Problem(Given.Check(new Metric.LatencyMean(), Given.AtMost(0.2), Given.Newcombe), bare));
    }

    [Fact]
    public void Accuracy_WithoutLabels_IsRefused() => Assert.Equal(
        "accuracy cannot be known here: the scenario has no labels (`labels: { share: 20%, delay: ... }`)",
        Problem(Given.Check(Given.Accuracy, Given.AtLeast(0.95), Given.Sequential), Given.Telemetry with { HasLabels = false }));

    [Fact]
    public void Accuracy_WithARelativeMargin_IsRefused() => Assert.Equal(
        "a margin for accuracy is a difference of shares: write percentage points such as 1pp",
        Problem(Given.Check(Given.Accuracy, Given.Relative(0.01), Given.Sequential)));

    [Fact]
    public void Conversion_NotCounted_IsRefused() => Assert.Equal(
        "conversions are not measured here: the scenario's baseline has no `conversion`",
        Problem(Given.Check(Given.Conversion, Given.AtLeast(0.02), Given.Sequential), Given.Telemetry with { HasConversions = false }));

    [Fact]
    public void Revenue_NotMeasured_IsRefused() => Assert.Equal(
        "revenue is not measured here: the scenario's baseline has no `revenue`",
        Problem(Given.Check(new Metric.Revenue(), Given.AtLeast(0.1), Given.Sequential), Given.Telemetry with { RevenueBounds = [] }));

    [Fact]
    public void Query_UnderAnythingButPoint_IsRefused() => Assert.Equal(
        "a query brings a value without its sample size, so only `method: point` can judge it; write `method: point`, or use a metric that is counted",
        Problem(Given.Check(new Metric.Query("saturation", "avg(cpu)", true), Given.AtMost(1), Given.Sequential)));

    [Fact]
    public void Disagreement_WithoutAShadowStage_IsRefused() => Assert.Equal(
        "disagreement is known only while requests are mirrored; give the plan a shadow stage (`shadow: 10m`)",
        Problem(Given.Check(new Metric.Disagreement(), Given.AtMost(0.05), Given.Sequential)));

    [Fact]
    public void Disagreement_AgainstTheBaseline_IsRefused()
    {
        RolloutPlan plan = Given.Plan(Given.Step(10)) with { Shadow = TimeSpan.FromMinutes(10) };
        Assert.Equal(
            "disagreement is between the two arms, so there is no baseline's disagreement to compare with; write a limit such as `atMost: 5%`",
            Assert.Single(Given.Refused(Given.Policy(plan, Given.Check(new Metric.Disagreement(), Given.Points(0.05), Given.Sequential)))).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Limit_OfNothingOrEverything_IsRefused(double limit) => Assert.Equal(
        "`errors atMost` leaves no room: a limit of 0 % or 100 % can be neither shown nor refuted by counting; write one in between, or `method: point`",
        Problem(Given.Check(Given.Errors, Given.AtMost(limit), Given.Sequential)));

    [Fact]
    public void Limit_OnTheGoodSide_IsRefused_NotReadAsTheOther()
    {
        Assert.Equal(
            "a higher value of errors is worse, so only `atMost` can be asked of it (or `method: point`)",
            Problem(Given.Check(Given.Errors, Given.AtLeast(0.01), Given.Sequential)));
        Assert.Equal(
            "a lower value of accuracy is worse, so only `atLeast` can be asked of it (or `method: point`)",
            Problem(Given.Check(Given.Accuracy, Given.AtMost(0.95), Given.Newcombe)));
        Assert.Equal(
            "a lower value of business.revenue is worse, so only `atLeast` can be asked of it (or `method: point`)",
            Problem(Given.Check(new Metric.Revenue(), Given.AtMost(5), Given.Sequential)));
    }

    [Fact]
    public void Problems_AreAllFoundAtOnce_InTheOrderOfTheChecks() => Assert.Equal(
        [0, 2],
        Given.Refused(Given.Policy(
            Given.Check(Given.P99, Given.AtMost(0.123), Given.Sequential),
            Given.Check(Given.Errors, Given.AtMost(0.01), Given.Sequential),
            Given.Check(Given.Accuracy, Given.Relative(0.01), Given.Sequential))).Select(problem => problem.Check));

    [Fact]
    public void Needs_SharedByChecks_AreAskedOnce()
    {
        MeasurementPlan plan = Given.Bind(Given.Policy(
            Given.Check(Given.Errors, Given.AtMost(0.01), Given.Sequential),
            Given.Check(Given.Errors, Given.Points(0.005), Given.Newcombe),
            Given.Check(Given.Accuracy, Given.AtLeast(0.95), Given.Point),
            Given.Check(Given.Accuracy, Given.Relative(0.01), Given.Point))).Measurements;
        Assert.Equal([CounterKind.Errors, CounterKind.Requests], plan.Counters.Select(need => need.Kind));
        Assert.Equal([Arm.Canary, Arm.Baseline], plan.Queries.Select(need => need.Arm));
    }

    [Fact]
    public void Columns_OfPairs_ExistOnTheCanarysSideOnly()
    {
        RolloutPlan plan = Given.Plan(Given.Step(10)) with { Shadow = TimeSpan.FromMinutes(10) };
        MeasurementPlan measurements = Given.Bind(Given.Policy(plan, Given.Check(new Metric.Disagreement(), Given.AtMost(0.05), Given.Sequential))).Measurements;
        Assert.All(measurements.Columns(3, 2), column => Assert.Equal(Arm.Canary, column.Arm));
        Assert.Equal(4, measurements.Columns(3, 2).Length);
    }

    private static string Problem(Check check, TelemetryShape? telemetry = null) => Assert.Single(Given.Refused(Given.Policy(check), telemetry)).Message;
}
