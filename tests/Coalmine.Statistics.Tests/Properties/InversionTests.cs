using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Ranks;
using Coalmine.Statistics.Sequential;
using CsCheck;
using Xunit;

namespace Coalmine.Statistics.Tests.Properties;

/// <summary>
/// An interval holds what its test does not reject; the tests are written out here from their definitions. (Mee, Clopper-Pearson, Tango:
/// Intervals/DualityTests.)
/// </summary>
public sealed class InversionTests
{
    private const double Z = 1.96;

    private static readonly Gen<(double X, double N)> Arm =
        Gen.Select(Gen.Int[2, 20000], Gen.Double[0, 1], (n, share) => (Math.Clamp(Math.Round(share * share * n), 1, n - 1.0), (double)n));

    // Multiples of √2: no two values, nor a difference and a shift, are equal.
    private static readonly Gen<double[]> Untied =
        Gen.Int[1, 100_000].Array[4, 9].Where(values => values.Distinct().Count() == values.Length).Select(values => Array.ConvertAll(values, value => value * 1e-4 * Math.Sqrt(2)));

    [Fact]
    public void Wilson_BothEnds_LieOnTheScoreTest() => Arm.Sample(
        arm =>
        {
            (double x, double n) = arm;
            Interval interval = Wilson.Interval(x, n, Z);
            double Score(double p) => ((x / n) - p) / Math.Sqrt(p * (1 - p) / n);
            return Math.Abs(Score(interval.Lower) - Z) < 1e-7 && Math.Abs(Score(interval.Upper) + Z) < 1e-7;
        },
        iter: 500,
        seed: "0000000000301");

    [Fact]
    public void BernoulliSequence_InnerEnds_LieWhereTheMartingaleReachesTheThreshold() => Gen.Select(Arm, Gen.Double[0.001, 0.2], Gen.Double[1, 500]).Sample(
        (arm, alpha, k) =>
        {
            (double x, double n) = arm;
            Interval interval = BernoulliConfidenceSequence.Interval(x, n, alpha, k);
            double threshold = -Math.Log(alpha);
            bool Lies(double end) => Math.Abs(BetaBinomialMartingale.Log(x, n - x, end, 1 - end, k * end, k * (1 - end)) - threshold) < 1e-6;
            return (interval.Lower < 1e-12 || Lies(interval.Lower)) && (interval.Upper > 1 - 1e-12 || Lies(interval.Upper));
        },
        iter: 500,
        seed: "0000000000302");

    [Fact]
    public void FixedMixture_InnerEnds_LieWhereTheMartingaleReachesTheThreshold() => Arm.Sample(
        arm =>
        {
            (double x, double n) = arm;
            Interval interval = FixedMixtureSequence.Interval(x, n, 0.05, 1.5, 4);
            bool Lies(double end) => Math.Abs(BetaBinomialMartingale.Log(x, n - x, end, 1 - end, 1.5, 4) - Math.Log(20)) < 1e-6;

            // Closer to 1 than this the end itself has no digits left to test with.
            return Lies(interval.Lower) && (interval.Upper > 1 - 1e-9 || Lies(interval.Upper));
        },
        iter: 500,
        seed: "0000000000303");

    [Fact]
    public void ScoreRatio_BothEnds_LieOnTheScoreTest() => Gen.Select(Arm, Arm).Sample(
        (canary, baseline) =>
        {
            (double x1, double n1) = canary;
            (double x2, double n2) = baseline;
            Interval interval = ScoreRatio.Interval(x1, n1, x2, n2, Z);
            return Math.Abs(RatioScore(x1, n1, x2, n2, interval.Lower) - Z) < 1e-5 && Math.Abs(RatioScore(x1, n1, x2, n2, interval.Upper) + Z) < 1e-5;
        },
        iter: 500,
        seed: "0000000000304");

    [Fact]
    public void HodgesLehmann_EveryShift_IsInTheIntervalWhereTheExactTestDoesNotReject() => Gen.Select(Untied, Untied, Gen.Int[-300, 300].Select(i => i / 31.0)).Sample(
        (x, y, shift) =>
        {
            Interval interval = HodgesLehmann.Interval(x, y, 0.9);
            double p = MannWhitney.ExactTwoSided(Array.ConvertAll(x, value => value - shift), y);
            return interval.Contains(shift) ? p >= 0.1 - 1e-12 : p < 0.1;
        },
        iter: 800,
        seed: "0000000000305");

    [Fact]
    public void ErrorShareSequence_ARatioOutside_IsRejectedByTheMixture() => Gen.Select(Arm, Gen.Double[0.02, 0.9], Gen.Double[0.1, 8]).Sample(
        (errors, weight, ratio) =>
        {
            (double x, double n) = errors;
            double share = ErrorShareSequence.AsShare(ratio, weight);
            bool isKept = BetaBinomialMartingale.Log(x, n - x, share, 1 - share, 100 * share, 100 * (1 - share)) < Math.Log(20);
            return ErrorShareSequence.Of(x, n, weight, 0.05, 100).Ratio.Contains(ratio) == isKept;
        },
        iter: 500,
        seed: "0000000000306");

    // Koopman's restricted rates by the textbook root of the quadratic.
    private static double RatioScore(double x1, double n1, double x2, double n2, double ratio)
    {
        double a = (n1 + n2) * ratio, b = -((n1 * ratio) + x1 + n2 + (x2 * ratio)), c = x1 + x2;
        double p2 = (-b - Math.Sqrt((b * b) - (4 * a * c))) / (2 * a), p1 = ratio * p2;
        double variance = ((p1 * (1 - p1) / n1) + (ratio * ratio * p2 * (1 - p2) / n2)) * (n1 + n2) / (n1 + n2 - 1);
        return ((x1 / n1) - (ratio * x2 / n2)) / Math.Sqrt(variance);
    }
}
