using Coalmine.Statistics.Calibration;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Statistics.Tests.Calibration;

/// <summary>
/// A/A calibration against scipy 1.10.1 (<c>beta.ppf</c>, <c>median_abs_deviation(scale="normal")</c>) and statsmodels 0.13.5
/// (<c>combine_effects(method_re="chi2")</c>).
/// </summary>
public sealed class CalibrationTests
{
    [Fact]
    public void FalseAlarmRate_ThirtyOfFourHundredNinetyTwo_ReadsAsASentence()
    {
        var rate = new FalseAlarmRate(0.05, 30, 492);
        Interval interval = rate.Interval(0.95);
        Assert.Equal(0.04151444002405487, interval.Lower, 1e-9);
        Assert.Equal(0.0859049501188592, interval.Upper, 1e-9);
        Assert.Equal("nominal 5 %, measured 6.1 % [4.2, 8.6]", rate.ToString());
        Assert.True(rate.IsEnough);
        Assert.False(rate.IsBroken(0.95));
        Assert.True(new FalseAlarmRate(0.05, 60, 492).IsBroken(0.95));
        Assert.Equal("nominal 2.5 %, not measured", new FalseAlarmRate(0.025, 0, 0).ToString());
        Assert.Equal(new Interval(0, 1), new FalseAlarmRate(0.05, 0, 0).Interval(0.95));
    }

    [Fact]
    public void FalseAlarmRate_OfStatistics_CountsTheUpperTailOnly()
    {
        // z at 5 % one-sided is 1.6449.
        var rate = FalseAlarmRate.OfStatistics([-3, 1.64, 1.65, 2.5, 0, -1.7], 0.05);
        Assert.Equal(2, rate.Alarms);
        Assert.Equal(6, rate.Windows);
        Assert.Throws<ArgumentOutOfRangeException>(() => FalseAlarmRate.OfStatistics([1], 0));
    }

    [Fact]
    public void EmpiricalNull_TenStatistics_HasMedianAndDeviationOfScipy()
    {
        var distribution = EmpiricalNull.Of([0.3, -1.2, 2.5, 0.8, -0.4, 1.9, -2.2, 0.1, 0.6, -0.9]);
        Assert.Equal(0.2, distribution.Location, 1e-15);
        Assert.Equal(1.2602118857297617, distribution.Scale, 1e-12);
        Assert.Equal((2 - 0.2) / 1.2602118857297617, distribution.Calibrate(2).Z, 1e-12);
        Assert.Equal(2, new EmpiricalNull(-0.4, 0.8).CalibrateCautiously(2).Z);
        Assert.Equal(1, EmpiricalNull.Of([0, 0, 0, 3]).Scale);
        Assert.Throws<ArgumentOutOfRangeException>(() => EmpiricalNull.Of([1]));
    }

    [Fact]
    public void ConformalP_ByHand_CountsTiesAgainstTheAlarm()
    {
        Assert.Equal(3.0 / 6, ConformalP.Greater(2, [1, 2, 3, 0, 1.5]));
        Assert.Equal(1.0 / 6, ConformalP.Greater(9, [1, 2, 3, 0, 1.5]));
        Assert.Equal(1, ConformalP.Greater(9, []));
        Assert.Equal(19, ConformalP.WindowsFor(0.05));
        Assert.Equal(99, ConformalP.WindowsFor(0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConformalP.Greater(double.NaN, [1]));
    }

    [Fact]
    public void ConformalP_AllRanksOfExchangeableStatistics_IsUniform()
    {
        // Each of ten distinct statistics is the canary's once: p takes 1/10, ..., 10/10 once each.
        double[] all = [.. Enumerable.Range(0, 10).Select(i => Math.Sin(i))];
        double[] p = [.. all.Select((value, i) => ConformalP.Greater(value, [.. all.Where((_, j) => j != i)])).Order()];
        for (int i = 0; i < p.Length; i++)
            Assert.Equal((i + 1) / 10.0, p[i], 1e-12);
    }

    [Fact]
    public void BetweenPodVariance_OfEffects_IsDerSimonianAndLairds()
    {
        var between = BetweenPodVariance.OfEffects([0.010, 0.014, 0.006, 0.021, 0.012], [1e-5, 2e-5, 8e-6, 3e-5, 1.2e-5]);
        Assert.Equal(1.011611374407582e-05, between.Variance, 1e-16);
        Assert.Equal(7.027659574468082, between.Heterogeneity, 1e-10);
        Assert.Equal(0.010595744680851064, between.Mean, 1e-14);
        Assert.Equal(0.13443374315063508, between.HeterogeneityP, 1e-10);
        Assert.Equal(Math.Sqrt(4e-6 + (between.Variance * (1 + (1.0 / 9)))), between.Widened(0.002, 1, 9), 1e-15);
    }

    [Fact]
    public void BetweenPodVariance_OfCounts_TakesThePooledRateWithin()
    {
        var between = BetweenPodVariance.OfCounts([new(12, 1000), new(30, 1200), new(8, 900), new(25, 1000), new(14, 1100), new(0, 0), new(40, 1500)]);
        Assert.Equal(4.6278858247598376e-05, between.Variance, 1e-15);
        Assert.Equal(18.6002110077593, between.Heterogeneity, 1e-9);
        Assert.Equal(0.019253731343283582, between.Mean, 1e-14);
        Assert.Equal(6, between.Pods);
        Assert.Equal(0, BetweenPodVariance.OfCounts([new(0, 100), new(0, 100)]).Variance);
        Assert.Equal(1, BetweenPodVariance.OfCounts([new(5, 100)]).HeterogeneityP);
        Assert.Throws<ArgumentException>(() => BetweenPodVariance.OfEffects([1, 2], [1, 0]));
    }

    [Fact]
    public void ControlCalibration_WindowsWithHiddenVariation_MeasuresAndMendsTheError()
    {
        // 2,000 windows of Poisson-like counts whose control rate carries a log-normal effect of 20 %: a standard error too small by √(1 + 0.04·200·0.9) is 2.9.
        Xoshiro256 stream = StreamKey.Root(71).Open();
        var windows = new ControlWindow[2000];
        for (int i = 0; i < windows.Length; i++)
        {
            double effect = Math.Exp(0.2 * Normal(ref stream));
            windows[i] = new ControlWindow(Math.Round(200 * effect + Math.Sqrt(200) * Normal(ref stream)), 20000, Math.Round(1800 + Math.Sqrt(1800) * Normal(ref stream)), 180000);
        }

        windows[0] = new ControlWindow(0, 0, 5, 100);
        var calibration = ControlCalibration.Of(windows, 0.05);
        Assert.Equal(1999, calibration.Raw.Windows);
        Assert.True(calibration.Raw.IsBroken(0.999));
        Assert.InRange(calibration.Null.Scale, 2.3, 3.4);

        // The calibrated test's true error is near 5 % (the effect is skewed a little); the bounds are 6 standard deviations of 2,000 windows away.
        Assert.InRange(calibration.Calibrated.Measured, 0.02, 0.09);
        Assert.InRange(calibration.Dispersion, 1, 1.3);
    }

    private static double Normal(ref Xoshiro256 stream) =>
        Math.Sqrt(-2 * Math.Log(stream.NextOpenDouble())) * Math.Cos(2 * Math.PI * stream.NextOpenDouble());
}
