using Coalmine.Statistics.Random;
using MathNet.Numerics.Distributions;
using Xunit;

namespace Coalmine.Statistics.Tests.Random;

/// <summary>Seeds are fixed; each test's false-alarm probability is 1e-6.</summary>
public sealed class MultinomialSamplerTests
{
    [Theory]
    [InlineData(7)] // placed one by one
    [InlineData(20)]
    [InlineData(21)] // split by conditional binomials
    [InlineData(400)]
    public void Draw_EachCategoryAndEachPair_IsBinomial(int trials)
    {
        double[] probabilities = [0.02, 0.5, 0.28, 0.05, 0.15];
        ConditionalProbabilities prepared = ConditionalProbabilities.Of(probabilities);
        long[] counts = new long[5];
        Xoshiro256 random = StreamKey.Root(51).Open();
        for (int i = 0; i < 5; i++)
            for (int j = i; j < 5; j++)
            {
                double probability = i == j ? probabilities[i] : probabilities[i] + probabilities[j];
                double p = GoodnessOfFit.OfCounts(
                    50_000,
                    () =>
                    {
                        MultinomialSampler.Draw(ref random, trials, prepared, counts);
                        Assert.Equal(trials, counts.Sum());
                        return i == j ? counts[i] : counts[i] + counts[j];
                    },
                    k => Binomial.PMF(probability, trials, (int)k), 0, trials);
                Assert.True(p > GoodnessOfFit.FalseAlarm, $"categories {i} and {j}: p = {p}");
            }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1000)]
    public void Draw_CategoriesThatCannotHappen_StayEmpty(long trials)
    {
        ConditionalProbabilities prepared = ConditionalProbabilities.Of([0, 0.1, 0, 0.2, 0.7, 0]);
        long[] counts = new long[6];
        Xoshiro256 random = StreamKey.Root(52).Open();
        for (int i = 0; i < 20_000; i++)
        {
            MultinomialSampler.Draw(ref random, trials, prepared, counts);
            Assert.Equal(0, counts[0] + counts[2] + counts[5]);
            Assert.Equal(trials, counts.Sum());
        }
    }

    [Fact]
    public void Draw_NoTrials_ClearsTheCounts()
    {
        long[] counts = [5, 6, 7];
        Xoshiro256 random = StreamKey.Root(1).Open();
        MultinomialSampler.Draw(ref random, 0, ConditionalProbabilities.Of([1, 1, 1]), counts);
        Assert.Equal([0L, 0L, 0L], counts);
    }

    [Fact]
    public void Of_Weights_GivesEachProbabilityGivenThatNoneBeforeWasHit()
    {
        ConditionalProbabilities prepared = ConditionalProbabilities.Of([2, 3, 0, 5]);
        Assert.Equal(4, prepared.Count);
        Assert.Equal([0.2, 0.375, 0.0, 1.0], prepared.Values.ToArray());
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0.0, 0.0 })]
    [InlineData(new[] { 1.0, -0.1 })]
    [InlineData(new[] { 1.0, double.NaN })]
    [InlineData(new[] { 1.0, double.PositiveInfinity })]
    [InlineData(new[] { double.MaxValue, double.MaxValue })]
    public void Of_ImpossibleWeights_AreRefused(double[] weights) =>
        Assert.ThrowsAny<ArgumentException>(() => ConditionalProbabilities.Of(weights));

    [Fact]
    public void Draw_ImpossibleParameters_AreRefused()
    {
        Xoshiro256 random = StreamKey.Root(1).Open();
        ConditionalProbabilities prepared = ConditionalProbabilities.Of([1, 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => MultinomialSampler.Draw(ref random, -1, prepared, new long[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultinomialSampler.Draw(ref random, 1, prepared, new long[3]));
    }
}
