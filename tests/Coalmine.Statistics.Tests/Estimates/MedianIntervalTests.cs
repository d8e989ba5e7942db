using Coalmine.Statistics.Estimates;
using Xunit;

namespace Coalmine.Statistics.Tests.Estimates;

public sealed class MedianIntervalTests
{
    [Fact]
    public void Of_SomeCensored_ReportsThemAsCensored()
    {
        // Ranks 40 and 61 of 100: the statistics reference, quantile_ci_order_stat (scipy 1.10.1), coverage 0.9647998.
        double[] known = [.. Enumerable.Range(1, 55).Select(minute => (double)minute)];
        var median = MedianInterval.Of(known, 45, 120, 0.95);
        Assert.Equal(CensoredValue.Known(50), median.Point);
        Assert.Equal(CensoredValue.Known(40), median.Lower);
        Assert.Equal(CensoredValue.Beyond(120), median.Upper);
        Assert.Equal(0.9647998, median.Coverage, 5e-8);
    }

    [Fact]
    public void Of_TooFewDurations_HasNoUpperEnd()
    {
        var median = MedianInterval.Of([3, 5], 0, 120, 0.95);
        Assert.Equal(CensoredValue.Known(0), median.Lower);
        Assert.False(median.Upper.IsNumber);
        Assert.False(median.Upper.IsCensored);
    }

    [Fact]
    public void Of_AllCensored_IsBeyondTheHorizon() => Assert.Equal(CensoredValue.Beyond(120), MedianInterval.Of([], 30, 120, 0.95).Point);
}
