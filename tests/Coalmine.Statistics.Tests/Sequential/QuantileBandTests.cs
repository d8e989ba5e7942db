using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Quantiles;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

/// <summary>The inverted band against its definition: the smallest values at which F + r and F - r reach the quantile.</summary>
public sealed class QuantileBandTests
{
    [Theory]
    [InlineData(10, 0.5, 0.2, 3, 7)]
    [InlineData(10, 0.5, 0.6, 0, 11)]
    [InlineData(100, 0.9, 0.05, 85, 95)]
    [InlineData(100, 0.99, 0.05, 94, 101)]
    [InlineData(20, 0.55, 0, 11, 11)]
    public void Ranks_ByHand(long n, double quantile, double radius, long lower, long upper) => Assert.Equal((lower, upper), QuantileBand.Ranks(n, quantile, radius));

    [Fact]
    public void OfSorted_AgainstTheDefinition_IsTheInverseOfTheBand()
    {
        double[] sorted = [.. Enumerable.Range(1, 50).Select(i => i * i / 10.0)];
        for (int q = 1; q < 40; q++)
        {
            double quantile = q / 40.0;
            Interval interval = QuantileBand.OfSorted(sorted, quantile, 0.13);
            double lower = 0.13 >= quantile ? double.NegativeInfinity : sorted.First(value => (sorted.Count(v => v <= value) / 50.0) + 0.13 >= quantile - 1e-12);
            double upper = sorted.Where(value => (sorted.Count(v => v <= value) / 50.0) - 0.13 >= quantile - 1e-12).DefaultIfEmpty(double.PositiveInfinity).First();
            Assert.Equal(new Interval(lower, upper), interval);
        }
    }

    [Fact]
    public void Difference_OfSampleAndOfItsHistogram_TheLatterIsWider()
    {
        double[] canary = [.. Enumerable.Range(1, 3000).Select(i => i / 3000.0 * 1.4)], baseline = [.. Enumerable.Range(1, 9000).Select(i => i / 9000.0)];
        double[] bounds = [0.1, 0.25, 0.5, 0.75, 1, 1.25, double.PositiveInfinity];
        Interval exact = QuantileBand.Difference(canary, baseline, 0.5, 0.05);
        Interval binned = QuantileBand.Difference(Binned(canary, bounds), Binned(baseline, bounds), 0.5, 0.05);

        // The medians differ by 0.2; radii of a few points of F at slopes 1/1.4 and 1.
        Assert.InRange(exact.Lower, 0.05, 0.2);
        Assert.InRange(exact.Upper, 0.2, 0.35);
        Assert.True(binned.Lower <= exact.Lower && binned.Upper >= exact.Upper);
        Assert.Equal(double.PositiveInfinity, QuantileBand.Difference(canary, baseline, 0.999, 0.05).Upper);
        Assert.Equal(new Interval(double.NegativeInfinity, double.PositiveInfinity), QuantileBand.Difference([], baseline, 0.5, 0.05));
    }

    [Fact]
    public void CoarsenedTo_DifferentBuckets_KeepsTheCommonBounds()
    {
        var fine = new CumulativeHistogram([0.1, 0.2, 0.5, double.PositiveInfinity], [3, 5, 9, 10]);
        var coarse = new CumulativeHistogram([0.2, 0.4, 0.5, double.PositiveInfinity], [1, 2, 3, 4]);
        CumulativeHistogram common = fine.CoarsenedTo(coarse);
        Assert.Equal([0.2, 0.5, double.PositiveInfinity], common.Bounds.ToArray());
        Assert.Equal([5, 9, 10], common.Counts.ToArray());
        Assert.Equal(common.Bounds.ToArray(), coarse.CoarsenedTo(fine).Bounds.ToArray());
        Assert.Equal(0.0905, HistogramQuantileBounds.NativeRelativeWidth(3), 0.00005);
        Assert.Equal(0.0219, HistogramQuantileBounds.NativeRelativeWidth(5), 0.00005);
    }

    private static CumulativeHistogram Binned(double[] values, double[] bounds) => new(bounds, [.. bounds.Select(bound => (double)values.Count(value => value <= bound))]);
}
