using Coalmine.Statistics.Random;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Xunit;

namespace Coalmine.Statistics.Tests.Random;

/// <summary>Against the closed forms of the laws. Seeds are fixed; each test's false-alarm probability is 1e-6.</summary>
public sealed class OverdispersedSamplerTests
{
    private const int Draws = 200_000;

    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(0.5, 30)]
    [InlineData(4, 4)]
    [InlineData(200, 50)]
    public void NegativeBinomial_Draw_FollowsTheLaw(double shape, double mean)
    {
        Xoshiro256 random = StreamKey.Root(41).Open();
        double success = shape / (shape + mean);
        AssertFits(() => NegativeBinomialSampler.Draw(ref random, shape, mean), k => Math.Exp(NegativeBinomial.PMFLn(shape, success, (int)k)), 0, 2000);
    }

    [Fact]
    public void GeometricSum_OneBurst_IsGeometric()
    {
        Xoshiro256 random = StreamKey.Root(42).Open();
        AssertFits(() => GeometricSumSampler.Draw(ref random, 1, 3), k => Geometric.PMF(1 / 3.0, (int)k), 1, 100);
    }

    [Fact]
    public void GeometricSum_ManyBursts_HasTheLawOfTheSumOfSingleOnes()
    {
        // Sum of 5 geometric sizes with success probability 1/4: 5 plus the failures before the fifth success.
        Xoshiro256 random = StreamKey.Root(43).Open();
        AssertFits(() => GeometricSumSampler.Draw(ref random, 5, 4), k => NegativeBinomial.PMF(5, 0.25, (int)k - 5), 5, 200);
        double variance = 1e6 * 4.0 * 3.0;
        Assert.InRange(GoodnessOfFit.MomentScore(Draws, () => GeometricSumSampler.Draw(ref random, 1_000_000, 4), 4e6, variance, 6e-6), 0, 5.0);
    }

    [Fact]
    public void GeometricSum_CertainCases_AreExact()
    {
        Xoshiro256 random = StreamKey.Root(1).Open();
        Assert.Equal(0, GeometricSumSampler.Draw(ref random, 0, 5));
        Assert.Equal(17, GeometricSumSampler.Draw(ref random, 17, 1));
    }

    [Theory]
    [InlineData(30, 0.3, 0.2)]
    [InlineData(30, 2, 5)]
    [InlineData(30, 0.001, 0.001)]
    [InlineData(500, 20, 400)]
    public void BetaBinomial_Draw_FollowsTheLaw(int trials, double alpha, double beta)
    {
        Xoshiro256 random = StreamKey.Root(44).Open();
        AssertFits(() => BetaBinomialSampler.Draw(ref random, trials, alpha, beta), k => BetaBinomialProbability(k, trials, alpha, beta), 0, trials);
    }

    [Fact]
    public void DirichletMultinomial_EachCategoryAndEachPair_IsBetaBinomial()
    {
        // A category, and two categories together, are beta-binomial against the rest: this sees also the covariances.
        double[] concentrations = [0.5, 3, 1.5, 0.05];
        const int Trials = 25;
        long[] counts = new long[4];
        Xoshiro256 random = StreamKey.Root(45).Open();
        for (int i = 0; i < 4; i++)
            for (int j = i; j < 4; j++)
            {
                double alpha = i == j ? concentrations[i] : concentrations[i] + concentrations[j];
                double beta = concentrations.Sum() - alpha;
                AssertFits(
                    () =>
                    {
                        DirichletMultinomialSampler.Draw(ref random, Trials, concentrations, counts);
                        Assert.Equal(Trials, counts.Sum());
                        return i == j ? counts[i] : counts[i] + counts[j];
                    },
                    k => BetaBinomialProbability(k, Trials, alpha, beta), 0, Trials);
            }
    }

    [Fact]
    public void Draw_ImpossibleParameters_AreRefused()
    {
        Xoshiro256 random = StreamKey.Root(1).Open();
        Assert.Throws<ArgumentOutOfRangeException>(() => NegativeBinomialSampler.Draw(ref random, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NegativeBinomialSampler.Draw(ref random, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NegativeBinomialSampler.Draw(ref random, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => GeometricSumSampler.Draw(ref random, -1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => GeometricSumSampler.Draw(ref random, 1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaBinomialSampler.Draw(ref random, -1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DirichletMultinomialSampler.Draw(ref random, 5, [1.0, 0.0], new long[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DirichletMultinomialSampler.Draw(ref random, 5, [1.0, 1.0], new long[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DirichletMultinomialSampler.Draw(ref random, -5, [1.0, 1.0], new long[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DirichletMultinomialSampler.Draw(ref random, 5, [], []));
    }

    private static double BetaBinomialProbability(long k, int trials, double alpha, double beta) => Math.Exp(
        SpecialFunctions.BinomialLn(trials, (int)k) + SpecialFunctions.BetaLn(k + alpha, trials - k + beta) - SpecialFunctions.BetaLn(alpha, beta));

    private static void AssertFits(Func<long> draw, Func<long, double> probability, long from, long to)
    {
        double p = GoodnessOfFit.OfCounts(Draws, draw, probability, from, to);
        Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
    }
}
