using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Statistics.Tests.Estimates;

public sealed class SteadyMeanTests
{
    [Fact]
    public void Truncation_OfAWarmUp_IsTheReferences()
    {
        // Statistics reference, mser5, second case: 105 of 300 values, 0.000202137975.
        Truncation truncation = BatchMeans.Truncation(Series(300, 5, 30, 1));
        Assert.Equal(105, truncation.Values);
        Assert.Equal(0.000202137975, truncation.Statistic, 5e-13);
        Assert.False(truncation.IsTooShort);
    }

    [Fact]
    public void Truncation_StillFallingAtTheEnd_IsTooShort()
    {
        double[] falling = [.. Enumerable.Range(0, 200).Select(i => (double)-i)];
        Assert.Equal(new Truncation(100, BatchMeans.Truncation(falling).Statistic, true), BatchMeans.Truncation(falling));
    }

    [Fact]
    public void Truncation_FewerThanTwoFives_IsTooShort() => Assert.Equal(new Truncation(0, double.PositiveInfinity, true), BatchMeans.Truncation(new double[9]));

    [Fact]
    public void Of_IndependentValues_KeepsThirtyBatches()
    {
        double[] values = Normals(3000, 0);
        SteadyMean mean = SteadyMean.Of(values, 0.95);
        Assert.Equal(SteadyMeanVerdict.Steady, mean.Verdict);
        Assert.Equal((30, (3000 - mean.Dropped) / 30), (mean.Batches, mean.BatchSize));

        // 5 standard deviations of a mean of 1500 values at least: a false alarm in 2 million.
        Assert.InRange(mean.Mean.Mean, -5 / Math.Sqrt(1500), 5 / Math.Sqrt(1500));
    }

    [Fact]
    public void Of_ValuesThatRememberTheLast_DoublesTheBatches()
    {
        // An autoregression with 0.99: neighbouring batches of 100 correlate by φ(1 - φ^m)²/(m(1 - φ²) - 2φ(1 - φ^m)) = 0.54, estimated to about 0.17: below
        // 0.2 for one seed in thirty; this one is fixed.
        SteadyMean mean = SteadyMean.Of(Normals(3000, 0.99), 0.95);
        Assert.True(mean.BatchSize >= 2 * ((3000 - mean.Dropped) / 30), $"batches of {mean.BatchSize}");
        Assert.InRange(mean.Batches, 10, 15);
    }

    [Fact]
    public void Of_ATrend_IsNotBelieved() =>
        Assert.NotEqual(SteadyMeanVerdict.Steady, SteadyMean.Of([.. Enumerable.Range(0, 400).Select(i => (double)i)], 0.95).Verdict);

    [Fact]
    public void Of_TooFewValues_HasNoInterval()
    {
        SteadyMean mean = SteadyMean.Of([1, 2, 3], 0.95);
        Assert.Equal((SteadyMeanVerdict.TooShort, 0, 2.0, double.PositiveInfinity), (mean.Verdict, mean.Batches, mean.Mean.Mean, mean.Mean.HalfWidth));
    }

    [Fact]
    public void Correlation_IsThatOfR()
    {
        // R 4.2: acf(c(2,4,3,6,5,7,6,9,8,8,7,9)).
        double[] values = [2, 4, 3, 6, 5, 7, 6, 9, 8, 8, 7, 9];
        Assert.Equal(0.476396917148, SerialDependence.Correlation(values, 1), 1e-11);
        Assert.Equal(0.542389210019, SerialDependence.Correlation(values, 2), 1e-11);
        Assert.Equal(0, SerialDependence.Correlation([3, 3, 3], 1));
    }

    private static double[] Normals(int count, double memory)
    {
        Xoshiro256 random = StreamKey.Root(71).Open();
        double[] values = new double[count];
        double last = 0;
        for (int i = 0; i < count; i++)
            values[i] = last = (memory * last) + NormalSampler.Draw(ref random);
        return values;
    }

    // The series of the statistics reference, 7.5.
    private static double[] Series(int n, double amplitude, double tau, double plateau) =>
    [
        .. Enumerable.Range(0, n).Select(i => Math.Round(plateau + (amplitude * Math.Exp(-i / tau)) + ((i * 0.7548776662466927 % 1) - 0.5), 6)),
    ];
}
