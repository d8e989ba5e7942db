using Coalmine.Statistics.Drift;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Distances of distributions against scipy 1.10.1 and definitions; detectors against a walk by hand.</summary>
[Trait("Category", "Independent")]
public sealed class DriftLiteratureTests
{
    [Theory]
    // numpy 1.24.2 for the stability index (empty bins as 1e-4); scipy 1.10.1 entropy(p, m) for Jensen and Shannon, chi2_contingency(correction = False).
    [InlineData(new double[] { 120, 80, 60, 40, 20 }, new double[] { 100, 90, 70, 30, 30 }, 0.041553875300984255, 0.07194986684153772, 6.604219310101663, 4, 0.15834103301793526)]
    [InlineData(new double[] { 50, 30, 20, 0 }, new double[] { 400, 350, 200, 50 }, 0.3401308332340512, 0.14517124464937706, 7.880116959064329, 3, 0.04855540330322388)]
    [InlineData(new double[] { 10, 0, 10 }, new double[] { 0, 0, 30 }, 4.604318466668949, 0.46450140402245893, 18.75, 1, 1.4902335792427685e-05)]
    [InlineData(new double[] { 1000, 2000, 3000 }, new double[] { 1000, 2000, 3000 }, 0, 0, 0, 2, 1)]
    public void BinnedDrift_AnyBins_AgreesWithScipy(double[] reference, double[] current, double index, double distance, double chiSquare, int degrees, double p)
    {
        BinnedDrift got = BinnedDrift.Of(reference, current);
        Assert.Equal(index, got.StabilityIndex, 1e-12 * Math.Max(1, index));
        Assert.Equal(distance, got.JensenShannon, 1e-8 + (1e-12 * distance));
        Assert.Equal(distance / Math.Sqrt(Math.Log(2)), got.JensenShannonBase2, 2e-8);
        Assert.Equal(chiSquare, got.ChiSquare, 1e-11 * Math.Max(1, chiSquare));
        Assert.Equal(degrees, got.DegreesOfFreedom);
        Digits.Agree(p, got.ChiSquareP, 1e-9);
    }

    [Theory]
    // scipy 1.10.1: wasserstein_distance(x, y); the first two rows are its manual's (5.0 and 2.35 or so). Discrepancy: its definition in mpmath, sigma = 1.5.
    [InlineData(new double[] { 0, 1, 3 }, new double[] { 5, 6, 8 }, 5, 0.7676865115781983)]
    [InlineData(new double[] { 3.4, 3.9, 7.5, 7.8 }, new double[] { 4.5, 1.4 }, 2.7, -0.1826397223847494)]
    [InlineData(new double[] { 1, 1, 2, 10 }, new double[] { 2, 2, 2 }, 2.5, 0.13284151452007223)]
    [InlineData(new double[] { -0.8, -1.32, -0.25, 0.42, 1.14, 0.11, -0.55 }, new double[] { -1.07, 2, 3.77, 1.05, -1.97 }, 1.419142857142857, 0.11282702159076069)]
    public void SampleDistance_AnySamples_AgreesWithScipy(double[] x, double[] y, double wasserstein, double discrepancy)
    {
        Digits.Agree(wasserstein, SampleDistance.Wasserstein(x, y), 1e-12);
        Assert.Equal(discrepancy, SampleDistance.KernelDiscrepancy(x, y, 1.5), 1e-12);
    }

    [Fact]
    public void CumulativeSum_ByHand_RaisesWhenTheSumExceeds()
    {
        // Mean 10, slack 0.5, threshold 4 (Page 1954): S = 0, 0.5, 2, 1.5, 4, 4.5; an alarm needs more than 4.
        var sum = new CumulativeSum(10, 0.5, 4);
        double[] values = [9, 11, 12, 10, 13, 11];
        Assert.Equal([false, false, false, false, false, true], values.Select(sum.Add));
    }
}
