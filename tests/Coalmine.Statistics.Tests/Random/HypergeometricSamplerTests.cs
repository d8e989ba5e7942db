using Coalmine.Statistics.Random;
using MathNet.Numerics;
using Xunit;

namespace Coalmine.Statistics.Tests.Random;

/// <summary>
/// Against probabilities in logarithms of factorials (MathNet.Numerics' own hypergeometric probabilities overflow). Seeds are fixed; each test's
/// false-alarm probability is 1e-6.
/// </summary>
public sealed class HypergeometricSamplerTests
{
    [Theory]
    [InlineData(10, 4, 5)] // item by item
    [InlineData(40, 20, 16)]
    [InlineData(100_000, 50_000, 99_990)]
    [InlineData(40, 20, 18)] // search
    [InlineData(1000, 100, 50)]
    [InlineData(1000, 970, 975)]
    [InlineData(100_000, 50, 60_000)]
    [InlineData(1_000_000, 3000, 3000)]
    [InlineData(41, 20, 20)] // rejection, at its edge
    [InlineData(44, 21, 22)]
    [InlineData(1000, 300, 100)] // rejection
    [InlineData(1000, 700, 900)]
    [InlineData(1_000_000, 300_000, 100_000)]
    [InlineData(20_000_000, 200_000, 1_000_000)]
    public void Draw_AnyRegime_FollowsTheLaw(int population, int successes, int draws)
    {
        Xoshiro256 random = StreamKey.Root(61).Open();
        double mean = (double)successes * draws / population;
        double reach = 8 * Math.Sqrt(mean + 1) + 10;
        long from = Math.Max(Math.Max(0L, (long)draws + successes - population), (long)(mean - reach));
        long to = Math.Min(Math.Min(draws, successes), (long)(mean + reach));
        double p = GoodnessOfFit.OfCounts(
            200_000, () => HypergeometricSampler.Draw(ref random, population, successes, draws),
            k => Math.Exp(LogChoose(successes, k) + LogChoose(population - successes, draws - k) - LogChoose(population, draws)), from, to);
        Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
    }

    [Theory]
    [InlineData(1_000_000_000, 300_000_000, 400_000_000)]
    [InlineData(1_000_000_000, 999_000_000, 10_000_000)]
    [InlineData(1L << 53, 1L << 51, 1L << 50)]
    public void Draw_HugePopulation_FollowsTheLaw(long population, long successes, long draws)
    {
        Xoshiro256 random = StreamKey.Root(62).Open();
        (double n, double k, double m) = (population, successes, draws);
        double deviation = Math.Sqrt(m * (k / n) * (1 - k / n) * ((n - m) / (n - 1)));
        double skewness = (n - 2 * k) / n * ((n - 2 * m) / n) / deviation;
        double p = GoodnessOfFit.OfValues(
            100_000, () => HypergeometricSampler.Draw(ref random, population, successes, draws) - m * (k / n) + random.NextOpenDouble(),
            GoodnessOfFit.Edgeworth(0, deviation, skewness));
        Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(10, 0, 7, 0)]
    [InlineData(10, 10, 7, 7)]
    [InlineData(10, 3, 10, 3)]
    [InlineData(1_000_000, 400_000, 1_000_000, 400_000)]
    public void Draw_CertainCases_AreExact(long population, long successes, long draws, long expected)
    {
        Xoshiro256 random = StreamKey.Root(1).Open();
        Assert.Equal(expected, HypergeometricSampler.Draw(ref random, population, successes, draws));
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(10, 11, 5)]
    [InlineData(10, 5, 11)]
    [InlineData(10, -1, 5)]
    [InlineData(10, 5, -1)]
    [InlineData((1L << 53) + 1, 5, 5)]
    public void Draw_ImpossibleParameters_AreRefused(long population, long successes, long draws)
    {
        Xoshiro256 random = StreamKey.Root(1).Open();
        Assert.Throws<ArgumentOutOfRangeException>(() => HypergeometricSampler.Draw(ref random, population, successes, draws));
    }

    private static double LogChoose(double n, double k) =>
        SpecialFunctions.GammaLn(n + 1) - SpecialFunctions.GammaLn(k + 1) - SpecialFunctions.GammaLn(n - k + 1);
}
