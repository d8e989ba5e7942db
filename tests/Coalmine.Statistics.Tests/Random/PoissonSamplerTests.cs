using Coalmine.Statistics.Random;
using MathNet.Numerics.Distributions;
using Xunit;

namespace Coalmine.Statistics.Tests.Random;

/// <summary>Against MathNet.Numerics' probabilities. Seeds are fixed; each test's false-alarm probability is 1e-6.</summary>
public sealed class PoissonSamplerTests
{
    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(9.999)]
    [InlineData(10)]
    [InlineData(11.5)]
    [InlineData(40)]
    [InlineData(1000)]
    [InlineData(300_000)]
    public void Draw_AnyMean_FollowsTheLaw(double mean)
    {
        Xoshiro256 random = StreamKey.Root(11).Open();
        double reach = 8 * Math.Sqrt(mean) + 10;
        double p = GoodnessOfFit.OfCounts(
            1_000_000, () => PoissonSampler.Draw(ref random, mean), k => Math.Exp(Poisson.PMFLn(mean, (int)k)),
            Math.Max(0, (long)(mean - reach)), (long)(mean + reach));
        Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
    }

    [Theory]
    [InlineData(1e7)]
    [InlineData(1e9)]
    [InlineData(1e15)]
    public void Draw_HugeMean_FollowsTheLaw(double mean)
    {
        Xoshiro256 random = StreamKey.Root(12).Open();
        double deviation = Math.Sqrt(mean);
        double p = GoodnessOfFit.OfValues(
            200_000, () => PoissonSampler.Draw(ref random, mean) + random.NextOpenDouble(), GoodnessOfFit.Edgeworth(mean, deviation, 1 / deviation));
        Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
    }

    [Theory]
    [InlineData(4.5)]
    [InlineData(12)]
    [InlineData(1e6)]
    public void Draw_AnyMean_HasItsMeanAsVariance(double mean)
    {
        Xoshiro256 random = StreamKey.Root(13).Open();
        Assert.InRange(GoodnessOfFit.MomentScore(400_000, () => PoissonSampler.Draw(ref random, mean), mean, mean, 1 / mean), 0, 5.0);
    }

    [Fact]
    public void Draw_MeanZero_IsZeroAndDrawsNothing()
    {
        Xoshiro256 random = StreamKey.Root(1).Open();
        Xoshiro256 before = random;
        Assert.Equal(0, PoissonSampler.Draw(ref random, 0));
        Assert.Equal(before, random);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1.1e15)]
    public void Draw_ImpossibleMean_IsRefused(double mean)
    {
        Xoshiro256 random = StreamKey.Root(1).Open();
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonSampler.Draw(ref random, mean));
    }
}
