using Coalmine.Statistics.Random;
using MathNet.Numerics.Distributions;
using Xunit;

namespace Coalmine.Statistics.Tests.Random;

/// <summary>Against MathNet.Numerics' probabilities. Seeds are fixed; each test's false-alarm probability is 1e-6.</summary>
public sealed class BinomialSamplerTests
{
    [Theory]
    [InlineData(1, 0.3)] // trial by trial
    [InlineData(16, 0.5)]
    [InlineData(16, 0.9)]
    [InlineData(17, 0.3)] // search
    [InlineData(19, 0.5)]
    [InlineData(1000, 0.00999)]
    [InlineData(1001, 0.00999)]
    [InlineData(300, 0.0001)]
    [InlineData(1_000_000, 9.9e-6)]
    [InlineData(1_000_000, 0.999995)]
    [InlineData(20, 0.5)] // rejection, at its edge
    [InlineData(21, 0.5)]
    [InlineData(40, 0.25)]
    [InlineData(40, 0.75)]
    [InlineData(10_000, 0.001)]
    [InlineData(300, 0.05)] // rejection
    [InlineData(300, 0.95)]
    [InlineData(1000, 0.5)]
    [InlineData(300_000, 0.005)]
    [InlineData(300_000, 0.5)]
    public void Draw_AnyRegime_FollowsTheLaw(int trials, double probability)
    {
        Xoshiro256 random = StreamKey.Root(21).Open();
        double mean = trials * probability;
        double reach = 8 * Math.Sqrt(mean * (1 - probability)) + 10;
        double p = GoodnessOfFit.OfCounts(
            1_000_000, () => BinomialSampler.Draw(ref random, trials, probability), k => Math.Exp(Binomial.PMFLn(probability, trials, (int)k)),
            Math.Max(0, (long)(mean - reach)), Math.Min(trials, (long)(mean + reach)));
        Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
    }

    [Theory]
    [InlineData(1_000_000_000, 0.3)]
    [InlineData(1_000_000_000, 0.5)]
    [InlineData(1_000_000_000, 0.999)]
    [InlineData(1L << 53, 0.01)]
    public void Draw_HugeNumberOfTrials_FollowsTheLaw(long trials, double probability)
    {
        Xoshiro256 random = StreamKey.Root(22).Open();
        double deviation = Math.Sqrt(trials * probability * (1 - probability));
        double p = GoodnessOfFit.OfValues(
            200_000, () => BinomialSampler.Draw(ref random, trials, probability) - trials * probability + random.NextOpenDouble(),
            GoodnessOfFit.Edgeworth(0, deviation, (1 - 2 * probability) / deviation));
        Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
    }

    [Fact]
    public void Draw_HugeNumberOfTrialsAndTinyProbability_IsPoissonInTheLimit()
    {
        // 1e12 trials at 5e-12: total variation from Poisson(5) is at most 5e-12.
        Xoshiro256 random = StreamKey.Root(23).Open();
        double p = GoodnessOfFit.OfCounts(
            400_000, () => BinomialSampler.Draw(ref random, 1_000_000_000_000, 5e-12), k => Poisson.PMF(5, (int)k), 0, 40);
        Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
    }

    [Theory]
    [InlineData(12, 0.7)]
    [InlineData(500, 0.01)]
    [InlineData(500, 0.4)]
    [InlineData(1_000_000_000, 0.2)]
    public void Draw_AnyRegime_HasTheMeanAndVarianceOfTheLaw(long trials, double probability)
    {
        Xoshiro256 random = StreamKey.Root(24).Open();
        double variance = trials * probability * (1 - probability);
        double score = GoodnessOfFit.MomentScore(
            400_000, () => BinomialSampler.Draw(ref random, trials, probability), trials * probability, variance,
            (1 - 6 * probability * (1 - probability)) / variance);
        Assert.InRange(score, 0, 5.0);
    }

    [Theory]
    [InlineData(0, 0.3, 0)]
    [InlineData(1000, 0.0, 0)]
    [InlineData(1000, 1.0, 1000)]
    [InlineData(1L << 53, 1.0, 1L << 53)]
    public void Draw_CertainCases_AreExactAndDrawNothing(long trials, double probability, long expected)
    {
        Xoshiro256 random = StreamKey.Root(1).Open();
        Xoshiro256 before = random;
        Assert.Equal(expected, BinomialSampler.Draw(ref random, trials, probability));
        Assert.Equal(before, random);
    }

    [Theory]
    [InlineData(17, 0.5)]
    [InlineData(25, 0.5)]
    [InlineData(300, 1e-300)]
    [InlineData(300, 0.9999999999999999)]
    public void Draw_ManyTimes_StaysWithinTheTrials(long trials, double probability)
    {
        Xoshiro256 random = StreamKey.Root(25).Open();
        for (int i = 0; i < 100_000; i++)
            Assert.InRange(BinomialSampler.Draw(ref random, trials, probability), 0, trials);
    }

    [Theory]
    [InlineData(-1, 0.5)]
    [InlineData(-1, 0.0)]
    [InlineData((1L << 53) + 1, 0.5)]
    [InlineData(10, -0.1)]
    [InlineData(10, 1.1)]
    [InlineData(10, double.NaN)]
    public void Draw_ImpossibleParameters_AreRefused(long trials, double probability)
    {
        Xoshiro256 random = StreamKey.Root(1).Open();
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialSampler.Draw(ref random, trials, probability));
    }
}
