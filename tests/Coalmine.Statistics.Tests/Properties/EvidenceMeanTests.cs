using Coalmine.Statistics.Sequential;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;
using Xunit;

namespace Coalmine.Statistics.Tests.Properties;

/// <summary>
/// Every e-value has mean at most 1 under its null, exactly 1 where it is a likelihood ratio: by summing over all outcomes with MathNet 5.0.0's binomial
/// probabilities. Each sum is also taken under an alternative, where it must exceed 1.
/// </summary>
public sealed class EvidenceMeanTests
{
    private const double Exact = 1e-10;

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void BetaBinomial_AtItsRate_HasMeanOne(double rate)
    {
        Assert.Equal(1, Mean(40, rate, x => BetaBinomialMartingale.Log(x, 40 - x, rate, 1 - rate, 2, 7)), Exact);
        Assert.Equal(1, Mean(40, rate, x => BernoulliConfidenceSequence.LogMartingale(x, 40, rate, 20)), Exact);
        Assert.True(Mean(40, 0.9, x => BernoulliConfidenceSequence.LogMartingale(x, 40, rate, 20)) > 2);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public void OneSidedErrorShare_UpToItsShare_HasMeanAtMostOne(double theta)
    {
        Assert.Equal(1, Mean(30, theta, x => OneSidedErrorShare.LogE(x, 30, theta, 2, 5)), Exact);
        foreach (double smaller in new[] { 0.02, 0.5, 0.9 })
            Assert.InRange(Mean(30, smaller * theta, x => OneSidedErrorShare.LogE(x, 30, theta, 2, 5)), 0, 1);
        Assert.True(Mean(30, 2 * theta, x => OneSidedErrorShare.LogE(x, 30, theta, 2, 5)) > 2);
    }

    [Fact]
    public void TwoByTwoBlock_AnyCommonRate_HasMeanAtMostOne()
    {
        double Sum(double canary, double baseline) => Mean(5, canary, x1 => Math.Log(Mean(12, baseline, x2 => TwoByTwoBlocks.LogE(new TwoByTwoBlock(x1, 5, x2, 12), 0.4, 0.1))));
        for (int i = 1; i < 20; i++)
            Assert.InRange(Sum(i / 20.0, i / 20.0), 0, 1 + Exact);
        Assert.True(Sum(0.4, 0.1) > 1.2);
    }

    [Fact]
    public void Multinomial_AtItsShares_HasMeanOne()
    {
        double sum = 0, off = 0;
        for (int a = 0; a <= 12; a++)
        {
            for (int b = 0; a + b <= 12; b++)
            {
                double log = MultinomialMixture.LogE([a, b, 12 - a - b], [0.2, 0.5, 0.3], 8);
                sum += Math.Exp(log) * new Multinomial([0.2, 0.5, 0.3], 12).Probability([a, b, 12 - a - b]);
                off += Math.Exp(log) * new Multinomial([0.7, 0.1, 0.2], 12).Probability([a, b, 12 - a - b]);
            }
        }

        Assert.Equal(1, sum, Exact);
        Assert.True(off > 3);
    }

    [Fact]
    public void AnytimeLogrank_EqualHazards_HasMeanOne()
    {
        foreach ((double canary, double baseline) in new[] { (10.0, 90.0), (1, 1), (50, 3) })
        {
            double hit = canary / (canary + baseline);
            foreach (double hazard in new[] { 0.3, 2, 10 })
            {
                double mean = (hit * Math.Exp(AnytimeLogrank.LogE(true, canary, baseline, hazard))) + ((1 - hit) * Math.Exp(AnytimeLogrank.LogE(false, canary, baseline, hazard)));
                Assert.Equal(1, mean, Exact);
            }
        }
    }

    [Fact]
    public void HedgedCapital_AllPathsOfTenCoins_HasMeanAtMostOneAtTheirMean()
    {
        // The larger of two halves of martingales: its mean is at most their sum's, which is 1.
        double mean = 0, off = 0;
        for (int path = 0; path < 1 << 10; path++)
        {
            double[] values = [.. Enumerable.Range(0, 10).Select(i => (double)(path >> i & 1))];
            double ones = values.Sum(), capital = Math.Exp(BoundedMeanSequence.HedgedLogCapital(values, 0.3, 0.05));
            mean += capital * Math.Pow(0.3, ones) * Math.Pow(0.7, 10 - ones);
            off += capital * Math.Pow(0.9, ones) * Math.Pow(0.1, 10 - ones);
        }

        Assert.InRange(mean, 0.5, 1);
        Assert.True(off > 2);
    }

    [Fact]
    public void NormalMixtures_UnderTheirNull_HaveMeanAtMostOne()
    {
        // By 400 Gauss-Legendre nodes on ±12 standard deviations of the sum.
        var rule = new GaussLegendreRule(-12, 12, 400);
        double Sum(Func<double, double> logE, double shift) => Enumerable.Range(0, rule.Order).Sum(
            i => rule.GetWeight(i) * Normal.PDF(shift, 1, rule.GetAbscissa(i)) * Math.Exp(logE(rule.GetAbscissa(i))));
        double TwoSided(double z) => NormalMixture.LogLikelihoodRatio(25, z / 5, 0, 1, 0.04);
        double OneSided(double z) => NormalMixtureEValue.LogE(5 * z, 25, 10);
        Assert.Equal(1, Sum(TwoSided, 0), 1e-7);
        Assert.Equal(1, Sum(OneSided, 0), 1e-5);
        Assert.InRange(Sum(OneSided, -1.5), 0, 1);
        Assert.True(Sum(OneSided, 1.5) > 1.5);
    }

    [Fact]
    public void Combinations_OfEValues_KeepTheirMean()
    {
        // Two dependent e-values, 2·1{A} and 2·1{not A}: the mean is 1 always, the product 0. Calibrated uniform p-values: ∫κp^(κ-1)dp is 1.
        Assert.Equal(0, EValue.LogMean([Math.Log(2), double.NegativeInfinity]), 1e-12);
        var rule = new GaussLegendreRule(0, 1, 200);
        double Calibrated(double u) => 4 * Math.Pow(u, 3) * Math.Exp(EValue.LogFromP(Math.Pow(u, 4), 0.5));
        double sum = Enumerable.Range(0, rule.Order).Sum(i => rule.GetWeight(i) * Calibrated(rule.GetAbscissa(i)));
        Assert.Equal(1, sum, 1e-9);
        Assert.Equal(0.25, EValue.AsP(Math.Log(4)), 1e-12);
        Assert.Equal(1, EValue.AsP(-3));
    }

    private static double Mean(int n, double rate, Func<int, double> logE) =>
        Enumerable.Range(0, n + 1).Sum(x => Math.Exp(Binomial.PMFLn(rate, n, x) + logE(x)));
}
