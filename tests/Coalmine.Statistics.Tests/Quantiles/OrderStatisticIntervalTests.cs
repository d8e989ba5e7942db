using Coalmine.Statistics.Quantiles;
using Xunit;

namespace Coalmine.Statistics.Tests.Quantiles;

public sealed class OrderStatisticIntervalTests
{
    // ln 0.025/ln q: the numbers of the statistics reference, section 1.10.
    [Theory]
    [InlineData(0.99, 367, false)]
    [InlineData(0.99, 368, true)]
    [InlineData(0.999, 3687, false)]
    [InlineData(0.999, 3688, true)]
    public void Of_TailQuantile_HasAnUpperEndFromTheKnownSampleSizeOn(double quantile, long n, bool isEstimable) =>
        Assert.Equal(isEstimable, OrderStatisticInterval.Of(n, quantile, 0.95).Upper <= n);

    [Fact]
    public void Of_EqualityAtTheBound_Counts()
    {
        // P(B ≤ 0) = 1/4 exactly for Bin(2, ½), and alpha/2 = 1/4 at 50 % confidence.
        var ranks = OrderStatisticInterval.Of(2, 0.5, 0.5);
        Assert.Equal((1, 2), (ranks.Lower, ranks.Upper));
        Assert.Equal(0.5, ranks.Coverage, 1e-14);
    }

    [Fact]
    public void Of_NoObservations_BoundsNothing()
    {
        var ranks = OrderStatisticInterval.Of(0, 0.5, 0.95);
        Assert.Equal((0, 1, 1.0), (ranks.Lower, ranks.Upper, ranks.Coverage));
    }
}
