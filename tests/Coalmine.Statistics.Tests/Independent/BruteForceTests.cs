using System.Numerics;
using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Multiplicity;
using Coalmine.Statistics.Quantiles;
using Coalmine.Statistics.Selection;
using Coalmine.Statistics.Sequential;
using CsCheck;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Random inputs with fixed seeds against definitions that enumerate: all tables over big integers, all intersections of hypotheses, all points.</summary>
[Trait("Category", "Independent")]
public sealed class BruteForceTests
{
    [Fact]
    public void FisherExact_AnyTable_IsTheSumOverBigIntegers()
    {
        Gen<(int X1, int N1, int X2, int N2)> tables =
            from n1 in Gen.Int[1, 60]
            from n2 in Gen.Int[1, 120]
            from x1 in Gen.Int[0, n1]
            from x2 in Gen.Int[0, n2]
            select (x1, n1, x2, n2);
        tables.Sample(
            t =>
            {
                int marked = t.X1 + t.X2;
                BigInteger Ways(int k) => Choose(t.N1, k) * Choose(t.N2, marked - k);
                BigInteger observed = Ways(t.X1), all = Choose(t.N1 + t.N2, marked), two = 0, greater = 0, less = 0;
                for (int k = Math.Max(0, marked - t.N2); k <= Math.Min(t.N1, marked); k++)
                {
                    BigInteger ways = Ways(k);
                    two += ways <= observed ? ways : 0;
                    greater += k >= t.X1 ? ways : 0;
                    less += k <= t.X1 ? ways : 0;
                }

                FisherExact got = FisherExact.Test(t.X1, t.N1, t.X2, t.N2);
                Digits.Agree(Quotient(two, all), got.TwoSided, 1e-11);
                Digits.Agree(Quotient(greater, all), got.Greater, 1e-11);
                Digits.Agree(Quotient(less, all), got.Less, 1e-11);
                Digits.Agree(Quotient((2 * greater) - observed, 2 * all), got.MidGreater, 1e-11);
            },
            iter: 800,
            seed: "0000000000081");
    }

    [Fact]
    public void OrderStatistics_AnySize_AreTheBinomialRanks()
    {
        // Quantile i/8 is exact in doubles, and so are the comparisons: counts of 8^n equally likely outcomes. The confidence is 7/8 or 31/32.
        Gen<(int N, int Eighths, int Denominator)> cases =
            from n in Gen.Int[1, 80]
            from eighths in Gen.Int[1, 7]
            from isWide in Gen.Bool
            select (n, eighths, isWide ? 32 : 8);
        cases.Sample(
            t =>
            {
                BigInteger all = BigInteger.Pow(8, t.N), below = 0, covered = 0;
                long lower = 0, upper = -1;
                for (int k = 0; k <= t.N + 1; k++)
                {
                    // below = outcomes with B <= k - 1; the tail left out on each side is at most half of 1/denominator.
                    if (2 * t.Denominator * below <= all && k <= t.N)
                        lower = k;
                    if (upper < 0 && 2 * t.Denominator * (all - below) <= all)
                        upper = k;
                    below += k <= t.N ? Outcomes(t.N, k, t.Eighths) : 0;
                }

                for (long k = lower; k < upper; k++)
                    covered += Outcomes(t.N, (int)k, t.Eighths);
                var got = OrderStatisticInterval.Of(t.N, t.Eighths / 8.0, 1 - (1.0 / t.Denominator));
                Assert.Equal((lower, upper), (got.Lower, got.Upper));
                Digits.Agree(Quotient(covered, all), got.Coverage, 1e-11);
            },
            iter: 400,
            seed: "0000000000082");
    }

    [Fact]
    public void HommelHolmBonferroni_AnyVector_AreClosedTests()
    {
        // Marcus, Peritz and Gabriel 1976: the adjusted p is the largest p of an intersection that holds the hypothesis. Hommel tests intersections with
        // Simes, Holm with Bonferroni.
        Gen.Int[0, 100].Select(v => v / 200.0).Array[1, 8].Sample(
            p =>
            {
                double[] hommel = AdjustedP.Of(p, Adjustment.Hommel), holm = AdjustedP.Of(p, Adjustment.Holm);
                for (int i = 0; i < p.Length; i++)
                {
                    Assert.Equal(Closed(p, i, Simes), hommel[i], 1e-12);
                    Assert.Equal(Closed(p, i, s => Math.Min(1, s.Length * s.Min())), holm[i], 1e-12);
                }
            },
            iter: 400,
            seed: "0000000000083");
    }

    [Fact]
    public void ParetoFront_AnyPoints_IsWhatNoOtherBeats()
    {
        // Coordinates are small integers, so the dominated area is a count of unit squares below the reference (8, 8).
        Gen.Select(Gen.Int[0, 8], Gen.Int[0, 8], (x, y) => ((double)x, (double)y)).Array[1, 12].Sample(
            points =>
            {
                int area = Enumerable.Range(0, 8).Sum(x => Enumerable.Range(0, 8).Count(y => points.Any(p => p.Item1 <= x && p.Item2 <= y)));
                Assert.Equal(area, ParetoFront.Hypervolume(points, (8, 8)), 1e-12);
                HashSet<(double, double)> front = [.. ParetoFront.Indices(points).Select(i => points[i])];
                HashSet<(double, double)> expected =
                    [.. points.Where(p => !points.Any(o => o != p && o.Item1 <= p.Item1 && o.Item2 <= p.Item2))];
                Assert.True(expected.SetEquals(front));
            },
            iter: 1000,
            seed: "0000000000084");
    }

    [Theory]
    [InlineData(0.5, 0.2, 3)]
    [InlineData(0.8, 0.1, 5)]
    public void QuantileRanks_EveryPathOfFourteen_MissesTheQuantileRarely(double quantile, double alpha, double k)
    {
        // Howard and Ramdas 2022: with B values at or below the quantile it is missed where B < lower or B > upper - 1. Over all paths, at any time.
        double Follow(int n, int below, double probability)
        {
            if (n > 0)
            {
                (long lower, long upper) = QuantileSequence.Ranks(n, quantile, alpha, k);
                if (below < lower || below > upper - 1)
                    return probability;
            }

            return n == 14 ? 0 : Follow(n + 1, below + 1, probability * quantile) + Follow(n + 1, below, probability * (1 - quantile));
        }

        Assert.InRange(Follow(0, 0, 1), double.Epsilon, alpha);
    }

    [Theory]
    [InlineData(0.3, 500, 700)]
    [InlineData(0.1, 20000, 3000)]
    public void EqualityP_SomeDistance_IsWhereTheBandsTouch(double distance, double n, double m)
    {
        // Lindon, Sanden and Shirikian 2022: the smallest alpha with distance >= r(n, alpha/2) + r(m, alpha/2), radii written out.
        double Radius(double t, double alpha) => 0.85 * Math.Sqrt((Math.Log(Math.Log(Math.E * t)) + (0.8 * Math.Log(1612 / alpha))) / t);
        double p = DistributionBand.EqualityP(distance, n, m);
        Assert.InRange(p, double.Epsilon, 0.9999);
        Digits.Agree(distance, Radius(n, p / 2) + Radius(m, p / 2), 1e-9);
    }

    [Theory]
    [InlineData(0.5, 0.05)]
    [InlineData(-0.3, 0.2)]
    public void BoundaryCrossing_TwoLooksWithDrift_IsTheDoubleIntegral(double drift, double step)
    {
        // At information 1 and 2 with bounds -2 and 2, then 2.5: P(first crossing above at the second look) is the density of the first score over the
        // inner range times the tail of its increment, by midpoints; their error is O(step^4) here after Richardson's extrapolation.
        var walk = new BoundaryCrossing(drift);
        (double above, double below) = walk.Crossing(1, -2, 2);
        Digits.Agree(Tail(2 - drift), above, 1e-10);
        Digits.Agree(Tail(2 + drift), below, 1e-10);
        walk.Continue(1, -2, 2);
        double coarse = Inner(drift, step), fine = Inner(drift, step / 2);
        Assert.Equal(((4 * fine) - coarse) / 3, walk.Crossing(2, -2.5, 2.5).Above, 1e-5 * step);
    }

    private static double Inner(double drift, double step)
    {
        double sum = 0;
        int count = (int)Math.Round(4 / step);
        for (int i = 0; i < count; i++)
        {
            double s = -2 + ((i + 0.5) * step);
            sum += step * Math.Exp(-(s - drift) * (s - drift) / 2) / Math.Sqrt(2 * Math.PI) * Tail(2.5 - s - drift);
        }

        return sum;
    }

    private static double Tail(double z) => MathNet.Numerics.SpecialFunctions.Erfc(z / Math.Sqrt(2)) / 2;

    private static double Closed(double[] p, int index, Func<double[], double> test)
    {
        double largest = 0;
        for (int set = 1; set < 1 << p.Length; set++)
        {
            if ((set >> index & 1) == 1)
                largest = Math.Max(largest, test([.. p.Where((_, i) => (set >> i & 1) == 1)]));
        }

        return largest;
    }

    private static double Simes(double[] p) => Math.Min(1, p.Order().Select((v, i) => p.Length * v / (i + 1)).Min());

    private static BigInteger Outcomes(int n, int k, int eighths) => Choose(n, k) * BigInteger.Pow(eighths, k) * BigInteger.Pow(8 - eighths, n - k);

    private static BigInteger Choose(int n, int k)
    {
        BigInteger ways = k < 0 || k > n ? 0 : 1;
        for (int i = 1; i <= k && !ways.IsZero; i++)
            ways = ways * (n - k + i) / i;
        return ways;
    }

    private static double Quotient(BigInteger numerator, BigInteger denominator) => Math.Exp(BigInteger.Log(numerator) - BigInteger.Log(denominator));
}
