using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Functions;
using CsCheck;
using Xunit;

namespace Coalmine.Statistics.Tests.Comparisons;

public sealed class FisherExactTests
{
    private static readonly Gen<(long X1, long N1, long X2, long N2)> Arms = Gen.Select(
        Gen.Long[0, 400],
        Gen.Long[0, 400],
        Gen.Double[0, 1],
        Gen.Double[0, 1],
        (n1, n2, s1, s2) => ((long)(s1 * n1), n1, (long)(s2 * n2), n2));

    [Fact]
    public void Test_AnyTable_AgreesWithTheSumOverAllTables() => Arms.Sample(
        arms =>
        {
            var (x1, n1, x2, n2) = arms;
            var test = FisherExact.Test(x1, n1, x2, n2);
            var tables = new HypergeometricDistribution(n1, n2, x1 + x2);
            double observed = tables.Probability(x1);
            double twoSided = 0, greater = 0, less = 0, all = 0;
            for (long k = tables.Smallest; k <= tables.Largest; k++)
            {
                double p = tables.Probability(k);
                all += p;
                twoSided += p <= observed * (1 + 1e-7) ? p : 0;
                greater += k >= x1 ? p : 0;
                less += k <= x1 ? p : 0;
            }

            return Math.Abs(all - 1) < 1e-11 && Near(test.TwoSided, twoSided) && Near(test.Greater, greater) && Near(test.Less, less)
                && Near(test.Greater + test.Less, 1 + observed);
        },
        iter: 2000,
        seed: "0000000000021");

    [Fact]
    public void Test_ExchangedArms_ExchangesTheSides() => Arms.Sample(
        arms =>
        {
            var (x1, n1, x2, n2) = arms;
            var test = FisherExact.Test(x1, n1, x2, n2);
            var exchanged = FisherExact.Test(x2, n2, x1, n1);
            return Near(test.Greater, exchanged.Less) && Near(test.TwoSided, exchanged.TwoSided);
        },
        iter: 2000,
        seed: "0000000000022");

    [Fact]
    public void Test_TenMillionRequestsAnArm_Answers()
    {
        // mpmath 1.3.0, 50 digits, exact hypergeometric: see the reference's note on MathNet, which gives NaN here.
        Assert.Equal(4.113647e-3, new HypergeometricDistribution(1_000_000, 19_000_000, 200_000).Probability(10_000), 5e-10);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(Math.Abs(a), Math.Abs(b)) + 1e-300;
}
