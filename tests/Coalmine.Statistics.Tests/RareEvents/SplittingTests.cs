using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.RareEvents;
using Xunit;

namespace Coalmine.Statistics.Tests.RareEvents;

public sealed class SplittingTests
{
    [Fact]
    public void Interval_IsLogNormal()
    {
        // R: p*exp(c(-1,1)*qnorm(.975)*re) for the statistics reference's first case of splitting.
        var splitting = Splitting.Of([1000, 1000, 1000], [80, 120, 60]);
        Assert.Equal(0.000400238455444, splitting.Interval(0.95).Lower, 1e-14);
        Assert.Equal(0.000828945833382, splitting.Interval(0.95).Upper, 1e-14);
    }

    [Fact]
    public void Interval_ALevelNeverPassed_IsVacuous() => Assert.Equal(new Interval(0, 1), Splitting.Of([100, 100], [10, 0]).Interval(0.95));

    [Fact]
    public void Of_MorePassedThanStarted_IsRefused() => Assert.Throws<ArgumentException>(() => Splitting.Of([10], [11]));

    [Fact]
    public void Runs_AreJudgedByTheirSpread()
    {
        // R: mean, sd/sqrt(5)/mean, mean*exp(c(-1,1)*qt(.975,4)*re), (1-p)/(p*re^2).
        var runs = SplittingRuns.Of([2e-4, 3e-4, 1e-4, 4e-4, 2.5e-4]);
        Assert.Equal(2.5e-4, runs.Probability, 1e-15);
        Assert.Equal(0.2, runs.RelativeError, 1e-12);
        Assert.Equal(1.43476591552e-04, runs.Interval(0.95).Lower, 1e-14);
        Assert.Equal(4.35611128783e-04, runs.Interval(0.95).Upper, 1e-14);
        Assert.Equal(99975, runs.PlainReplications, 1e-6);
    }

    [Fact]
    public void Runs_CarriedByOne_OfferNoInterval()
    {
        // One of twenty: the standard error is the mean.
        var runs = SplittingRuns.Of([1e-3, .. new double[19]]);
        Assert.Equal(1, runs.RelativeError, 1e-12);
        Assert.False(runs.IsTrustworthy);
        Assert.Equal(new Interval(0, 1), runs.Interval(0.95));
    }

    [Fact]
    public void Runs_WithoutAHit_SayNothing()
    {
        var runs = SplittingRuns.Of([0, 0, 0]);
        Assert.Equal((0, double.PositiveInfinity, new Interval(0, 1)), (runs.Probability, runs.RelativeError, runs.Interval(0.95)));
        Assert.True(double.IsNaN(runs.PlainReplications));
    }

    [Fact]
    public void Next_IsWhatAFifthReached() => Assert.Equal(9, SplittingLevels.Next([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0));

    [Fact]
    public void Next_ManyOnOneValue_TakesTheLowestBeyond() => Assert.Equal(7, SplittingLevels.Next([3, 3, 3, 3, 3, 3, 3, 3, 7, 9], 3, 0.5));

    [Fact]
    public void Next_FirstLevel_IsBeyondWhatAllReached()
    {
        Assert.Equal(4, SplittingLevels.Next([0, 0, 0, 0, 0, 0, 0, 0, 0, 4], double.NegativeInfinity));
        Assert.Null(SplittingLevels.Next([0, 0, 0], double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, SplittingLevels.Next([double.PositiveInfinity, double.PositiveInfinity], double.NegativeInfinity));
    }

    [Fact]
    public void Next_NobodyBeyond_IsNothing() => Assert.Null(SplittingLevels.Next([3, 3, 2], 3));

    [Fact]
    public void Levels_OfARandomWalk_GiveItsClosedForm()
    {
        // A walk up with 0.3, down with 0.7, from 1 until 0 or 12 (gambler's ruin): P = (q/p - 1)/((q/p)^12 - 1) = 4/3/((7/3)^12 - 1) = 5.12e-5.
        double ratio = 7.0 / 3;
        double exact = (ratio - 1) / (Math.Pow(ratio, 12) - 1);
        double[] estimates = [.. Enumerable.Range(0, 40).Select(run => Walks(StreamKey.Root(17).With(run), [3, 5, 7, 9, 12], 400))];

        // A 99.9 % interval: a false alarm in a thousand seeds; this one is fixed.
        Assert.True(SplittingRuns.Of(estimates).Interval(0.999).Contains(exact), $"{SplittingRuns.Of(estimates)} against {exact}");
    }

    private static double Walks(StreamKey key, int[] levels, int walks)
    {
        Xoshiro256 random = key.Open();
        double product = 1;
        int from = 1;
        foreach (int level in levels)
        {
            int passed = 0;
            for (int walk = 0; walk < walks; walk++)
                passed += Reaches(ref random, from, level) ? 1 : 0;
            product *= (double)passed / walks;
            from = level;
        }

        return product;
    }

    private static bool Reaches(ref Xoshiro256 random, int from, int level)
    {
        int at = from;
        while (at > 0 && at < level)
            at += random.NextDouble() < 0.3 ? 1 : -1;
        return at == level;
    }
}
