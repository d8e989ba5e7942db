using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Dispersion;
using Coalmine.Statistics.Drift;
using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Ranks;
using CsCheck;
using Xunit;

namespace Coalmine.Statistics.Tests.Properties;

/// <summary>Units and offsets do not matter: seconds or milliseconds give the same verdict. 300 random samples each from a fixed seed.</summary>
public sealed class InvarianceTests
{
    private static readonly Gen<(double[] X, double[] Y)> Samples = Gen.Select(Gen.Double[0.1, 9].Array[5, 20], Gen.Double[0.1, 9].Array[5, 20]);

    [Fact]
    public void Welch_ScaledAndShifted_HasTheSameStatistic() => Samples.Sample(
        samples =>
        {
            WelchT one = WelchT.Of(Summary(samples.X), Summary(samples.Y)), other = WelchT.Of(Summary(Scaled(samples.X, 1000, 7)), Summary(Scaled(samples.Y, 1000, 7)));
            return IsNear(one.T, other.T) && IsNear(one.DegreesOfFreedom, other.DegreesOfFreedom) && IsNear(1000 * one.StandardError, other.StandardError);
        },
        iter: 300,
        seed: "0000000000401");

    [Fact]
    public void Ranks_AnyRisingTransformation_GiveTheSameAnswers() => Samples.Sample(
        samples =>
        {
            double[] x = Array.ConvertAll(samples.X, Math.Exp), y = Array.ConvertAll(samples.Y, Math.Exp);
            return MannWhitney.Of(x, y) == MannWhitney.Of(samples.X, samples.Y)
                && KolmogorovSmirnov.Of(x, y).Distance == KolmogorovSmirnov.Of(samples.X, samples.Y).Distance
                && CramerVonMises.Of(x, y) == CramerVonMises.Of(samples.X, samples.Y)
                && AndersonDarling.Of([x, y]) == AndersonDarling.Of([samples.X, samples.Y])
                && BrunnerMunzel.Of(x, y).Equals(BrunnerMunzel.Of(samples.X, samples.Y));
        },
        iter: 300,
        seed: "0000000000402");

    [Fact]
    public void HodgesLehmann_ScaledAndShifted_FollowsTheUnits() => Samples.Sample(
        samples =>
        {
            double[] x = Scaled(samples.X, 3, 5), y = Scaled(samples.Y, 3, 1);
            return IsNear((3 * HodgesLehmann.Shift(samples.X, samples.Y)) + 4, HodgesLehmann.Shift(x, y))
                && IsNear((3 * HodgesLehmann.Interval(samples.X, samples.Y, 0.9).Upper) + 4, HodgesLehmann.Interval(x, y, 0.9).Upper);
        },
        iter: 300,
        seed: "0000000000403");

    [Fact]
    public void Distances_ScaledAndShifted_FollowTheUnits() => Samples.Sample(
        samples =>
        {
            (double[] x, double[] y) = samples;
            return IsNear(4 * SampleDistance.Wasserstein(x, y), SampleDistance.Wasserstein(Scaled(x, 4, 2), Scaled(y, 4, 2)))
                && IsNear(SampleDistance.Wasserstein(x, Scaled(x, 1, 3)), 3)
                && IsNear(SampleDistance.KernelDiscrepancy(x, y, 1.5), SampleDistance.KernelDiscrepancy(Scaled(x, 4, 2), Scaled(y, 4, 2), 6));
        },
        iter: 300,
        seed: "0000000000404");

    [Fact]
    public void KernelTest_ScaledByTwo_FindsTheScaledBandwidthAndTheSameP() => Samples.Sample(
        samples =>
        {
            KernelTest one = Run(samples.X, samples.Y, 1), other = Run(samples.X, samples.Y, 2);
            return other.Bandwidth == 2 * one.Bandwidth && other.P == one.P && IsNear(one.Discrepancy, other.Discrepancy)
                && IsNear(one.Discrepancy, SampleDistance.KernelDiscrepancy(samples.X, samples.Y, one.Bandwidth));
        },
        iter: 100,
        seed: "0000000000405");

    [Fact]
    public void CorrelatedWindows_ShocksCommonToBothArms_Cancel() => Gen.Double[0, 5].Array[10, 40].Sample(
        values =>
        {
            double[] baseline = Array.ConvertAll(values, value => Math.Sin(9 * value));
            double[] shocks = [.. Enumerable.Range(0, values.Length).Select(i => 50 * Math.Cos(i / 7.0))];
            CorrelatedWindows plain = CorrelatedWindows.Of(values, baseline);
            CorrelatedWindows shaken = CorrelatedWindows.Of([.. values.Zip(shocks, (a, b) => a + b)], [.. baseline.Zip(shocks, (a, b) => a + b)]);
            return Math.Abs(plain.Difference - shaken.Difference) < 1e-9 && Math.Abs(plain.StandardError - shaken.StandardError) < 1e-9;
        },
        iter: 300,
        seed: "0000000000406");

    private static KernelTest Run(double[] x, double[] y, double scale)
    {
        Xoshiro256 stream = StreamKey.Root(8).Open();
        return KernelTest.Of(Array.ConvertAll(x, value => new[] { scale * value }), Array.ConvertAll(y, value => new[] { scale * value }), 50, ref stream);
    }

    private static SampleSummary Summary(double[] values)
    {
        var moments = Moments.Of(values);
        return new SampleSummary(moments.Mean, Math.Sqrt(moments.Variance), moments.Count);
    }

    private static double[] Scaled(double[] values, double scale, double shift) => Array.ConvertAll(values, value => (scale * value) + shift);

    private static bool IsNear(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));
}
