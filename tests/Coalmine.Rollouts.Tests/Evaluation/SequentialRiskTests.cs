using Coalmine.Rollouts.Evaluation;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>How the risk is spent, by hand.</summary>
public sealed class SequentialRiskTests
{
    [Fact]
    public void Of_NoMarginInPoints_SpendsAllOnTheVerdicts()
    {
        SequentialRisk risk = SequentialRisk.Of(0.05, 0.1, []);
        Assert.Equal(Math.Log(20), risk.LogHarmThreshold, 1e-12);
        Assert.Equal(Math.Log(10), risk.LogSafetyThreshold, 1e-12);
    }

    [Fact]
    public void Of_MarginsInPoints_SpendAFifthOnTheBaselinesRate()
    {
        SequentialRisk risk = SequentialRisk.Of(0.05, 0.05, [1, 1]);
        Assert.Equal(Math.Log(25), risk.LogHarmThreshold, 1e-12);
        Assert.Equal(Math.Log(25), risk.LogSafetyThreshold, 1e-12);

        // Two rates share a fifth of the 5 % of false rollbacks.
        Assert.Equal(0.005, risk.Rate, 1e-12);
    }

    [Theory]
    [InlineData(0.05, 0.05, 1, 1)]
    [InlineData(0.05, 0.01, 2, 1)]
    [InlineData(0.01, 0.2, 2, 2)]
    public void Of_AnyDivision_AddsUpToNoMoreThanTheRisk(double falseRollback, double missed, int first, int second)
    {
        SequentialRisk risk = SequentialRisk.Of(falseRollback, missed, [first, second]);
        Assert.InRange(Math.Exp(-risk.LogHarmThreshold) + (first + second) * risk.Rate, 0, falseRollback * (1 + 1e-12));
        Assert.InRange(Math.Exp(-risk.LogSafetyThreshold) + Math.Max(first, second) * risk.Rate, 0, missed * (1 + 1e-12));
    }

    [Fact]
    public void RateBounds_PublishedRow_IsTheBernoulliConfidenceSequence()
    {
        // confseq (commit 70b1ef3) bernoulli_confidence_interval, by way of the statistics reference 3.5: x = 50, n = 1000, alpha = 0.05, t_opt = 1000 (k =
        // 125).
        RateBounds bounds = RateBounds.Unknown;
        Assert.Equal((0, 1), (bounds.Lower, bounds.Upper));
        bounds.Take(100, 2000, 2, 0.05, 1000 / (2 * Math.Log(20) + Math.Log(1 + 2 * Math.Log(20))) - 1);
        Assert.Equal(0.0314986837, bounds.Lower, 1e-8);
        Assert.Equal(0.0734112781, bounds.Upper, 1e-8);
    }

    [Fact]
    public void RateBounds_UntilTheTrialsHaveGrownByAQuarter_StayAsTheyWere()
    {
        RateBounds bounds = RateBounds.Unknown;
        bounds.Take(50, 1000, 1, 0.05, 100);
        double lower = bounds.Lower;
        bounds.Take(20, 240, 1, 0.05, 100);
        Assert.Equal(lower, bounds.Lower);
        bounds.Take(1, 20, 1, 0.05, 100);
        Assert.True(bounds.Lower > lower);
    }
}
