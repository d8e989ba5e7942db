using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.RareEvents;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.RareEvents;

public sealed class SplittingEstimateTests
{
    [Fact]
    public void Share_IsTheMeanOfTheRepetitions()
    {
        // Repetitions of 0.2 x 0.1 and 0.4 x 0.1 in turn: mean 0.03, standard deviation 0.01·√(20/19), relative error 0.01/0.03/√19 = 0.0764719.
        SplittingEstimate estimate = HandMadeSplitting.Estimate("x", [0.5], false, number => [20 + (20 * (number % 2)), 10]);
        Assert.Equal(0.03, estimate.Share.Probability, 1e-12);
        Assert.Equal(0.0764719113, estimate.Share.RelativeError, 1e-9);
        Assert.Equal(800 + (20 * 250), estimate.Played);
        Assert.False(estimate.Interrupted);
    }

    [Fact]
    public void Interval_NothingSeen_ReachesWhatSoManyPathsBearWith()
    {
        // All repetitions: a fifth comes to the level, none of 2000 past it. With no spread in the fifth that leaves 0.2·(1 - 0.0125^(1/2000)) = 0.00043773.
        Interval interval = HandMadeSplitting.Estimate("x", [0.5], true, _ => [20, 0]).Interval;
        Assert.Equal(0, interval.Lower);
        Assert.Equal(0.2 * (1 - Math.Pow(0.0125, 1.0 / 2000)), interval.Upper, 1e-9);
    }

    [Fact]
    public void Interval_CarriedByOneRepetition_IsBoundedByALevelThatManyReached()
    {
        // A fifth comes to the level in each repetition, and one repetition alone past it: the share is at most the fifth, whose repetitions all agree.
        SplittingEstimate estimate = HandMadeSplitting.Estimate("x", [0.5], false, number => [20, number == 7 ? 3 : 0]);
        Assert.Equal(0.2 * 0.03 / 20, estimate.Share.Probability, 1e-12);
        Assert.Equal(new Interval(0, 0.2).Upper, estimate.Interval.Upper, 1e-9);
        Assert.Equal(0, estimate.Interval.Lower);
    }

    [Fact]
    public void Interval_NothingSeenAtAll_IsThatOfPlainReplications() =>
        Assert.Equal(3.841458820694124 / (2000 + 3.841458820694124), HandMadeSplitting.Estimate("x", [], true, _ => [0]).Interval.Upper, 1e-9);

    [Fact]
    public void Interval_EveryPathRolledBack_IsThatOfPlainReplications() =>
        Assert.Equal(2000 / (2000 + 3.841458820694124), HandMadeSplitting.Estimate("x", [], false, _ => [100]).Interval.Lower, 1e-9);

    [Fact]
    public void Interval_OfOneRepetition_SaysNothing() =>
        Assert.Equal(new Interval(0, 1), HandMadeSplitting.Study().Scenarios[1].Estimates[0].Interval);
}
