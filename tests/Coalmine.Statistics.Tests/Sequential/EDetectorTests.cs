using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

/// <summary>The detectors against their definitions, and their false alarms by counting all paths of a fair game.</summary>
public sealed class EDetectorTests
{
    private static readonly double[] Factors = [2, 0.5, 4, 0.25, 3];

    [Fact]
    public void ShiryaevRoberts_FiveFactors_IsTheSumOfTheProductsFromEachLook()
    {
        double log = ShiryaevRobertsDetector.Start;
        for (int t = 0; t < Factors.Length; t++)
        {
            log = ShiryaevRobertsDetector.Next(log, Math.Log(Factors[t]));
            double sum = Enumerable.Range(0, t + 1).Sum(from => Factors[from..(t + 1)].Aggregate(1.0, (a, b) => a * b));
            Assert.Equal(sum, Math.Exp(log), 1e-12 * sum);
        }
    }

    [Fact]
    public void Cusum_FiveFactors_IsTheLargestOfTheProductsFromEachLook()
    {
        double log = LikelihoodRatioCusum.Start;
        for (int t = 0; t < Factors.Length; t++)
        {
            log = LikelihoodRatioCusum.Next(log, Math.Log(Factors[t]));
            double largest = Enumerable.Range(0, t + 1).Max(from => Factors[from..(t + 1)].Aggregate(1.0, (a, b) => a * b));
            Assert.Equal(largest, Math.Exp(log), 1e-12 * largest);
        }
    }

    [Fact]
    public void ShiryaevRoberts_AllPathsOfAFairGame_HasMeanTheNumberOfLooks()
    {
        // L is 1.6 or 0.4 with probability ½ each: E[M_t] = t exactly.
        for (int looks = 1; looks <= 12; looks++)
            Assert.Equal(looks, Paths(looks).Average(path => Math.Exp(path.Aggregate(ShiryaevRobertsDetector.Start, ShiryaevRobertsDetector.Next))), 1e-9);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(30)]
    public void BothForms_AllPathsOfAFairGame_AlarmWithinTheHorizonAtMostAsPromised(double threshold)
    {
        const int Looks = 14;
        double bound = EDetectorThreshold.FalseAlarmWithin(Looks, Math.Log(threshold));
        double roberts = Paths(Looks).Average(path => Alarms(path, ShiryaevRobertsDetector.Start, ShiryaevRobertsDetector.Next, threshold));
        double cusum = Paths(Looks).Average(path => Alarms(path, LikelihoodRatioCusum.Start, LikelihoodRatioCusum.Next, threshold));
        Assert.InRange(roberts, 0, bound);
        Assert.InRange(cusum, 0, roberts);
        Assert.True(cusum > 0);
    }

    [Fact]
    public void ShiryaevRoberts_MeanRunOfAFairGame_IsAtLeastTheThreshold()
    {
        // E[min(τ, T)] by the share of paths without an alarm after each look is a lower bound of the mean run: for c = 4 it passes c within 14 looks.
        const double Threshold = 4;
        double run = Enumerable.Range(0, 14).Sum(
            looks => Paths(looks).Average(path => 1 - Alarms(path, ShiryaevRobertsDetector.Start, ShiryaevRobertsDetector.Next, Threshold)));
        Assert.InRange(run, Threshold, 14);
    }

    [Fact]
    public void Next_ExtremeFactors_StaysInRange()
    {
        Assert.Equal(5000, LikelihoodRatioCusum.Next(LikelihoodRatioCusum.Next(LikelihoodRatioCusum.Start, 5000), 0), 1e-9);
        Assert.Equal(10000, ShiryaevRobertsDetector.Next(ShiryaevRobertsDetector.Next(ShiryaevRobertsDetector.Start, 5000), 5000), 1e-9);
        Assert.Equal(double.NegativeInfinity, ShiryaevRobertsDetector.Next(double.PositiveInfinity, double.NegativeInfinity));
        Assert.Equal(-5000, ShiryaevRobertsDetector.Next(-6000, -5000), 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => ShiryaevRobertsDetector.Next(0, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => LikelihoodRatioCusum.Next(double.NaN, 0));
    }

    [Fact]
    public void Thresholds_AreTheRunLengthAndTheHorizonOverAlpha()
    {
        Assert.Equal(Math.Log(500), EDetectorThreshold.ForRunLength(500), 1e-12);
        Assert.Equal(Math.Log(480 / 0.05), EDetectorThreshold.ForHorizon(480, 0.05), 1e-12);
        Assert.Equal(0.05, EDetectorThreshold.FalseAlarmWithin(480, EDetectorThreshold.ForHorizon(480, 0.05)), 1e-12);
        Assert.Equal(1, EDetectorThreshold.FalseAlarmWithin(480, 0));
        Assert.Equal(0, EDetectorThreshold.FalseAlarmWithin(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => EDetectorThreshold.ForHorizon(10, 1));
    }

    private static IEnumerable<IEnumerable<double>> Paths(int looks) => Enumerable.Range(0, 1 << looks).Select(
        path => Enumerable.Range(0, looks).Select(look => Math.Log((path >> look & 1) == 0 ? 1.6 : 0.4)));

    private static double Alarms(IEnumerable<double> path, double start, Func<double, double, double> next, double threshold)
    {
        double statistic = start;
        foreach (double factor in path)
        {
            statistic = next(statistic, factor);
            if (statistic >= Math.Log(threshold) - 1e-12)
                return 1;
        }

        return 0;
    }
}
