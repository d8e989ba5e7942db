using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers.Argo.Analysis;

/// <summary>Verdicts of metrics, by the reference page of Argo Rollouts, section 2.3.</summary>
public sealed class MetricLimitsTests
{
    private static readonly MetricSpec Bare = new() { Name = "m" };

    [Theory]
    [InlineData(null, null, 1)]
    [InlineData(0, null, 1)]
    [InlineData(null, "60s", null)]
    [InlineData(0, "60s", null)]
    [InlineData(3, "60s", 3)]
    public void Of_Count_DependsOnTheInterval(int? count, string? interval, int? expected) =>
        Assert.Equal(expected, MetricLimits.Of(Bare with { Count = count is { } number ? number : null, Interval = interval }).Count);

    [Theory]
    [InlineData("5", 5)]
    [InlineData("+5", 5)]
    [InlineData("5x", 0)]
    [InlineData("", 0)]
    public void Value_TextThatIsNoNumber_IsZero(string text, int expected) => Assert.Equal(expected, new IntOrText(0, text).Value);

    [Fact]
    public void Assess_CountReachedWithFailuresWithinTheLimit_IsSuccessful()
    {
        MetricLimits limits = MetricLimits.Of(Bare with { Count = 3, Interval = "60s", FailureLimit = 3 });
        Assert.Equal(AnalysisPhase.Successful, Assess(limits, AnalysisPhase.Failed, AnalysisPhase.Failed, AnalysisPhase.Failed));
    }

    [Fact]
    public void Assess_FailuresApart_CountTogether()
    {
        MetricLimits limits = MetricLimits.Of(Bare with { Interval = "60s", FailureLimit = 1 });
        Assert.Equal(AnalysisPhase.Running, Assess(limits, AnalysisPhase.Failed, AnalysisPhase.Successful, AnalysisPhase.Successful));
        Assert.Equal(AnalysisPhase.Failed, Assess(limits, AnalysisPhase.Failed, AnalysisPhase.Successful, AnalysisPhase.Failed));
    }

    [Fact]
    public void Assess_FifthErrorInARow_IsError()
    {
        MetricLimits limits = MetricLimits.Of(Bare with { Interval = "60s" });
        AnalysisPhase[] four = [AnalysisPhase.Error, AnalysisPhase.Error, AnalysisPhase.Error, AnalysisPhase.Error];
        Assert.Equal(AnalysisPhase.Running, Assess(limits, four));
        Assert.Equal(AnalysisPhase.Running, Assess(limits, [.. four, AnalysisPhase.Successful, .. four]));
        Assert.Equal(AnalysisPhase.Error, Assess(limits, [.. four, AnalysisPhase.Error]));
    }

    // A limit of successes: reached; not reached at the count, with and without failures tolerated; an error between breaks the row.
    [Fact]
    public void Assess_SuccessLimit_EndsEarlyOrNotAtAll()
    {
        MetricLimits limits = MetricLimits.Of(Bare with { Interval = "60s", Count = 5, FailureLimit = 2, ConsecutiveSuccessLimit = 3 });
        AnalysisPhase[] good = [AnalysisPhase.Successful, AnalysisPhase.Successful];
        Assert.Equal(AnalysisPhase.Successful, Assess(limits, [.. good, AnalysisPhase.Successful]));
        Assert.Equal(AnalysisPhase.Inconclusive, Assess(limits, [.. good, AnalysisPhase.Failed, .. good]));
        Assert.Equal(AnalysisPhase.Failed, Assess(limits with { FailureLimit = -1 }, [.. good, AnalysisPhase.Failed, .. good]));
        Assert.Equal(AnalysisPhase.Running, Assess(limits, [.. good, AnalysisPhase.Error, AnalysisPhase.Successful]));
    }

    [Fact]
    public void Reason_HasArgosWords()
    {
        MetricLimits limits = MetricLimits.Of(Bare with { FailureLimit = 3 });
        Assert.Equal("failed (4) > failureLimit (3)", limits.Reason(default(MetricCounters) with { Failed = 4 }));
        Assert.Equal("inconclusive (1) > inconclusiveLimit (0)", limits.Reason(default(MetricCounters) with { Inconclusive = 1 }));
        Assert.Equal("consecutiveErrors (5) > consecutiveErrorLimit (4)", limits.Reason(default(MetricCounters) with { ConsecutiveError = 5 }));
    }

    private static AnalysisPhase Assess(MetricLimits limits, params AnalysisPhase[] measurements)
    {
        MetricCounters counters = default;
        foreach (AnalysisPhase measurement in measurements)
            counters = counters.After(measurement);
        return limits.Assess(counters, measurements[^1], isTerminating: false);
    }
}
