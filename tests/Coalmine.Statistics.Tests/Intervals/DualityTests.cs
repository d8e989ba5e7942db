using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using CsCheck;
using Xunit;

namespace Coalmine.Statistics.Tests.Intervals;

/// <summary>An interval is what its test does not reject; and the arms can be exchanged.</summary>
public sealed class DualityTests
{
    private static readonly double Z = NormalDistribution.UpperQuantile(0.025);

    private static readonly Gen<(double X1, double N1, double X2, double N2)> Arms =
        Gen.Select(Gen.Long[1, 5000], Gen.Long[1, 5000], Gen.Double[0, 1], Gen.Double[0, 1], (n1, n2, share1, share2) =>
            (Math.Round(share1 * share1 * n1), (double)n1, Math.Round(share2 * share2 * n2), (double)n2));

    [Fact]
    public void MeeUpperEnd_InnerEnd_IsWhereFarringtonManningStopsRejecting() => Arms.Sample(
        arms =>
        {
            var (x1, n1, x2, n2) = arms;
            double end = Mee.Difference(x1, n1, x2, n2, Z).Upper;
            return end > 1 - 1e-9 || Math.Abs(NonInferiority.FarringtonManning(x1, n1, x2, n2, end).Z + Z) < 1e-6;
        },
        iter: 3000,
        seed: "0000000000011");

    [Fact]
    public void Difference_ExchangedArms_ChangesSign() => Arms.Sample(
        arms =>
        {
            var (x1, n1, x2, n2) = arms;
            return IsMirror(Newcombe.Difference(x1, n1, x2, n2, Z), Newcombe.Difference(x2, n2, x1, n1, Z))
                && IsMirror(MiettinenNurminen.Difference(x1, n1, x2, n2, Z), MiettinenNurminen.Difference(x2, n2, x1, n1, Z));
        },
        iter: 3000,
        seed: "0000000000012");

    [Fact]
    public void Ratio_ExchangedArms_IsInverted() => Arms.Where(arms => arms.X1 > 0 && arms.X2 > 0).Sample(
        arms =>
        {
            var (x1, n1, x2, n2) = arms;
            Interval interval = ScoreRatio.Interval(x1, n1, x2, n2, Z);
            Interval inverse = ScoreRatio.Interval(x2, n2, x1, n1, Z);
            return Math.Abs((interval.Lower * inverse.Upper) - 1) < 1e-9 && Math.Abs((interval.Upper * inverse.Lower) - 1) < 1e-9;
        },
        iter: 3000,
        seed: "0000000000013");

    [Fact]
    public void EveryInterval_AnyCounts_HoldsTheEstimate() => Arms.Sample(
        arms =>
        {
            var (x1, n1, x2, n2) = arms;
            double difference = (x1 / n1) - (x2 / n2);
            return Newcombe.Difference(x1, n1, x2, n2, Z).Contains(difference)
                && MiettinenNurminen.Difference(x1, n1, x2, n2, Z).Contains(difference)
                && Wilson.Interval(x1, n1, Z).Contains(x1 / n1)
                && (x2 == 0 || ScoreRatio.Interval(x1, n1, x2, n2, Z).Contains(x1 / n1 / (x2 / n2)));
        },
        iter: 3000,
        seed: "0000000000014");

    [Fact]
    public void ClopperPearson_InnerEnds_LeaveHalfTheErrorInEachTail() => Arms.Where(arms => arms.X1 > 0 && arms.X1 < arms.N1).Sample(
        arms =>
        {
            (long x, long n) = ((long)arms.X1, (long)arms.N1);
            Interval interval = ClopperPearson.Interval(x, n, 0.95);
            return Math.Abs((BinomialDistribution.AtLeast(x, n, interval.Lower) / 0.025) - 1) < 1e-9
                && Math.Abs((BinomialDistribution.AtMost(x, n, interval.Upper) / 0.025) - 1) < 1e-9;
        },
        iter: 1000,
        seed: "0000000000015");

    [Fact]
    public void Tango_InnerEnds_LieOnTheScore() => Gen.Select(Gen.Int[0, 200], Gen.Int[0, 200], Gen.Int[1, 2000]).Sample(
        (b, c, rest) =>
        {
            var pairs = new PairedCounts(rest / 3, b, c, rest - (rest / 3));
            Interval interval = TangoPaired.Difference(pairs, Z);
            return interval.Contains(pairs.Difference)
                && (interval.Lower < -1 + 1e-9 || Math.Abs(TangoPaired.Score(b, c, pairs.All, interval.Lower) - Z) < 1e-6)
                && (interval.Upper > 1 - 1e-9 || Math.Abs(TangoPaired.Score(b, c, pairs.All, interval.Upper) + Z) < 1e-6);
        },
        iter: 2000,
        seed: "0000000000016");

    [Fact]
    public void Wilson_AtTheEdges_IsForcedToZeroAndOne()
    {
        Assert.Equal(0, Wilson.Interval(0, 50, Z).Lower);
        Assert.Equal(1, Wilson.Interval(50, 50, Z).Upper);
        Assert.Equal(new Interval(0, 1), Wilson.Interval(0, 0, Z));
        Assert.Equal(new Interval(-1, 1), MiettinenNurminen.Difference(0, 0, 3, 5, Z));
        Assert.Equal(new Interval(0, double.PositiveInfinity), ScoreRatio.Interval(0, 10, 0, 10, Z));
    }

    private static bool IsMirror(Interval one, Interval other) => Math.Abs(one.Lower + other.Upper) < 1e-9 && Math.Abs(one.Upper + other.Lower) < 1e-9;
}
