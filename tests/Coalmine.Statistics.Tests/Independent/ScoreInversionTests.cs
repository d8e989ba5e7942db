using Coalmine.Statistics.Intervals;
using CsCheck;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>
/// Random tables with fixed seeds: at an end of a score interval inside the range the score, from rates that a bisection of the likelihood's derivative
/// finds, is the quantile. The bisection knows no cubic and no quadratic.
/// </summary>
[Trait("Category", "Independent")]
public sealed class ScoreInversionTests
{
    private static readonly Gen<(int X1, int N1, int X2, int N2, double Z)> Tables =
        from n1 in Gen.Int[1, 400]
        from n2 in Gen.Int[1, 4000]
        from x1 in Gen.Int[0, n1]
        from x2 in Gen.Int[0, n2]
        from z in Gen.Double[0.3, 5]
        select (x1, n1, x2, n2, z);

    private static readonly Gen<(int X1, int N1, int X2, int N2, double Z)> RareTables =
        from n1 in Gen.Int[50, 1_000_000]
        from n2 in Gen.Int[50, 10_000_000]
        from x1 in Gen.Int[0, 12]
        from x2 in Gen.Int[0, 40]
        from z in Gen.Double[0.3, 5]
        select (x1, n1, x2, n2, z);

    [Fact]
    public void DifferenceEnds_AnyTable_HaveTheQuantileAsScore() => Tables.Sample(t => AssertDifference(t), iter: 1500, seed: "0000000000071");

    [Fact]
    public void DifferenceEnds_RareEvents_HaveTheQuantileAsScore() => RareTables.Sample(t => AssertDifference(t), iter: 1500, seed: "0000000000072");

    [Fact]
    public void RatioEnds_AnyTable_HaveTheQuantileAsScore() => Tables.Sample(t => AssertRatio(t), iter: 1500, seed: "0000000000073");

    [Fact]
    public void RatioEnds_RareEvents_HaveTheQuantileAsScore() => RareTables.Sample(t => AssertRatio(t), iter: 1500, seed: "0000000000074");

    [Fact]
    public void DifferenceAndRatio_ArmsSwapped_AreMirrored() => Tables.Sample(
        t =>
        {
            Interval plain = MiettinenNurminen.Difference(t.X1, t.N1, t.X2, t.N2, t.Z), swapped = MiettinenNurminen.Difference(t.X2, t.N2, t.X1, t.N1, t.Z);
            Assert.Equal(plain.Lower, -swapped.Upper, 1e-9);
            Assert.Equal(plain.Upper, -swapped.Lower, 1e-9);
            Interval ratio = ScoreRatio.Interval(t.X1, t.N1, t.X2, t.N2, t.Z), inverse = ScoreRatio.Interval(t.X2, t.N2, t.X1, t.N1, t.Z);
            if (ratio.Lower > 0)
                Digits.Agree(1, ratio.Lower * inverse.Upper, 1e-8);
            if (inverse.Lower > 0)
                Digits.Agree(1, ratio.Upper * inverse.Lower, 1e-8);
        },
        iter: 1500,
        seed: "0000000000075");

    [Fact]
    public void TangoEnds_AnyPairs_HaveTheQuantileAsScore()
    {
        Gen<(int N, int B, int C, double Z)> pairs =
            from n in Gen.Int[1, 5000]
            from b in Gen.Int[0, Math.Min(n, 60)]
            from c in Gen.Int[0, Math.Min(n - b, 60)]
            from z in Gen.Double[0.3, 5]
            select (n, b, c, z);
        pairs.Sample(
            t =>
            {
                Interval got = TangoPaired.Difference(new PairedCounts(0, t.B, t.C, t.N - t.B - t.C), t.Z);
                AssertEnd(got.Lower, -1, t.Z, d => TangoScore(t.B, t.C, t.N, d));
                AssertEnd(got.Upper, 1, -t.Z, d => TangoScore(t.B, t.C, t.N, d));
            },
            iter: 1500,
            seed: "0000000000076");
    }

    private static void AssertDifference((int X1, int N1, int X2, int N2, double Z) t)
    {
        foreach (bool isFactored in (bool[])[false, true])
        {
            Interval got = isFactored ? MiettinenNurminen.Difference(t.X1, t.N1, t.X2, t.N2, t.Z) : Mee.Difference(t.X1, t.N1, t.X2, t.N2, t.Z);
            double factor = isFactored ? (t.N1 + t.N2) / (t.N1 + t.N2 - 1.0) : 1;
            Assert.True(got.Contains(((double)t.X1 / t.N1) - ((double)t.X2 / t.N2)));
            AssertEnd(got.Lower, -1, t.Z, d => DifferenceScore(t, d, factor));
            AssertEnd(got.Upper, 1, -t.Z, d => DifferenceScore(t, d, factor));
        }
    }

    private static void AssertEnd(double end, double limit, double target, Func<double, double> score)
    {
        if (end.Equals(limit))
            Assert.True(Math.Abs(score(limit * (1 - 1e-12))) <= Math.Abs(target) + 1e-6, "the limit is excluded by the score");
        else
            Assert.Equal(target, score(end), 1e-5);
    }

    private static double DifferenceScore((int X1, int N1, int X2, int N2, double Z) t, double d, double factor)
    {
        // The unknown is the smaller of the rates; both are kept as sums of positive parts.
        double offset1 = Math.Max(d, 0), offset2 = Math.Max(-d, 0);
        double low = Maximise(1 - Math.Abs(d), r => Slope(t.X1, r + offset1, t.N1) + Slope(t.X2, r + offset2, t.N2));
        double p1 = low + offset1, p2 = low + offset2;
        double variance = ((p1 * (1 - p1) / t.N1) + (p2 * (1 - p2) / t.N2)) * factor;
        return (((double)t.X1 / t.N1) - ((double)t.X2 / t.N2) - d) / Math.Sqrt(variance);
    }

    private static void AssertRatio((int X1, int N1, int X2, int N2, double Z) t)
    {
        if (t.X1 + t.X2 == 0)
            return;
        Interval got = ScoreRatio.Interval(t.X1, t.N1, t.X2, t.N2, t.Z);
        Assert.Equal(t.X1 == 0, got.Lower == 0);
        Assert.Equal(t.X2 == 0, double.IsPositiveInfinity(got.Upper));
        if (got.Lower > 0)
            Assert.Equal(t.Z, RatioScore(t, got.Lower), 1e-5);
        if (double.IsFinite(got.Upper))
            Assert.Equal(-t.Z, RatioScore(t, got.Upper), 1e-5);
    }

    private static double RatioScore((int X1, int N1, int X2, int N2, double Z) t, double ratio)
    {
        double scale1 = Math.Min(1, ratio), scale2 = Math.Min(1, 1 / ratio);
        double large = Maximise(1, r => (scale1 * Slope(t.X1, scale1 * r, t.N1)) + (scale2 * Slope(t.X2, scale2 * r, t.N2)));
        double p1 = scale1 * large, p2 = scale2 * large;
        double variance = ((p1 * (1 - p1) / t.N1) + (ratio * ratio * p2 * (1 - p2) / t.N2)) * ((t.N1 + t.N2) / (t.N1 + t.N2 - 1.0));
        return (((double)t.X1 / t.N1) - (ratio * t.X2 / t.N2)) / Math.Sqrt(variance);
    }

    private static double TangoScore(int b, int c, int n, double d)
    {
        double offsetB = Math.Max(d, 0), offsetC = Math.Max(-d, 0);
        double low = Maximise(
            (1 - Math.Abs(d)) / 2,
            r => (b == 0 ? 0 : b / (r + offsetB)) + (c == 0 ? 0 : c / (r + offsetC)) - (n - b - c == 0 ? 0 : 2 * (n - b - c) / (1 - (2 * r) - Math.Abs(d))));
        return (b - c - (n * d)) / Math.Sqrt(n * ((2 * low) + Math.Abs(d) - (d * d)));
    }

    /// <summary>Derivative of the binomial log-likelihood.</summary>
    private static double Slope(int x, double p, int n) => (x == 0 ? 0 : x / p) - (n - x == 0 ? 0 : (n - x) / (1 - p));

    /// <summary>Where a decreasing derivative changes its sign in (0, upper), by bisection: geometric below, to reach rates of rare events.</summary>
    private static double Maximise(double upper, Func<double, double> derivative)
    {
        double from = 0, to = upper;
        for (int i = 0; i < 200; i++)
        {
            double middle = from == 0 ? to / 2 : to / from > 4 ? Math.Sqrt(from * to) : (from + to) / 2;
            if (derivative(middle) > 0)
                from = middle;
            else
                to = middle;
        }

        return (from + to) / 2;
    }
}
