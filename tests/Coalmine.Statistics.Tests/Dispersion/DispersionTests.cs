using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Dispersion;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Statistics.Tests.Dispersion;

/// <summary>Dependent requests and windows against statsmodels 0.13.5, scipy 1.10.1 and closed forms.</summary>
public sealed class DispersionTests
{
    private static double Golden(int i) => 0.6180339887498949 * i % 1;

    [Theory]
    [InlineData(0, 0.05423329592896068)]
    [InlineData(3, 0.038260495952996756)]
    [InlineData(5, 0.040323225190810184)]
    public void CorrelatedWindows_AgreesWithStatsmodels(int lag, double standardError)
    {
        // OLS on a constant with cov_type="HAC", maxlags=lag, use_correction=False.
        double[] canary = new double[60], baseline = new double[60];
        double mean = Enumerable.Range(1, 60).Average(Golden), sum = 0;
        for (int i = 0; i < 60; i++)
        {
            sum += Golden(i + 1) - mean;
            canary[i] = (0.3 * sum) + Golden(i + 1);
            baseline[i] = 0.9 * (0.7548776662466927 * (i + 1) % 1);
        }

        var windows = CorrelatedWindows.Of(canary, baseline, lag);
        Assert.Equal(0.06353658062828553, windows.Difference, 1e-12);
        Assert.Equal(standardError, windows.StandardError, 1e-12);
        Assert.Equal(-0.2881601123123503, windows.FirstCorrelation, 1e-10);
        Assert.Equal(0.06353658062828553 / standardError, windows.Test.Z, 1e-9);
        Assert.Equal(3, CorrelatedWindows.Of(canary, baseline).Lag);
    }

    [Fact]
    public void CorrelatedWindows_Edges()
    {
        Assert.Equal([2, 3, 4, 5], new[] { 10, 60, 100, 500 }.Select(CorrelatedWindows.UsualLag));
        Assert.Equal(0, CorrelatedWindows.Of([1, 2, 3], [0, 1, 2], 1).Test.Z);
        Assert.Throws<ArgumentException>(() => CorrelatedWindows.Of([1], [2], 0));
        Assert.Throws<ArgumentException>(() => CorrelatedWindows.Of([1, 2], [2], 0));
    }

    [Fact]
    public void BlockBootstrap_FortyValuesInBlocksOfFive_HasTheExactStandardError()
    {
        // The variance over all starts in closed form: the mean squared offset of the 40 block means over 8 blocks (numpy). 40,000 resamples: six standard deviations of a
        // standard deviation are 2.2 %.
        double[] values = [.. Enumerable.Range(1, 40).Select(Golden)];
        Xoshiro256 stream = StreamKey.Root(5).Open();
        var bootstrap = BlockBootstrap.Of(values, 5, 40_000, 0.95, ref stream);
        Assert.Equal(0.4946967693728455, bootstrap.Mean, 1e-12);
        Assert.InRange(bootstrap.StandardError, 0.02130149629589166 * 0.978, 0.02130149629589166 * 1.022);
        Assert.InRange(bootstrap.Percentiles.Width / (2 * 1.96 * bootstrap.StandardError), 0.9, 1.1);
        Assert.Equal([1, 3, 5], new[] { 1, 30, 125 }.Select(BlockBootstrap.UsualBlock));
    }

    [Fact]
    public void BlockBootstrap_OneBlockOfAllValues_HasNoVariance()
    {
        Xoshiro256 stream = StreamKey.Root(6).Open();
        Assert.Equal(0, BlockBootstrap.Of([1, 5, 3], 3, 100, 0.9, ref stream).StandardError, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap(4, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap(1, 1));
    }

    [Fact]
    public void BetaBinomialFit_AgreesWithScipy()
    {
        // scipy.optimize.minimize (Nelder-Mead) of betabinom.logpmf.
        var fit = BetaBinomialFit.Of([new(3, 100), new(12, 100), new(1, 100), new(5, 100), new(9, 100)]);
        Assert.Equal(0.05991596486803024, fit.Mean, 1e-6);
        Assert.Equal(0.022037856005498492, fit.Correlation, 1e-6);
        Assert.Equal(-13.656764292785715, fit.LogLikelihood, 1e-9);
        Assert.Equal(-15.886251648255989, fit.IndependentLogLikelihood, 1e-9);
        var uneven = BetaBinomialFit.Of([new(10, 20), new(2, 40), new(5, 25), new(9, 20), new(30, 80)]);
        Assert.Equal(0.3032943985618368, uneven.Mean, 1e-6);
        Assert.Equal(0.12204183718822186, uneven.Correlation, 1e-6);
        Assert.Equal(0.0003625332308535099, uneven.IndependenceP, 1e-8);
    }

    [Fact]
    public void BetaBinomialFit_ClustersMoreAlikeThanChance_FindsNoCorrelation()
    {
        var fit = BetaBinomialFit.Of([new(1, 50), new(1, 50), new(2, 50)]);
        Assert.Equal(0, fit.Correlation);
        Assert.Equal(1, fit.IndependenceP);
        Assert.Equal(4.0 / 150, fit.Mean, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaBinomialFit.Of([new(0, 10), new(0, 10)]));
    }

    [Fact]
    public void ClusterRatio_RatesAtTheEdge_GiveNumbers()
    {
        var none = ClusterRatio.Of([new(0, 100), new(0, 120)]);
        var some = ClusterRatio.Of([new(3, 100), new(9, 100)]);
        Assert.Equal(1, none.DesignEffect);
        Assert.True(double.IsFinite(ClusterRatio.RaoScott(some, none).Z));
        Assert.Equal(0, ClusterRatio.RaoScott(none, none).Z);
        Assert.True(double.IsFinite(ClusterRatio.RaoScott(ClusterRatio.Of([new(5, 100), new(5, 100)]), some).Z));

        // t with k₁ + k₂ - 2 = 2 degrees of freedom: P(|T| ≥ 2) is 0.183503419 (scipy t.sf).
        WelchT t = ClusterRatio.DifferenceOfFewClusters(some, 2, none, 2);
        Assert.Equal(ClusterRatio.Difference(some, none).Z, t.T, 1e-12);
        Assert.Equal(2, t.DegreesOfFreedom);
        Assert.Equal(0.18350341907227408, (t with { T = 2 }).TwoSided, 1e-10);
        Assert.Throws<ArgumentOutOfRangeException>(() => ClusterRatio.Of([new(1, 10)]));
    }

    [Fact]
    public void PodPermutation_Sampled_AgreesWithTheEnumeration()
    {
        // Statistics reference, 8.4 (`pod_permutation`): 0.152380952 over all 210 splits; six standard deviations of 20,000 draws are 0.0153.
        double[] canary = [0.03, 0.12, 0.01, 0.05], baseline = [0.02, 0.036, 0, 0.011, 0.05, 0.03];
        Xoshiro256 stream = StreamKey.Root(7).Open();
        Assert.InRange(PodPermutation.GreaterSampled(canary, baseline, 20_000, ref stream), 0.137, 0.168);
        Assert.Equal(210, PodPermutation.Splits(4, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => PodPermutation.Greater(new double[30], new double[30]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PodPermutation.Greater([], baseline));
    }

    private static BlockBootstrap Bootstrap(int block, int resamples)
    {
        Xoshiro256 stream = StreamKey.Root(0).Open();
        return BlockBootstrap.Of([1, 5, 3], block, resamples, 0.9, ref stream);
    }
}
