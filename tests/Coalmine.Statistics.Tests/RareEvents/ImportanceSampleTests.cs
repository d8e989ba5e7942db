using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.RareEvents;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.RareEvents;

public sealed class ImportanceSampleTests
{
    private const int Looks = 60;
    private const int ErrorsALook = 20;
    private const double Weight = 0.2;

    [Fact]
    public void Of_ATiltedBinomial_FindsItsTail()
    {
        // Statistics reference 7.4: P(X >= 20) under Bin(100, 0.05) is 1.05229534e-07; one tilted draw has the relative deviation 2.40126347.
        const int Draws = 20_000;
        Xoshiro256 random = StreamKey.Root(5).Open();
        List<double> weights = [];
        for (int i = 0; i < Draws; i++)
        {
            long x = BinomialSampler.Draw(ref random, 100, 0.2);
            if (x >= 20)
                weights.Add((x * Math.Log(0.05 / 0.2)) + ((100 - x) * Math.Log(0.95 / 0.8)));
        }

        var sample = ImportanceSample.Of([.. weights], Draws);
        Assert.True(sample.IsTrustworthy);

        // 99.9 %: a false alarm in a thousand seeds; this one is fixed. The error's own error is about 2 %.
        Assert.True(sample.Interval(0.999).Contains(1.05229534e-07), $"{sample}");
        Assert.Equal(2.40126347 / Math.Sqrt(Draws), sample.RelativeError, 0.15 * 2.40126347 / Math.Sqrt(Draws));
    }

    [Fact]
    public void EffectiveSize_EqualWeights_IsTheNumberOfHits() => Assert.Equal(150, ImportanceSample.Of([.. Enumerable.Repeat(-900.0, 150)], 1000).EffectiveSize, 1e-9);

    [Fact]
    public void Interval_OneHeavyWeight_IsRefused()
    {
        // 200 hits of which one weighs as much as all others: (2·199)²/(199² + 199) = 3.98.
        var sample = ImportanceSample.Of([Math.Log(199), .. new double[199]], 1000);
        Assert.Equal(3.98, sample.EffectiveSize, 1e-9);
        Assert.False(sample.IsTrustworthy);
        Assert.Equal(new Interval(0, 1), sample.Interval(0.95));
    }

    [Fact]
    public void Of_NoHit_SaysNothing() => Assert.Equal(new ImportanceSample(0, double.PositiveInfinity, 0, 10), ImportanceSample.Of([], 10));

    /// <summary>
    /// The check that an e-process brings along: it is a likelihood ratio, so that under the mixture that it bets on 1/e at the crossing, averaged over all
    /// paths, is the probability of crossing without harm.
    /// </summary>
    [Fact]
    public void CrossingOfAnEProcess_ByItsOwnWeights_IsThatOfPlainReplications()
    {
        const int Draws = 4000, Plain = 40_000;
        double threshold = Math.Log(100);
        List<double> weights = [];
        for (int i = 0; i < Draws; i++)
        {
            Xoshiro256 random = StreamKey.Root(23).With(i).Open();
            double ratio = RateRatioAlternatives.Harm[(int)(random.NextDouble() * RateRatioAlternatives.Harm.Length)];
            if (Crossing(ref random, ratio, threshold) is { } logE)
                weights.Add(-logE);
        }

        int crossed = 0;
        for (int i = 0; i < Plain; i++)
        {
            Xoshiro256 random = StreamKey.Root(24).With(i).Open();
            crossed += Crossing(ref random, 1, threshold) is null ? 0 : 1;
        }

        // Two intervals of 99.9 % that do not meet: less than a false alarm in ten thousand seeds; these are fixed. Ville's bound is 1 %.
        var sample = ImportanceSample.Of([.. weights], Draws);
        Interval free = sample.Interval(0.999), plain = ClopperPearson.Interval(crossed, Plain, 0.999);
        Assert.True(sample.IsTrustworthy);
        Assert.True(sample.Probability < 0.01);
        Assert.True(free.Lower <= plain.Upper && plain.Lower <= free.Upper, $"{free} against {plain}");
        Assert.True(sample.RelativeError < 0.05, $"{sample}");
    }

    // ln e where it first crosses; null where it does not within the looks.
    private static double? Crossing(ref Xoshiro256 random, double ratio, double threshold)
    {
        double share = Weight * ratio / ((Weight * ratio) + 1 - Weight);
        long canary = 0;
        for (int look = 1; look <= Looks; look++)
        {
            canary += BinomialSampler.Draw(ref random, ErrorsALook, share);
            double logE = StagedErrorShare.LogHarm([new ErrorStage(canary, look * ErrorsALook, Weight)]);
            if (logE >= threshold)
                return logE;
        }

        return null;
    }
}
