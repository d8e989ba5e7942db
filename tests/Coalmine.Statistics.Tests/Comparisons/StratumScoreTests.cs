using Coalmine.Statistics.Comparisons;
using Xunit;

namespace Coalmine.Statistics.Tests.Comparisons;

/// <summary>Score tests by strata: one stratum is a published test, and strata do not mix their baselines.</summary>
public sealed class StratumScoreTests
{
    [Theory]
    [InlineData(12, 500, 10, 500, 0.02, -1.62004772)]
    [InlineData(25, 1000, 180, 9000, 0.01, -0.899256657)]
    public void OfDifference_OneStratum_IsFarringtonAndMannings(double x1, double n1, double x2, double n2, double margin, double z) =>
        Assert.Equal(z, StratumScore.OfDifference(x1, n1, x2, n2, margin).Z, 1e-7); // gsDesign 3.11.0 testBinomial, statistics reference 1.6

    [Fact]
    public void OfRatio_OneStratumAtOne_IsThePooledTest() =>
        Assert.Equal(1.43222975, StratumScore.OfRatio(30, 1000, 20, 1000, 1).Z, 1e-7); // statsmodels 0.13.5 proportions_ztest, statistics reference 1.1

    [Fact]
    public void OfLimit_IsTheScoreTestOfOneRate()
    {
        // (15 - 10) / √(1000 · 0.01 · 0.99)
        Assert.Equal(5 / Math.Sqrt(9.9), StratumScore.OfLimit(15, 1000, 0.01).Z, 1e-14);
        Assert.Equal(1000, StratumScore.OfLimit(15, 1000, 0.01).Information);
    }

    [Fact]
    public void Plus_ABaselineThatMoves_IsNoEffect()
    {
        // Both arms have 1 % at a weight of 10 % and 4 % at 50 %: pooled, the canary would have 3.5 % against 2.07 %.
        StratumScore sum = StratumScore.OfDifference(10, 1000, 90, 9000, 0).Plus(StratumScore.OfDifference(200, 5000, 200, 5000, 0));
        Assert.Equal(0, sum.Z, 1e-12);
        Assert.Equal(900 + 2500, sum.Information, 1e-9);
    }

    [Theory]
    [InlineData(0, 0, 3, 10)]
    [InlineData(3, 10, 0, 0)]
    public void AnArmWithoutTrials_AddsNothing(double x1, double n1, double x2, double n2)
    {
        Assert.Equal(default, StratumScore.OfDifference(x1, n1, x2, n2, 0.01));
        Assert.Equal(default, StratumScore.OfRatio(x1, n1, x2, n2, 1.5));
    }

    [Fact]
    public void NoEventsAnywhere_IsNoEvidence()
    {
        Assert.Equal(0, StratumScore.OfDifference(0, 100, 0, 900, 0).Z);
        Assert.Equal(0, StratumScore.OfRatio(0, 100, 0, 900, 2).Z);
    }
}
