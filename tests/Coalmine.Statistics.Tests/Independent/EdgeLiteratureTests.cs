using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Dispersion;
using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Quantiles;
using Coalmine.Statistics.RareEvents;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Edges that the documentation promises, and facts that need no program: each expectation is a line of algebra.</summary>
[Trait("Category", "Independent")]
public sealed class EdgeLiteratureTests
{
    private const double Z95 = 1.959963984540054; // R 4.2.2: qnorm(0.975)

    [Fact]
    public void Intervals_WithoutRequests_SayNothing()
    {
        Assert.Equal(new Interval(0, 1), Wilson.Interval(0, 0, Z95));
        Assert.Equal(new Interval(0, 1), ClopperPearson.Interval(0, 0, 0.95));
        Assert.Equal(new Interval(0, 1), Jeffreys.Interval(0, 0, 0.95));
        Assert.Equal(new Interval(-1, 1), Newcombe.Difference(0, 0, 3, 10, Z95));
        Assert.Equal(new Interval(-1, 1), Mee.Difference(3, 10, 0, 0, Z95));
        Assert.Equal(new Interval(-1, 1), MiettinenNurminen.Difference(0, 0, 0, 0, Z95));
        Assert.Equal(new Interval(0, double.PositiveInfinity), ScoreRatio.Interval(0, 0, 3, 10, Z95));
        Assert.Equal(new Interval(0, double.PositiveInfinity), KatzRatio.Interval(0, 10, 3, 10, Z95));
        Assert.Equal(new Interval(-1, 1), TangoPaired.Difference(new PairedCounts(0, 0, 0, 0), Z95));
        Assert.Equal(new Interval(-1, 1), NewcombePaired.Difference(new PairedCounts(0, 0, 0, 0), Z95));
        Assert.Equal(new Interval(0, 1), BernoulliConfidenceSequence.Interval(0, 0, 0.05, 10));
        Assert.Equal(new Interval(0, 1), FixedMixtureSequence.Interval(0, 0, 0.05, 1, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(5_000_000)]
    public void ClopperPearson_NoEvents_IsTheRootOfTheFaultlessProbability(long n)
    {
        // (1 - u)^n = alpha, written with the exponential of a logarithm for small u.
        double log = Math.Log(0.05) / n, upper = n < 100 ? 1 - Math.Exp(log) : -log - (log * log / 2) - (log * log * log / 6);
        Digits.Agree(upper, ClopperPearson.Upper(0, n, 0.05), 1e-12);
        Assert.Equal(0, ClopperPearson.Lower(0, n, 0.05));
        Assert.Equal(1, ClopperPearson.Upper(n, n, 0.05));
    }

    [Fact]
    public void Tests_WithoutEvents_HoldNoEvidence()
    {
        Assert.Equal(0, TwoProportions.Pooled(0, 10, 0, 20).Z);
        Assert.Equal(0, TwoProportions.Unpooled(10, 10, 20, 20).Z);
        Assert.Equal(0, TwoProportions.YatesChiSquare(0, 10, 0, 20));
        Digits.Agree(1, FisherExact.Test(0, 10, 0, 20).TwoSided, 1e-15);
        Digits.Agree(0.5, FisherExact.Test(0, 10, 0, 20).MidGreater, 1e-15);
        Assert.Equal(new McNemar(1, 1, 1), McNemar.Test(0, 0));
        Digits.Agree(1, UnconditionalExact.BarnardGreater(0, 10, 0, 20), 1e-12);
    }

    [Fact]
    public void FarringtonManning_AtTheMeeLimit_IsTheQuantile()
    {
        // Rejecting at alpha is the same as a one-sided limit below the margin, so at the limit itself the score is the quantile.
        Interval limits = Mee.Difference(12, 500, 40, 4000, 1.6448536269514722);
        Digits.Agree(-1.6448536269514722, NonInferiority.FarringtonManning(12, 500, 40, 4000, limits.Upper).Z, 1e-8);
        Digits.Agree(0.05, NonInferiority.FarringtonManning(12, 500, 40, 4000, limits.Upper).Less, 1e-7);
    }

    [Fact]
    public void ZTest_Sides_AreTheSymmetricTails()
    {
        // Abramowitz and Stegun, Table 26.1: 1 - Phi(1.96) = 0.024997895.
        var z = new ZTest(1.96);
        Assert.Equal(0.024997895, z.Greater, 1e-9);
        Assert.Equal(0.975002105, z.Less, 1e-9);
        Assert.Equal(0.04999579, z.TwoSided, 1e-8);
        Digits.Agree(new ZTest(30).Greater, new ZTest(-30).Less, 1e-15);
    }

    [Fact]
    public void ErrorShare_AsRatio_InvertsTheShare()
    {
        // Rates r and 1 at weight w: the share is w r/(w r + 1 - w).
        foreach (double ratio in (double[])[0.1, 1, 7.5])
            Digits.Agree(ratio, ErrorShareSequence.AsRatio(0.2 * ratio / ((0.2 * ratio) + 0.8), 0.2), 1e-13);
        Assert.Equal(double.PositiveInfinity, ErrorShareSequence.AsRatio(1, 0.2));
        Assert.Equal(0, ErrorShareSequence.AsRatio(0, 0.2));
    }

    [Fact]
    public void TwoArmSequence_HalfTheErrorEach_SubtractsTheEnds()
    {
        TunedArm canary = new(12, 400, 1000), baseline = new(100, 4000, 9000);
        Interval one = canary.Interval(0.025), two = baseline.Interval(0.025), got = TwoArmDifferenceSequence.Difference(canary, baseline, 0.05);
        Digits.Agree(one.Lower - two.Upper, got.Lower, 1e-12);
        Digits.Agree(one.Upper - two.Lower, got.Upper, 1e-12);
    }

    [Fact]
    public void EValues_Combined_AreMeansAndProducts()
    {
        double[] logs = [Math.Log(3), Math.Log(5), 0];
        Digits.Agree(Math.Log(3), EValue.LogMean(logs), 1e-14);
        Digits.Agree(Math.Log(15), EValue.LogProduct(logs), 1e-14);
        Digits.Agree(0.2, EValue.AsP(Math.Log(5)), 1e-14);
        Assert.Equal(1, EValue.AsP(-3));
        Assert.Equal(double.PositiveInfinity, EValue.LogFromP(0, 0.5));
        Digits.Agree(1000 + Math.Log(0.5), EValue.LogMean([1000, double.NegativeInfinity]), 1e-14);
    }

    [Fact]
    public void StagedErrorShare_NoErrors_IsNoEvidence()
    {
        Assert.Equal(0, StagedErrorShare.LogHarm([new ErrorStage(0, 0, 0.1)]), 1e-14);
        Assert.Equal(0, StagedErrorShare.LogSafety([new ErrorStage(0, 0, 0.1)], 1), 1e-14);
        Assert.Equal(0, StagedErrorShare.LogSafety([new ErrorStage(0, 50, 0.5)], 0.3), 1e-14);
    }

    [Fact]
    public void MedianInterval_HalfCensored_HasNoUpperEnd()
    {
        // Seven known and four beyond the horizon: the median is X_(6); at n = 11 the 95 % interval is X_(2) to X_(10), coverage 1 - 2(1 + 11)/2^11 (binomial
        // table), and X_(10) is censored.
        var got = MedianInterval.Of([1, 2, 3, 4, 5, 6, 7], 4, 100, 0.95);
        Assert.Equal(CensoredValue.Known(6), got.Point);
        Assert.Equal(CensoredValue.Known(2), got.Lower);
        Assert.True(got.Upper.IsCensored);
        Assert.Equal(100, got.Upper.Value);
        Digits.Agree(1 - (24.0 / 2048), got.Coverage, 1e-12);
    }

    [Fact]
    public void PrometheusQuantile_ByHand_InterpolatesInTheBucket()
    {
        // 100 observations, rank 90 lies 10 of 30 into (0.5, 1]: 0.5 + 0.5/3. Rank 50 lies 50/80 into the first bucket, which starts at 0.
        Digits.Agree(0.5 + (0.5 / 3), PrometheusQuantile.Of([0.5, 1, double.PositiveInfinity], [80, 110, 110], 90.0 / 110), 1e-13);
        Digits.Agree(0.5 * 55 / 80, PrometheusQuantile.Of([0.5, 1, double.PositiveInfinity], [80, 110, 110], 0.5), 1e-13);
        Assert.Equal(1, PrometheusQuantile.Of([0.5, 1, double.PositiveInfinity], [80, 90, 110], 0.99));
        Assert.True(double.IsNaN(PrometheusQuantile.Of([0.5, double.PositiveInfinity], [0, 0], 0.5)));
        Assert.Equal(double.NegativeInfinity, PrometheusQuantile.Of([0.5, double.PositiveInfinity], [1, 2], -0.1));
        Assert.Equal(double.PositiveInfinity, PrometheusQuantile.Of([0.5, double.PositiveInfinity], [1, 2], 1.1));
    }

    [Fact]
    public void CompensatedSum_CancellingTerms_KeepsTheSmallOnes()
    {
        // Neumaier 1974: 1 + 1e100 + 1 - 1e100 = 2, where the plain and Kahan's sums give 0.
        Assert.Equal(2, CompensatedSum.Of([1, 1e100, 1, -1e100]));
        Digits.Agree(1e6, CompensatedSum.Of([.. Enumerable.Repeat(0.1, 10_000_000)]), 1e-15);
    }

    [Fact]
    public void Splitting_ThreeLevels_MultipliesTheShares()
    {
        var got = Splitting.Of([100, 200, 50], [10, 30, 20]);
        Digits.Agree(0.1 * 0.15 * 0.4, got.Probability, 1e-13);
        Digits.Agree(Math.Sqrt((0.9 / 10) + (0.85 / 30) + (0.6 / 20)), got.RelativeError, 1e-13);
        Assert.Equal(double.PositiveInfinity, Splitting.Of([100, 10], [10, 0]).RelativeError);
    }

    [Fact]
    public void PodPermutation_OneCanaryPod_NeverReachesFivePercentOfNineteen()
    {
        // The smallest p-value of one pod among 19 is 1/19 = 0.053.
        Digits.Agree(1.0 / 19, PodPermutation.Greater([1], [.. Enumerable.Range(0, 18).Select(i => i / 1000.0)]), 1e-13);
    }

    [Theory]
    // 1000 values at a correlation of 0.9 are worth 1000/19, of 0.5 a third, of -0.5 three times as many.
    [InlineData(0.9, 52.631578947368421)]
    [InlineData(0.5, 333.33333333333331)]
    [InlineData(-0.5, 3000)]
    public void EffectiveSize_Autoregression_IsTheClosedForm(double correlation, double size) =>
        Digits.Agree(size, SerialDependence.EffectiveSize(1000, correlation), 1e-13);
}
