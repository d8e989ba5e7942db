using Coalmine.Statistics.Random;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Xunit;

namespace Coalmine.Statistics.Tests.Random;

/// <summary>Against MathNet.Numerics' distributions. Seeds are fixed; each test's false-alarm probability is 1e-6.</summary>
public sealed class ContinuousSamplerTests
{
    private const int Draws = 400_000;

    [Fact]
    public void Exponential_Draw_FollowsTheLaw()
    {
        Xoshiro256 random = StreamKey.Root(31).Open();
        AssertFits(() => ExponentialSampler.Draw(ref random, 2.5), x => 1 - Math.Exp(-x / 2.5));
        Assert.InRange(GoodnessOfFit.MomentScore(Draws, () => ExponentialSampler.Draw(ref random), 1, 1, 6), 0, 5.0);
    }

    [Fact]
    public void Exponential_BeyondTheLastLayer_FollowsTheLaw()
    {
        // One draw in 2,200 lies beyond 7.697; there the excess is exponential again.
        Xoshiro256 random = StreamKey.Root(32).Open();
        const double Tail = 7.6971174701310497;
        AssertTail(() => ExponentialSampler.Draw(ref random), Tail, Math.Exp(-Tail), x => 1 - Math.Exp(Tail - x));
    }

    [Fact]
    public void Normal_Draw_FollowsTheLaw()
    {
        Xoshiro256 random = StreamKey.Root(33).Open();
        AssertFits(() => NormalSampler.Draw(ref random, 3, 2), x => Normal.CDF(3, 2, x));
        Assert.InRange(GoodnessOfFit.MomentScore(Draws, () => NormalSampler.Draw(ref random), 0, 1, 0), 0, 5.0);
    }

    [Fact]
    public void Normal_BeyondTheLastLayer_FollowsTheLaw()
    {
        Xoshiro256 random = StreamKey.Root(34).Open();
        const double Tail = 3.654152885361009;
        double beyond = 2 * Normal.CDF(0, 1, -Tail);
        AssertTail(() => Math.Abs(NormalSampler.Draw(ref random)), Tail, beyond, x => 1 - 2 * Normal.CDF(0, 1, -x) / beyond);
    }

    [Fact]
    public void LogNormal_Draw_FollowsTheLaw()
    {
        Xoshiro256 random = StreamKey.Root(35).Open();
        AssertFits(() => LogNormalSampler.Draw(ref random, -1, 0.5), x => Normal.CDF(-1, 0.5, Math.Log(x)));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Gamma_AnyShape_FollowsTheLaw(double shape)
    {
        Xoshiro256 random = StreamKey.Root(36).Open();
        // MathNet takes arguments below 1e-15 for 0; there the law is a power.
        double scale = 3;
        AssertFits(
            () => GammaSampler.Draw(ref random, shape, scale),
            x => x < 1e-14 ? Math.Exp(shape * Math.Log(x / scale) - SpecialFunctions.GammaLn(shape + 1)) : Gamma.CDF(shape, 1 / scale, x));
        Assert.InRange(
            GoodnessOfFit.MomentScore(Draws, () => GammaSampler.Draw(ref random, shape, scale), shape * scale, shape * scale * scale, 6 / shape), 0, 5.0);
    }

    [Theory]
    [InlineData(1e6)]
    [InlineData(1e12)]
    public void Gamma_HugeShape_FollowsTheLaw(double shape)
    {
        Xoshiro256 random = StreamKey.Root(37).Open();
        double deviation = Math.Sqrt(shape);
        AssertFits(() => GammaSampler.Draw(ref random, shape, 1) + 0.5, GoodnessOfFit.Edgeworth(shape, deviation, 2 / deviation));
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.3, 2)]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(90, 10)]
    public void Beta_AnyParameters_FollowsTheLaw(double alpha, double beta)
    {
        Xoshiro256 random = StreamKey.Root(38).Open();
        AssertFits(() => BetaSampler.Draw(ref random, alpha, beta), x => Beta.CDF(alpha, beta, x));
    }

    [Fact]
    public void Beta_TinyParameters_AreNearlyACoinToss()
    {
        // With both 1e-4 the value is within 1e-9 of 0 or 1 but for a probability of about 2e-4 x ln(1e9) = 0.4 %; each end has half, by symmetry.
        Xoshiro256 random = StreamKey.Root(39).Open();
        int high = 0;
        int between = 0;
        for (int i = 0; i < 10_000; i++)
        {
            double value = BetaSampler.Draw(ref random, 1e-4, 1e-4);
            Assert.InRange(value, 0, 1);
            high += value > 0.5 ? 1 : 0;
            between += value is > 1e-9 and < 1 - 1e-9 ? 1 : 0;
        }

        Assert.InRange(high, 5000 - 245, 5000 + 245); // 4.9 standard deviations of 50
        Assert.InRange(between, 10, 75); // Poisson(20.7 x 2): both ends beyond 1e-6
    }

    [Fact]
    public void Draw_ImpossibleParameters_AreRefused()
    {
        Xoshiro256 random = StreamKey.Root(1).Open();
        Assert.Throws<ArgumentOutOfRangeException>(() => ExponentialSampler.Draw(ref random, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalSampler.Draw(ref random, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LogNormalSampler.Draw(ref random, 0, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => GammaSampler.Draw(ref random, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => GammaSampler.Draw(ref random, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => GammaSampler.Draw(ref random, double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaSampler.Draw(ref random, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaSampler.Draw(ref random, double.PositiveInfinity, 1));
    }

    private static void AssertFits(Func<double> draw, Func<double, double> cumulative)
    {
        double p = GoodnessOfFit.OfValues(Draws, draw, cumulative);
        Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
    }

    // How many lie beyond, as a binomial count within 5 standard deviations (6e-7), and how those are spread.
    private static void AssertTail(Func<double> draw, double tail, double share, Func<double, double> conditional)
    {
        const int Many = 50_000_000;
        var beyond = new Queue<double>();
        for (int i = 0; i < Many; i++)
        {
            double x = draw();
            if (x > tail)
                beyond.Enqueue(x);
        }

        Assert.InRange(Math.Abs(beyond.Count - Many * share) / Math.Sqrt(Many * share), 0, 5.0);
        double p = GoodnessOfFit.OfValues(beyond.Count, beyond.Dequeue, conditional);
        Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
    }
}
