using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Quantiles;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Order statistics against exact rational binomial sums and R; histograms against the samples they could hold.</summary>
[Trait("Category", "Independent")]
public sealed class QuantileLiteratureTests
{
    [Theory]
    // Python 3.11 fractions: ranks and coverage from exact binomial sums. David and Nagaraja 2003, section 7.1. 367 and 368 straddle the least number for
    // a finite two-sided 95 % interval of the 99th percentile.
    [InlineData(10, 0.5, 0.95, 2, 9, 0.978515625)]
    [InlineData(100, 0.9, 0.95, 84, 96, 0.955690107191223)]
    [InlineData(298, 0.99, 0.95, 291, 299, 0.988942884053928)]
    [InlineData(367, 0.99, 0.95, 359, 368, 0.9873807468697265)]
    [InlineData(368, 0.99, 0.95, 360, 368, 0.9624158204108587)]
    [InlineData(1000, 0.99, 0.99, 981, 998, 0.994032208218481)]
    [InlineData(25, 0.25, 0.9, 3, 11, 0.938221567182751)]
    [InlineData(1, 0.5, 0.95, 0, 2, 1)]
    [InlineData(6, 0.5, 0.95, 1, 6, 0.96875)]
    [InlineData(5, 0.5, 0.95, 0, 6, 1)]
    [InlineData(2000, 0.999, 0.95, 1995, 2001, 0.9834905195801381)]
    public void OrderStatistics_AnyQuantile_AreTheBinomialRanks(long n, double quantile, double confidence, long lower, long upper, double coverage)
    {
        var got = OrderStatisticInterval.Of(n, quantile, confidence);
        Assert.Equal(lower, got.Lower);
        Assert.Equal(upper, got.Upper);
        Digits.Agree(coverage, got.Coverage, 1e-11);
    }

    [Theory]
    // R 4.2.2: qbinom(c(a/2, 1 - a/2), n + 1, q), clipped to 1 and n.
    [InlineData(100, 0.5, 0.05, 41, 60)]
    [InlineData(1000, 0.99, 0.05, 984, 997)]
    [InlineData(10, 0.9, 0.1, 8, 10)]
    [InlineData(3, 0.5, 0.01, 1, 3)]
    [InlineData(5000, 0.25, 0.01, 1172, 1330)]
    public void BootstrapFree_Ranks_AreBinomialQuantiles(int n, double quantile, double alpha, int lower, int upper) =>
        Assert.Equal((lower, upper), BootstrapFreeQuantile.Ranks(n, quantile, alpha));

    [Fact]
    public void HistogramComparison_TwoHistograms_BracketsTheSamples()
    {
        // Exact rationals over every placement within the buckets (Python 3.11); z from R 4.2.2, wilcox.test(correct = FALSE) on bucket numbers.
        double[] bounds = [0.1, 0.5, 1, double.PositiveInfinity];
        var got = HistogramComparison.Of(new CumulativeHistogram(bounds, [10, 25, 40, 50]), new CumulativeHistogram(bounds, [5, 20, 60, 80]));
        Digits.Agree(0.25, got.SmallestDistance, 1e-13);
        Digits.Agree(0.55, got.LargestDistance, 1e-13);
        Digits.Agree(0.24375, got.SuperiorityLower, 1e-13);
        Digits.Agree(0.5125, got.SuperiorityUpper, 1e-13);
        Digits.Agree(-2.4615616827335325, got.MannWhitneyZ, 1e-10);
        Digits.Agree(30.76923076923077, got.EffectiveSize, 1e-14);
    }
}
