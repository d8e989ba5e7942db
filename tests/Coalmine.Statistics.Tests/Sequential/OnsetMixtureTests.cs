using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

/// <summary>
/// The mixture over the onset against its definition written out: Σ over onsets k of 1 / (k (k + 1)) times the product of the ratios from look k on.
/// </summary>
public sealed class OnsetMixtureTests
{
    [Fact]
    public void LogE_BeforeTheFirstLook_IsZero() => Assert.Equal(0, OnsetMixture.LogE(double.NegativeInfinity, 0));

    [Fact]
    public void LogE_ThreeLooksByHand_EqualsTheDefinition()
    {
        // Ratios 2, 1/2, 4. S1 = (1/2)·2 = 1. S2 = (1 + 1/6)·(1/2) = 7/12. S3 = (7/12 + 1/12)·4 = 8/3. e = 8/3 + 1/4.
        double wealth = double.NegativeInfinity;
        foreach ((int look, double ratio) in new[] { (1, 2.0), (2, 0.5), (3, 4.0) })
            wealth = OnsetMixture.Next(wealth, look, Math.Log(ratio));
        Assert.Equal(8.0 / 3, Math.Exp(wealth), 1e-12);
        Assert.Equal(8.0 / 3 + 0.25, Math.Exp(OnsetMixture.LogE(wealth, 3)), 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(400)]
    public void LogE_RatiosOfOne_StaysOne(int looks)
    {
        double wealth = double.NegativeInfinity;
        for (int look = 1; look <= looks; look++)
            wealth = OnsetMixture.Next(wealth, look, 0);
        Assert.Equal(0, OnsetMixture.LogE(wealth, looks), 1e-12);
    }

    [Fact]
    public void LogE_AllPathsOfAFairGame_HaveMeanOne()
    {
        // L is 1.6 or 0.4 with probability 1/2 each: a fair game of 12 rounds, all 4,096 paths.
        double mean = 0;
        for (int path = 0; path < 4096; path++)
        {
            double wealth = double.NegativeInfinity;
            for (int look = 1; look <= 12; look++)
                wealth = OnsetMixture.Next(wealth, look, Math.Log((path >> (look - 1) & 1) == 0 ? 1.6 : 0.4));
            mean += Math.Exp(OnsetMixture.LogE(wealth, 12)) / 4096;
        }

        Assert.Equal(1, mean, 1e-12);
    }

    [Fact]
    public void LogE_HarmAfterLongGood_IsNotHiddenByTheGood()
    {
        // After 200 looks at ratio 1/2 a plain product stands at 2^-200; the mixture starts anew with 1 / (201 · 202) on the harm that begins then.
        double wealth = double.NegativeInfinity;
        for (int look = 1; look <= 200; look++)
            wealth = OnsetMixture.Next(wealth, look, Math.Log(0.5));
        for (int look = 201; look <= 220; look++)
            wealth = OnsetMixture.Next(wealth, look, Math.Log(2));
        Assert.InRange(wealth, 20 * Math.Log(2) - Math.Log(201.0 * 202), 20 * Math.Log(2));
    }

    [Fact]
    public void Next_VeryLargeAndVerySmallRatios_StaysFinite()
    {
        double wealth = OnsetMixture.Next(OnsetMixture.Next(double.NegativeInfinity, 1, 5000), 2, 0);
        Assert.Equal(5000 - Math.Log(2), wealth, 1e-9);
        Assert.Equal(-5000 - Math.Log(2), OnsetMixture.Next(double.NegativeInfinity, 1, -5000), 1e-9);
    }
}
