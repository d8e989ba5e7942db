using Coalmine.Statistics.Estimates;
using Xunit;

namespace Coalmine.Statistics.Tests.Estimates;

/// <summary>Against R 4.2: lm with companions centred at their true means, whose intercept is the estimate; t.test; and arithmetic spelled out in R.</summary>
public sealed class VarianceReductionTests
{
    private static readonly double[] Values = [5.1, 6.2, 4.8, 7, 5.5, 6.1, 5.9, 4.4];
    private static readonly double[] First = [1, 1.9, 0.8, 2.6, 1.2, 1.7, 1.8, 0.5];
    private static readonly double[] Second = [3, 2, 4, 1, 5, 2, 6, 3];

    [Fact]
    public void ControlVariates_Two_AreALinearModelsIntercept()
    {
        var estimate = ControlVariates.Of(Values, [First, Second], [1.5, 3.5]);
        Assert.Equal(5.6956465281575, estimate.Estimate, 1e-12);
        Assert.Equal(0.0472227625182, estimate.StandardError, 1e-12);
        Assert.Equal(1.2025697102242, estimate.Slopes[0], 1e-12);
        Assert.Equal(-0.0180563149262, estimate.Slopes[1], 1e-12);
        Assert.Equal(0.0169239770115, estimate.VarianceRatio, 1e-12);
        Assert.Equal(5, estimate.DegreesOfFreedom);
        Assert.Equal(5.57425655260, estimate.Interval(0.95).Lower, 1e-10);
        Assert.Equal(5.81703650372, estimate.Interval(0.95).Upper, 1e-10);
    }

    [Fact]
    public void ControlVariate_One_IsTheSameModelWithOneCompanion()
    {
        var one = ControlVariate.Of(Values, First, 1.5);
        Assert.Equal(5.70121258052, one.Estimate, 1e-11);
        Assert.Equal(0.0434958135809, one.StandardError, 1e-12);
        Assert.Equal(6, one.DegreesOfFreedom);
        Assert.Equal(5.59478215880, one.Interval(0.95).Lower, 1e-10);
        Assert.Equal(5.80764300225, one.Interval(0.95).Upper, 1e-10);
    }

    [Fact]
    public void ControlVariates_CombinationOfOthers_IsRefused()
    {
        double[] twice = [.. First.Select(x => (2 * x) + 1)];
        Assert.Throws<ArgumentException>(() => ControlVariates.Of(Values, [First, twice], [1.5, 4]));
        Assert.Throws<ArgumentException>(() => ControlVariates.Of(Values, [new double[8]], [0]));
        Assert.Throws<ArgumentException>(() => ControlVariate.Of(Values, new double[8], 0));
    }

    [Fact]
    public void ControlVariates_TooFewReplications_AreRefused() =>
        Assert.Throws<ArgumentException>(() => ControlVariates.Of([1, 2, 3], [[1, 2, 4], [5, 3, 9]], [0, 0]));

    [Fact]
    public void StratifiedMean_IsCochrans_WithSatterthwaitesDegrees()
    {
        var mean = StratifiedMean.Of([0.7, 0.3], [[1, 2, 3, 4], [10, 14, 12]]);
        Assert.Equal(5.35, mean.Estimate, 1e-12);
        Assert.Equal(0.569356361751, mean.StandardError, 1e-12);
        Assert.Equal(4.981542648334, mean.DegreesOfFreedom, 1e-11);
        Assert.Equal(3.884790327797, mean.Interval(0.95).Lower, 1e-10);
        Assert.Equal(6.815209672203, mean.Interval(0.95).Upper, 1e-10);
    }

    [Fact]
    public void StratifiedMean_OneValueInAStratum_HasNoError()
    {
        var mean = StratifiedMean.Of([0.5, 0.5], [[1, 2], [3]]);
        Assert.Equal((2.25, double.PositiveInfinity), (mean.Estimate, mean.StandardError));
        Assert.True(double.IsNegativeInfinity(mean.Interval(0.95).Lower));
    }

    [Fact]
    public void OptimalShares_GoByWeightTimesDeviation()
    {
        double[] shares = StratifiedMean.OptimalShares([0.7, 0.3], [Math.Sqrt(5.0 / 3), 2]);
        Assert.Equal(0.600983207732, shares[0], 1e-12);
        Assert.Equal([0.7, 0.3], StratifiedMean.OptimalShares([0.7, 0.3], [0, 0]));
    }

    [Fact]
    public void AntitheticMean_IsTheTIntervalOfPairs()
    {
        var mean = AntitheticMean.Of([0.2, 0.8, 0.4, 0.7], [0.75, 0.3, 0.5, 0.35], 0.95);
        Assert.Equal(0.5, mean.Mean.Mean, 1e-12);
        Assert.Equal(0.0726290678939, mean.Mean.HalfWidth, 1e-12);
        Assert.Equal(0.0714285714286, mean.VarianceRatio, 1e-12);
    }

    [Fact]
    public void RelativePrecision_IsReachedAtGammaOverOnePlusGamma()
    {
        // R: t.test(c(1.2,0.9,1.4,1.1,1.3)): mean 1.18, half width 0.238838839, which is 0.2024 of the mean and so 0.2538 of what the mean may be.
        double[] values = [1.2, 0.9, 1.4, 1.1, 1.3];
        Assert.False(Filled(0.25, 5, values).IsReached);
        Assert.True(Filled(0.26, 5, values).IsReached);
        Assert.False(Filled(0.26, 6, values).IsReached);
        Assert.Equal(0.238838839, Filled(0.26, 5, values).Mean.HalfWidth, 1e-9);
    }

    [Fact]
    public void RelativePrecision_OfAMeanOfZero_IsNeverReachedWhileValuesDiffer() => Assert.False(Filled(0.9, 2, [1, -1, 1, -1, 1, -1]).IsReached);

    private static RelativePrecision Filled(double gamma, int least, double[] values)
    {
        RelativePrecision rule = new(gamma, 0.95, least);
        foreach (double value in values)
            rule.Add(value);
        return rule;
    }
}
