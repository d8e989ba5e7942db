using Coalmine.Statistics.Functions;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Tails of counts, gamma and chi-square at extreme arguments, relative to 1e-10 or better.</summary>
[Trait("Category", "Independent")]
public sealed class DiscreteTailTests
{
    [Theory]
    // Terms of the tail summed in mpmath 1.2.1 at 50 digits; the sixth row agrees with R 4.2.2: pbinom(899, 1000, 0.5, lower.tail = FALSE).
    [InlineData(12000, 10000000, 0.001, 4.626752556119026e-84)]
    [InlineData(150000, 10000000, 0.01, 0)]
    [InlineData(20, 10000000, 1e-08, 3.7368900763262433e-39)]
    [InlineData(3, 10000000, 1e-12, 1.6666536667241998e-16)]
    [InlineData(5001000, 10000000, 0.5, 0.2636479281033219)]
    [InlineData(900, 1000, 0.5, 6.701717790006296e-162)]
    [InlineData(60, 100, 0.05, 1.5869346786393775e-51)]
    [InlineData(1, 10000000, 1e-15, 9.999999950000006e-09)]
    [InlineData(100, 100, 0.001, 1.000000000000002e-300)]
    [InlineData(13660, 10000000, 0.001, 1.1877721279444065e-263)]
    public void BinomialAtLeast_DeepTails_KeepTheirDigits(long k, long n, double p, double expected) =>
        Digits.Agree(expected, BinomialDistribution.AtLeast(k, n, p), 1e-10);

    [Theory]
    // The same towards 0.
    [InlineData(9000, 10000000, 0.001, 1.3212142519246921e-24)]
    [InlineData(85000, 10000000, 0.01, 0)]
    [InlineData(0, 10000000, 5e-05, 7.036070565413368e-218)]
    [InlineData(4990000, 10000000, 0.5, 1.2724002455775866e-10)]
    [InlineData(100, 1000, 0.5, 6.701717790006296e-162)]
    [InlineData(2, 500, 0.9, 0)]
    [InlineData(0, 700, 0.65, 7.041e-320)]
    [InlineData(6500, 10000000, 0.001, 8.246381377063583e-307)]
    public void BinomialAtMost_DeepTails_KeepTheirDigits(long k, long n, double p, double expected) =>
        Digits.Agree(expected, BinomialDistribution.AtMost(k, n, p), 1e-10);

    [Theory]
    // Log-gammas in mpmath 1.2.1 at 50 digits.
    [InlineData(0, 10000000, 1e-07, -1.0000000500000032)]
    [InlineData(10000, 10000000, 0.001, -5.523616802367645)]
    [InlineData(0, 1000, 0.9, -2302.5850929940457)]
    [InlineData(10000000, 10000000, 0.25, -13862943.611198906)]
    [InlineData(5, 10, 0.5, -1.4020427180880297)]
    public void BinomialLogProbability_ManyTrials_KeepsItsDigits(long k, long n, double p, double expected) =>
        Digits.Agree(expected, BinomialDistribution.LogProbability(k, n, p), 1e-11);

    [Theory]
    // Terms of the tail summed in mpmath 1.2.1 at 50 digits, and its logarithm.
    [InlineData(60, 1000, 9000, 300, 9.88058924665854e-08, -16.13010859362095)]
    [InlineData(700, 500000, 9500000, 10000, 2.1929581550553567e-18, -40.661280285781224)]
    [InlineData(12, 100000, 9900000, 100, 4.651457775225715e-10, -21.48867025942352)]
    [InlineData(5000, 5000000, 5000000, 9700, 0.001192458930351812, -6.731737775751398)]
    [InlineData(40, 50, 60, 45, 3.562056229277475e-15, -33.26843842429542)]
    [InlineData(3, 3, 10000000, 3, 5.9999964000015e-21, -46.56252808364683)]
    [InlineData(25, 1000000, 9000000, 30, 8.59541709753885e-21, -46.20305778728986)]
    [InlineData(600, 1000000, 9000000, 4000, 2.5737523812108925e-23, -52.0140922343124)]
    public void HypergeometricAtLeast_DeepTails_KeepTheirDigits(long k, long first, long second, long marked, double expected, double logarithm)
    {
        var law = new HypergeometricDistribution(first, second, marked);
        Digits.Agree(expected, law.AtLeast(k), 1e-10);
        Digits.Agree(logarithm, law.LogProbabilityAtLeast(k), 1e-11);
    }

    [Theory]
    // The same from the other group.
    [InlineData(5, 1000, 9000, 300, 5.102269096104961e-09)]
    [InlineData(350, 500000, 9500000, 10000, 2.439250392359387e-13)]
    [InlineData(0, 1000000, 9000000, 200, 7.053519302828216e-10)]
    [InlineData(4700, 5000000, 5000000, 9700, 0.001192458930351812)]
    public void HypergeometricAtMost_DeepTails_KeepTheirDigits(long k, long first, long second, long marked, double expected) =>
        Digits.Agree(expected, new HypergeometricDistribution(first, second, marked).AtMost(k), 1e-10);

    [Theory]
    // Power series in mpmath 1.2.1 at 50 digits: P(N >= a) of a Poisson count with mean x at integer a.
    [InlineData(0.5, 1e-12, 1.1283791670951364e-06)]
    [InlineData(3, 0.001, 1.6654171665278076e-10)]
    [InlineData(100, 20, 3.488878669689653e-37)]
    [InlineData(1000000, 985000, 1.1766957382274073e-51)]
    [InlineData(10000, 9500, 1.862454651795155e-07)]
    [InlineData(12.5, 3.25, 7.426867493141265e-05)]
    [InlineData(1000000, 999000, 0.15865521357430365)]
    public void IncompleteGammaLower_DeepTails_KeepTheirDigits(double a, double x, double expected) =>
        Digits.Agree(expected, IncompleteGamma.Lower(a, x), 1e-10);

    [Theory]
    // Continued fraction in mpmath 1.2.1 at 50 digits.
    [InlineData(0.5, 40, 3.744097384202899e-19)]
    [InlineData(0.5, 650, 1.1303728441492743e-284)]
    [InlineData(3, 100, 1.8976107553682285e-40)]
    [InlineData(100, 300, 1.4110215102111522e-41)]
    [InlineData(1000000, 1005000, 2.987490140114635e-07)]
    [InlineData(10000, 10900, 1.0988648788660544e-18)]
    [InlineData(12.5, 60, 2.214306062966714e-14)]
    [InlineData(1, 690, 2.171738281389827e-300)]
    public void IncompleteGammaUpper_DeepTails_KeepTheirDigits(double a, double x, double expected) =>
        Digits.Agree(expected, IncompleteGamma.Upper(a, x), 1e-10);

    [Theory]
    // The same with x/2 and half of the degrees of freedom.
    [InlineData(3.841458820694124, 1, 0.05000000000000006)]
    [InlineData(1000, 1, 1.7958327848007262e-219)]
    [InlineData(1380, 3, 6.441714254784624e-299)]
    [InlineData(40.5, 10, 1.3831518863558103e-05)]
    [InlineData(1500, 1000, 1.0454640385979658e-22)]
    [InlineData(500, 499, 0.4789716044812014)]
    [InlineData(1e-09, 1, 0.999974768674784)]
    [InlineData(25, 2.5, 7.877232500367155e-06)]
    public void ChiSquareUpper_DeepTails_KeepTheirDigits(double x, double degrees, double expected) =>
        Digits.Agree(expected, ChiSquareDistribution.Upper(x, degrees), 1e-10);
}
