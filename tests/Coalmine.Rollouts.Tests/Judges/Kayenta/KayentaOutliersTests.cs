using Coalmine.Rollouts.Judges.Kayenta;
using Xunit;

namespace Coalmine.Rollouts.Tests.Judges.Kayenta;

/// <summary>Percentiles, the fence, and sizes of effects.</summary>
public sealed class KayentaOutliersTests
{
    [Theory]
    [InlineData(1, 1.06)]
    [InlineData(25, 2.5)]
    [InlineData(50, 4)]
    [InlineData(99, 14.64)]
    [InlineData(0, 1)]
    [InlineData(100, 15)]
    public void Percentile_IsThatOfR(double percent, double expected)
    {
        // R 4.2.2, quantile(type = 7).
        Assert.Equal(expected, KayentaOutliers.Percentile([3, 9, 1, 4, 7, 15, 2], percent), 1e-12);
    }

    [Fact]
    public void Percentile_OfNothing_IsUnknown_AndOutsideItsRangeRefused()
    {
        Assert.True(double.IsNaN(KayentaOutliers.Percentile([], 50)));
        Assert.Equal(7, KayentaOutliers.Percentile([7], 99));
        Assert.Throws<ArgumentOutOfRangeException>(() => KayentaOutliers.Percentile([1, 2], 101));
    }

    [Fact]
    public void Fence_OfTheJudge_DropsOneOfTwoSpikesAtMost()
    {
        // The reference's section 2: of two spikes in 60 points only the larger goes, and of two equal ones neither.
        double[] points = [.. Enumerable.Range(0, 60).Select(i => 10.0 + (i % 5))];
        (points[7], points[30]) = (500, 400);
        Assert.Equal([7], Found(points, true));
        Assert.Equal([7, 30], Found(points, false));
        points[30] = 500;
        Assert.Empty(Found(points, true));
        Assert.Equal([7, 30], Found(points, false));
    }

    [Fact]
    public void Cleaning_DropsNanBeforeOutliers_AndKeepsThemUnlessAsked()
    {
        double[] points = [double.NaN, 1, 2, 3, 2, 1, 2, 3, 2, 1000];
        KayentaMetric metric = new() { Name = "m", RemovesOutliers = true };
        Assert.Equal([1, 2, 3, 2, 1, 2, 3, 2], KayentaCleaning.Clean(points, metric, KayentaMode.Faithful));
        Assert.Equal(9, KayentaCleaning.Clean(points, metric with { RemovesOutliers = false }, KayentaMode.Faithful).Length);
    }

    [Fact]
    public void Effects_AreThoseOfTheirDefinitions()
    {
        Assert.Equal(2, KayentaEffects.MeanRatio([4, 6], [2, 3]));
        Assert.True(double.IsNaN(KayentaEffects.MeanRatio([0, 0], [2, 3])));
        Assert.True(double.IsNaN(KayentaEffects.MeanRatio([2, 3], [-1, 1])));

        // Of six pairs the canary is higher in three and equal in one.
        Assert.Equal(3.5 / 6, KayentaEffects.CommonLanguage([2, 4], [1, 2, 5]), 1e-15);

        // Means 4 and 1, sample variances 4 and 1: 3 / sqrt(2.5).
        Assert.Equal(1.8973665961010275, KayentaEffects.CohenD([2, 4, 6], [0, 1, 2]), 1e-15);
    }

    private static int[] Found(double[] points, bool reducesSensitivity)
    {
        bool[] flags = KayentaOutliers.Find(points, 3, reducesSensitivity);
        return [.. Enumerable.Range(0, points.Length).Where(i => flags[i])];
    }
}
