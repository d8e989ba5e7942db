using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Sequential;
using CsCheck;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

public sealed class BernoulliConfidenceSequenceTests
{
    private static readonly Gen<(double X, double N, double Alpha, double K)> Looks = Gen.Select(
        Gen.Double[0, 1], Gen.Double[0, 7], Gen.Double[-6, -0.5], Gen.Double[-2, 6], (share, logN, logAlpha, logK) =>
        {
            double n = Math.Floor(Math.Pow(10, logN));
            return (Math.Floor(share * share * share * n), n, Math.Pow(10, logAlpha), Math.Pow(10, logK));
        });

    [Fact]
    public void Interval_AnyLook_HoldsTheEstimateAndEndsOnTheThreshold() => Looks.Sample(
        look =>
        {
            var (x, n, alpha, k) = look;
            Interval interval = BernoulliConfidenceSequence.Interval(x, n, alpha, k);
            bool holds = interval.Contains(x / n);
            return holds && OnThreshold(interval.Lower, look) && OnThreshold(interval.Upper, look);
        },
        iter: 3000,
        seed: "0000000000001");

    [Fact]
    public void Interval_MirroredCounts_MirrorsTheInterval() => Looks.Sample(
        look =>
        {
            var (x, n, alpha, k) = look;
            Interval interval = BernoulliConfidenceSequence.Interval(x, n, alpha, k);
            Interval mirrored = BernoulliConfidenceSequence.Interval(n - x, n, alpha, k);
            return Math.Abs(interval.Lower - (1 - mirrored.Upper)) < 1e-12 && Math.Abs(interval.Upper - (1 - mirrored.Lower)) < 1e-12;
        },
        iter: 2000,
        seed: "0000000000002");

    [Fact]
    public void Interval_SmallerAlpha_IsWider() => Looks.Sample(
        look =>
        {
            var (x, n, alpha, k) = look;
            Interval interval = BernoulliConfidenceSequence.Interval(x, n, alpha, k);
            Interval stricter = BernoulliConfidenceSequence.Interval(x, n, alpha / 10, k);
            return stricter.Lower <= interval.Lower + 1e-12 && stricter.Upper >= interval.Upper - 1e-12;
        },
        iter: 2000,
        seed: "0000000000003");

    [Theory]
    [InlineData(0, 0, 0, 1)]
    [InlineData(0, 1, 0, 1)]
    [InlineData(1, 1, 0, 1)]
    public void Interval_AlmostNoData_SaysNothing(double x, double n, double lower, double upper) =>
        Assert.Equal(new Interval(lower, upper), BernoulliConfidenceSequence.Interval(x, n, 0.05, 100));

    [Fact]
    public void Concentration_TunedForAThousandRequests_IsTheReferences() => Assert.Equal(125, BernoulliConfidenceSequence.Concentration(0.05, 1000), 0.7);

    // At an inner end M is 1/alpha; no end inside (0, 1) means that no rate on that side is rejected.
    private static bool OnThreshold(double end, (double X, double N, double Alpha, double K) look)
    {
        double log = BernoulliConfidenceSequence.LogMartingale(look.X, look.N, end, look.K);
        if (end is 0 or 1)
            return end == 0 ? look.X <= 1 : look.N - look.X <= 1 || 1 - BernoulliConfidenceSequence.Lower(look.N - look.X, look.N, look.Alpha, look.K) == 1;
        double slack = (look.N * 1e-15 / Math.Min(end, 1 - end)) + 1e-7;
        return Math.Abs(log + Math.Log(look.Alpha)) < slack;
    }

    [Fact]
    public void Interval_HardlyMoreThanOneSuccess_GoesDownToZeroWithoutAnError()
    {
        // As counts are that were divided by a dispersion: the lower end falls like a power of 1 / (x - 1).
        foreach (double excess in new[] { 1e-12, 1e-6, 0.001, 0.003, 0.01, 0.02, 0.05, 0.1, 0.3 })
            foreach (double n in new[] { 3.0, 50, 777.5, 1e4, 1e7 })
                foreach (double k in new[] { 0.001, 1, 125, 1e4 })
                {
                    Interval low = BernoulliConfidenceSequence.Interval(1 + excess, n, 0.05, k);
                    Interval high = BernoulliConfidenceSequence.Interval(n - 1 - excess, n, 0.05, k);
                    Assert.InRange(low.Lower, 0, (1 + excess) / n);
                    Assert.Equal(1 - low.Lower, high.Upper, 1e-9);
                }
    }
}
