using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Ranks;
using Xunit;

namespace Coalmine.Statistics.Tests.Ranks;

/// <summary>Samples beyond the exact distributions get an asymptotic answer, or a refusal, and never a hang.</summary>
public sealed class LargeSampleTests
{
    [Fact]
    public void HodgesLehmann_TwoHundredSeventyValues_IsRsExactIntervalUpToOneRank()
    {
        // R 4.2.2: wilcox.test(x, y, conf.int = TRUE, exact = TRUE) gives [0.146348, 1.583836] with qwilcox(.025, 150, 120) = 7751, estimate 0.8653305. The normal
        // approximation may miss the rank by one; neighbouring differences of these 18,000 are about 0.0003 apart there.
        double[] x = [.. Enumerable.Range(1, 150).Select(i => Math.Round(0.6180339887498949 * i % 1 * 10, 6))];
        double[] y = [.. Enumerable.Range(1, 120).Select(i => Math.Round((0.7548776662466927 * i % 1 * 10) - 0.8, 6))];
        Assert.False(MannWhitney.HasExact(150, 120));
        Interval interval = HodgesLehmann.Interval(x, y, 0.95);
        Assert.Equal(0.146348, interval.Lower, 0.002);
        Assert.Equal(1.583836, interval.Upper, 0.002);
        Assert.Equal(0.8653305, HodgesLehmann.Shift(x, y), 1e-7);
    }

    [Fact]
    public void HodgesLehmann_TwentyThousandValues_AnswersNearTheShift()
    {
        double[] x = [.. Enumerable.Range(1, 10_000).Select(i => 0.6180339887498949 * i % 1)];
        double[] y = [.. x.Select(value => value - 0.3)];
        Interval interval = HodgesLehmann.Interval(x, y, 0.95);
        Assert.Equal(0.3, HodgesLehmann.Shift(x, y), 1e-3);
        Assert.InRange(interval.Lower, 0.28, 0.3);
        Assert.InRange(interval.Upper, 0.3, 0.32);
    }

    [Fact]
    public void ExactTests_LargeSamples_Decline()
    {
        double[] x = [.. Enumerable.Range(1, 200).Select(i => (double)i)], y = [.. Enumerable.Range(1, 200).Select(i => i + 0.5)];
        Assert.Throws<ArgumentOutOfRangeException>(() => MannWhitney.ExactTwoSided(x, y));
        Assert.Throws<InvalidOperationException>(() => CramerVonMises.Of(x, y).ExactP());
        double[] small = x[..20], other = y[..20];
        Assert.InRange(CramerVonMises.Of(small, other).ExactP(), 0.9, 1);
    }
}
