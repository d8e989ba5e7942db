using Coalmine.Statistics.Drift;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Statistics.Tests.Drift;

/// <summary>p-values that know the sample sizes, against scipy 1.10.1 (<c>chi2.sf</c>, <c>chi2.isf</c>), and their size by simulation.</summary>
public sealed class BinnedDriftTests
{
    [Fact]
    public void P_ThreeBins_AgreesWithScipy()
    {
        var drift = BinnedDrift.Of([100, 200, 300], [120, 180, 300]);
        Assert.Equal(300, drift.EffectiveSize, 1e-12);
        Assert.Equal(0.23730468749999975, drift.StabilityP, 1e-10);
        Assert.Equal(0.23766187536742137, drift.JensenShannonP, 1e-10);

        // Near each other all three statistics are one.
        Assert.Equal(drift.ChiSquareP, drift.JensenShannonP, 0.001);
        Assert.Equal(0.33837955209240905, BinnedDrift.StabilityThreshold(10, 100, 100, 0.05), 1e-10);
    }

    [Theory]
    [InlineData(0.05, 9, 16.91897760462045)]
    [InlineData(1e-12, 3, 58.919755683202155)]
    [InlineData(0.999, 4, 0.09080403553897913)]
    [InlineData(0.5, 1, 0.4549364231195724)]
    [InlineData(1e-6, 200, 309.83809199007794)]
    [InlineData(0.3, 0.5, 0.3746964567403943)]
    public void ChiSquareQuantile_AgreesWithScipy(double p, double degrees, double expected) =>
        Assert.Equal(expected, ChiSquareDistribution.UpperQuantile(p, degrees), 1e-10 * expected);

    [Fact]
    public void P_NothingChanged_IsExceededAsOftenAsItSays()
    {
        // 2,000 pairs of 500 and 2,000 values over ten equal bins. Below 5 % must lie 100 ± 6 standard deviations (9.7): false alarm below 1e-8, and the approximation's
        // own error is well inside.
        Xoshiro256 stream = StreamKey.Root(4).Open();
        int stability = 0, jensen = 0;
        for (int r = 0; r < 2000; r++)
        {
            var drift = BinnedDrift.Of(Draw(500, ref stream), Draw(2000, ref stream));
            stability += drift.StabilityP <= 0.05 ? 1 : 0;
            jensen += drift.JensenShannonP <= 0.05 ? 1 : 0;
        }

        Assert.InRange(stability, 42, 158);
        Assert.InRange(jensen, 42, 158);
    }

    [Fact]
    public void Merged_ThinBins_HoldFiveExpectedOnBothSides()
    {
        (double[] reference, double[] current) = BinnedDrift.Merged([1, 2, 50, 3, 40, 1, 1], [0, 1, 45, 2, 60, 0, 1]);
        Assert.Equal([53, 45], reference);
        Assert.Equal([46, 63], current);
        (double[] all, double[] allNow) = BinnedDrift.Merged([1, 2], [1, 1]);
        Assert.Equal([3], all);
        Assert.Equal([2], allNow);
        Assert.Throws<ArgumentException>(() => BinnedDrift.Merged([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => BinnedDrift.Of([0, 0], [1, 1]));
    }

    private static double[] Draw(int values, ref Xoshiro256 stream)
    {
        double[] counts = new double[10];
        for (int i = 0; i < values; i++)
            counts[(int)(10 * stream.NextDouble())]++;
        return counts;
    }
}
