using Coalmine.Statistics.Power;
using Xunit;

namespace Coalmine.Statistics.Tests.Power;

/// <summary>Time until evidence is there. Integrals of delay distributions: R 4.2.2, <c>integrate</c> over <c>plnorm</c> and <c>pexp</c>.</summary>
public sealed class EvidenceFlowTests
{
    [Theory]
    [InlineData(100, 0.1, 4602.99606, 460.299606)]
    [InlineData(50, 0.2, 1826, 182.6)]
    [InlineData(500, 0.02, 4576, 457.6)]
    public void SecondsUntil_WithoutDelay_AreTheClosedForm(double rate, double weight, double trials, double expected) =>
        Assert.Equal(expected, EvidenceFlow.Immediate(rate, weight).SecondsUntil(trials), 1e-6);

    [Fact]
    public void Arrived_LogNormalAndExponential_AreRs()
    {
        Assert.Equal(6159.57799849, new LabelDelay.LogNormal(600, 3600).Arrived(7200), 1e-4);
        Assert.Equal(513.325361703, new LabelDelay.Exponential(600).Arrived(1000), 1e-6);
        Assert.Equal(400, new LabelDelay.Constant(600).Arrived(1000));
        Assert.Equal(0, new LabelDelay.LogNormal(600, 3600).Arrived(0));
    }

    // R 4.2.2: 4037.12 canary labels by the closed form, then uniroot over the integral: 14 h 19 min.
    [Fact]
    public void SecondsUntil_OnePointOfAccuracyAtTwentyRequestsASecondWithFewLabels_AreMoreThanFourteenHours()
    {
        var flow = new EvidenceFlow(20, 0.1, 0.04, new LabelDelay.LogNormal(600, 3600));
        double seconds = FixedDesign.SecondsUntil(new FixedTest.PooledProportions(0.04, 0.05), flow, 0.01, 0.9);
        Assert.Equal(51549.6285543, seconds, 0.01);
        Assert.True(seconds > 14 * 3600);
    }

    [Fact]
    public void SecondsUntil_WithoutTraffic_IsNever()
    {
        Assert.Equal(double.PositiveInfinity, EvidenceFlow.Immediate(0, 0.1).SecondsUntil(1));
        Assert.Equal(double.PositiveInfinity, EvidenceFlow.Immediate(10, 0.1).SecondsUntil(double.PositiveInfinity));
        Assert.Equal(0, EvidenceFlow.Immediate(10, 0.1).SecondsUntil(0));
    }
}
