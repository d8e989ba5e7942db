using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Ranks;
using Coalmine.Statistics.Sequential;
using CsCheck;
using Xunit;

namespace Coalmine.Statistics.Tests.Properties;

/// <summary>Exchanging the arms, or events with their complements, mirrors every answer. 500 random inputs each from a fixed seed.</summary>
public sealed class SymmetryTests
{
    private const double Near = 1e-9;
    private static readonly double Z = NormalDistribution.UpperQuantile(0.025);

    private static readonly Gen<(long X1, long N1, long X2, long N2)> Arms =
        Gen.Select(Gen.Long[1, 3000], Gen.Long[1, 3000], Gen.Double[0, 1], Gen.Double[0, 1], (n1, n2, share1, share2) =>
            ((long)Math.Round(share1 * share1 * n1), n1, (long)Math.Round(share2 * share2 * n2), n2));

    private static readonly Gen<(double[] X, double[] Y)> Samples =
        Gen.Select(Gen.Int[0, 40].Select(i => i / 4.0).Array[4, 12], Gen.Int[0, 40].Select(i => i / 4.0).Array[4, 12]);

    [Fact]
    public void OneProportion_ComplementaryEvents_MirrorsTheInterval() => Arms.Sample(
        arms =>
        {
            (long x, long n) = (arms.X1, arms.N1);
            return IsComplement(Wilson.Interval(x, n, Z), Wilson.Interval(n - x, n, Z))
                && IsComplement(ClopperPearson.Interval(x, n, 0.95), ClopperPearson.Interval(n - x, n, 0.95))
                && IsComplement(Jeffreys.Interval(x, n, 0.95), Jeffreys.Interval(n - x, n, 0.95))
                && IsComplement(BernoulliConfidenceSequence.Interval(x, n, 0.05, 100), BernoulliConfidenceSequence.Interval(n - x, n, 0.05, 100))
                && IsComplement(FixedMixtureSequence.Interval(x, n, 0.05, 2, 3), FixedMixtureSequence.Interval(n - x, n, 0.05, 3, 2));
        },
        iter: 500,
        seed: "0000000000101");

    [Fact]
    public void Difference_ComplementaryEvents_ChangesSign() => Arms.Sample(
        arms =>
        {
            (long x1, long n1, long x2, long n2) = arms;
            return IsNegative(Newcombe.Difference(x1, n1, x2, n2, Z), Newcombe.Difference(n1 - x1, n1, n2 - x2, n2, Z))
                && IsNegative(Mee.Difference(x1, n1, x2, n2, Z), Mee.Difference(n1 - x1, n1, n2 - x2, n2, Z))
                && IsNegative(Mee.Difference(x1, n1, x2, n2, Z), Mee.Difference(x2, n2, x1, n1, Z));
        },
        iter: 500,
        seed: "0000000000102");

    [Fact]
    public void Tests_ExchangedArms_ExchangeTheirSides() => Arms.Sample(
        arms =>
        {
            (long x1, long n1, long x2, long n2) = arms;
            FisherExact one = FisherExact.Test(x1, n1, x2, n2), other = FisherExact.Test(x2, n2, x1, n1);
            return IsRelative(one.Greater, other.Less) && IsRelative(one.TwoSided, other.TwoSided) && IsRelative(one.MidGreater, other.MidLess)
                && Math.Abs(TwoProportions.Pooled(x1, n1, x2, n2).Z + TwoProportions.Pooled(x2, n2, x1, n1).Z) < Near
                && IsRelative(TwoProportions.YatesChiSquare(x1, n1, x2, n2), TwoProportions.YatesChiSquare(x2, n2, x1, n1));
        },
        iter: 500,
        seed: "0000000000103");

    [Fact]
    public void Paired_ExchangedModels_ChangesSign() => Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[1, 300]).Sample(
        (b, c, rest) =>
        {
            var pairs = new PairedCounts(rest / 4, b, c, rest - (rest / 4));
            var mirror = new PairedCounts(rest / 4, c, b, rest - (rest / 4));
            return IsNegative(TangoPaired.Difference(pairs, Z), TangoPaired.Difference(mirror, Z))
                && IsNegative(NewcombePaired.Difference(pairs, Z), NewcombePaired.Difference(mirror, Z))
                && IsRelative(McNemar.Test(b, c).Mid, McNemar.Test(c, b).Mid);
        },
        iter: 500,
        seed: "0000000000104");

    [Fact]
    public void Ranks_ExchangedSamples_MirrorTheStatistic() => Samples.Sample(
        samples =>
        {
            (double[] x, double[] y) = samples;
            MannWhitney one = MannWhitney.Of(x, y), other = MannWhitney.Of(y, x);
            Interval shift = HodgesLehmann.Interval(x, y, 0.9), back = HodgesLehmann.Interval(y, x, 0.9);
            return Math.Abs(one.U + other.U - one.Pairs) < Near && IsRelative(one.CorrectedTwoSided, other.CorrectedTwoSided)
                && IsRelative(MannWhitney.ExactTwoSided(x, y), MannWhitney.ExactTwoSided(y, x))
                && IsNegative(shift, back) && Math.Abs(HodgesLehmann.Shift(x, y) + HodgesLehmann.Shift(y, x)) < Near
                && KolmogorovSmirnov.Of(x, y).Distance == KolmogorovSmirnov.Of(y, x).Distance
                && IsRelative(KolmogorovSmirnov.Of(x, y).ExactP(), KolmogorovSmirnov.Of(y, x).ExactP());
        },
        iter: 300,
        seed: "0000000000105");

    [Fact]
    public void Multinomial_PermutedCategories_IsTheSameEvidence() => Gen.Select(Gen.Int[0, 200], Gen.Int[0, 200], Gen.Int[0, 200]).Sample(
        (a, b, c) => IsRelative(
            MultinomialMixture.LogE([a, b, c], [0.2, 0.5, 0.3], 100),
            MultinomialMixture.LogE([c, a, b], [0.3, 0.2, 0.5], 100)),
        iter: 300,
        seed: "0000000000106");

    private static bool IsComplement(Interval one, Interval other) => Math.Abs(one.Lower + other.Upper - 1) < Near && Math.Abs(one.Upper + other.Lower - 1) < Near;

    private static bool IsNegative(Interval one, Interval other) => Math.Abs(one.Lower + other.Upper) < Near && Math.Abs(one.Upper + other.Lower) < Near;

    private static bool IsRelative(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(Math.Abs(a), Math.Abs(b)) + 1e-12;
}
