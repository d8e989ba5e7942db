using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

/// <summary>Closed forms of the statistics reference, 3.6, evaluated in Python 3.11.</summary>
public sealed class AsymptoticSequenceTests
{
    [Fact]
    public void Mean_OneSample_HasTheClosedForms()
    {
        var sample = new SampleSummary(2, 1, 1000);
        Interval interval = AsymptoticSequence.Mean(sample, 0.05, 5000);
        Assert.Equal(2 - 0.10637547006557503, interval.Lower, 1e-12);
        Assert.Equal(2 + 0.10637547006557503, interval.Upper, 1e-12);
        Assert.Equal(interval, AsymptoticSequence.Estimate(2, 1 / Math.Sqrt(1000), 1000, 0.05, 5000));
        Assert.Equal(2 - 0.09968835103830144, AsymptoticSequence.LowerLimit(sample, 0.05, 5000), 1e-12);
    }

    [Fact]
    public void Difference_TwoSamples_CountsBothArms()
    {
        var canary = new SampleSummary(0.212, 0.08, 1200);
        var baseline = new SampleSummary(0.205, 0.075, 10800);
        Interval interval = AsymptoticSequence.Difference(canary, baseline, 0.05, 5000);
        Assert.Equal(0.007 + 0.0074423935684889975, interval.Upper, 1e-12);
        Assert.Equal(0.007 - 0.0074423935684889975, interval.Lower, 1e-12);
        Assert.Equal(0.007 - 0.0068127718917231446, AsymptoticSequence.LowerLimitOfDifference(canary, baseline, 0.05, 5000), 1e-12);
    }

    [Fact]
    public void WithoutVariance_SaysNothing()
    {
        var all = new Interval(double.NegativeInfinity, double.PositiveInfinity);
        Assert.Equal(all, AsymptoticSequence.Mean(new SampleSummary(0, 0, 300), 0.05, 5000));
        Assert.Equal(all, AsymptoticSequence.Mean(new SampleSummary(1, 1, 1), 0.05, 5000));
        Assert.Equal(all, AsymptoticSequence.Difference(new SampleSummary(1, 1, 1), new SampleSummary(1, 1, 900), 0.05, 5000));
        Assert.Equal(double.NegativeInfinity, AsymptoticSequence.LowerLimit(new SampleSummary(0, 0, 300), 0.05, 5000));
    }

    [Theory]
    [InlineData(20, 80, true)]
    [InlineData(19, 500, false)]
    [InlineData(30, 69, false)]
    public void BurnIn_NeedsEventsOnTheCanaryAndInAll(double canary, double baseline, bool expected) =>
        Assert.Equal(expected, AsymptoticSequence.IsBurnedIn(canary, baseline));

    [Fact]
    public void AlwaysValidP_FallingEvidence_KeepsTheSmallest()
    {
        var p = AlwaysValidP.Start;
        Assert.Equal(1, p.P);
        p = p.After(Math.Log(0.5));
        Assert.Equal(1, p.P);
        p = p.After(Math.Log(25)).After(Math.Log(2));
        Assert.Equal(0.04, p.P, 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => p.After(double.NaN));

        // Statistics reference, 3.3 (`msprt_normal`): the p-values of two looks at a Gaussian mean.
        Assert.Equal(0.766074651, AlwaysValidP.Start.After(NormalMixture.LogLikelihoodRatio(500, 0.1, 0, 2, 0.01)).P, 1e-8);
        Assert.Equal(0.0673484892, AlwaysValidP.Start.After(NormalMixture.LogLikelihoodRatio(10000, 0.03, 0, 1, 0.0025)).P, 1e-8);
    }
}
