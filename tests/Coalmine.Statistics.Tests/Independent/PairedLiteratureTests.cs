using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Intervals;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Paired proportions against Fagerland, Lydersen and Laake, Tango, R and restricted likelihoods maximised by bisection.</summary>
[Trait("Category", "Independent")]
public sealed class PairedLiteratureTests
{
    private const double Z95 = 1.959963984540054; // R 4.2.2: qnorm(0.975)

    [Fact]
    public void McNemar_AirwayHyperResponsiveness_IsAsPublished()
    {
        // Fagerland, Lydersen and Laake 2013, BMC Med. Res. Methodol. 13:91, data of Bentur et al. (1 against 7 discordant pairs): asymptotic 0.034, with
        // continuity correction 0.077, exact conditional 0.070, mid-p 0.039.
        McNemar got = McNemar.Test(1, 7);
        Assert.Equal(0.070, got.Exact, 5.1e-4);
        Assert.Equal(0.039, got.Mid, 5.1e-4);
        Assert.Equal(0.034, TwoProportions.ChiSquareTail(McNemar.ChiSquare(1, 7)), 5.1e-4);
        Assert.Equal(0.077, TwoProportions.ChiSquareTail(McNemar.CorrectedChiSquare(1, 7)), 5.1e-4);
    }

    [Theory]
    // p as exact rationals (Python 3.11 fractions; R 4.2.2 binom.test agrees); the statistic from mcnemar.test(correct = FALSE) of R 4.2.2; last the
    // corrected one as a rational (Edwards 1948; R subtracts 1 even where |b - c| = 0).
    [InlineData(1, 7, 0.0703125, 0.0390625, 0.99609375, 4.5, 3.125)]
    [InlineData(7, 1, 0.0703125, 0.0390625, 0.03515625, 4.5, 3.125)]
    [InlineData(0, 1, 1, 0.5, 1, 1, 0)]
    [InlineData(5, 5, 1, 1, 0.623046875, 0, 0)]
    [InlineData(12, 3, 0.03515625, 0.021270751953125, 0.017578125, 5.4, 4.266666666666667)]
    [InlineData(86, 150, 3.715936139571442e-05, 2.89338951761549e-05, 0.9999896457855217, 17.35593220338983, 16.81779661016949)]
    [InlineData(0, 20, 1.9073486328125e-06, 9.5367431640625e-07, 1, 20, 18.05)]
    [InlineData(25, 31, 0.5044037600228256, 0.42704285650325524, 0.8251590235081576, 0.6428571428571429, 0.44642857142857145)]
    public void McNemar_AnyDiscordantPairs_IsTheBinomialTest(long b, long c, double exact, double mid, double greater, double chiSquare, double corrected)
    {
        McNemar got = McNemar.Test(b, c);
        Digits.Agree(exact, got.Exact, 1e-12);
        Digits.Agree(mid, got.Mid, 1e-12);
        Digits.Agree(greater, got.GreaterExact, 1e-12);
        Digits.Agree(chiSquare, McNemar.ChiSquare(b, c), 1e-12);
        Digits.Agree(corrected, McNemar.CorrectedChiSquare(b, c), 1e-12);
    }

    [Fact]
    public void Tango_ContactLenses_IsAsPublished()
    {
        // Tango 1998, Stat. Med. 17, section 4: cells 43, 0, 1, 0 and margin 0.1 give Z = 1.709, p = 0.044, and the 90 % interval (-0.096, 0.037).
        Assert.Equal(1.709, -NonInferiority.Tango(1, 0, 44, 0.1).Z, 5.1e-4);
        Assert.Equal(0.044, NonInferiority.Tango(1, 0, 44, 0.1).Less, 5.1e-4);
        Interval got = TangoPaired.Difference(new PairedCounts(43, 0, 1, 0), 1.6448536269514722);
        Assert.Equal(-0.096, got.Lower, 5.1e-4);
        Assert.Equal(0.037, got.Upper, 5.1e-4);
    }

    [Fact]
    public void PairedDifference_AirwayHyperResponsiveness_IsAsPublished()
    {
        // Fagerland, Lydersen and Laake 2014, Stat. Med. 33: Newcombe (-0.507, -0.026), Tango (-0.517, -0.026).
        var pairs = new PairedCounts(1, 1, 7, 12);
        Interval hybrid = NewcombePaired.Difference(pairs, Z95), score = TangoPaired.Difference(pairs, Z95);
        Assert.Equal(-0.507, hybrid.Lower, 5.1e-4);
        Assert.Equal(-0.026, hybrid.Upper, 5.1e-4);
        Assert.Equal(-0.517, score.Lower, 5.1e-4);
        Assert.Equal(-0.026, score.Upper, 5.1e-4);
    }

    [Theory]
    // Restricted estimate by bisection of the likelihood's derivative, mpmath 1.2.1 at 40 digits.
    [InlineData(0, 1, 44, -0.1, 1.7085642859406607)]
    [InlineData(1, 0, 44, 0.1, -1.7085642859406607)]
    [InlineData(12, 3, 100, 0.05, 1.0899223475717197)]
    [InlineData(1, 7, 21, 0, -2.1213203435596424)]
    [InlineData(5, 9, 1000, 0.01, -3.0870793686362643)]
    [InlineData(0, 0, 50, 0.05, -1.6222142113076254)]
    [InlineData(30, 20, 60, -0.2, 3.1612061755554923)]
    [InlineData(3.5, 2.25, 400.5, 0.02, -2.0789099261870443)]
    public void TangoScore_AnyMargin_IsTheRestrictedScore(double b, double c, double n, double margin, double z)
    {
        Digits.Agree(z, NonInferiority.Tango(b, c, n, margin).Z, 1e-9);
        Digits.Agree(z, TangoPaired.Score(b, c, n, margin), 1e-9);
    }

    [Theory]
    // The same scores inverted by bisection.
    [InlineData(1, 1, 7, 12, 1.959963984540054, -0.5172322764213774, -0.026003032480868566)]
    [InlineData(43, 0, 1, 0, 1.959963984540054, -0.11807709698213287, 0.059393231116627955)]
    [InlineData(36, 12, 2, 0, 1.959963984540054, 0.06111240618634399, 0.3447087482821487)]
    [InlineData(20, 12, 2, 16, 1.959963984540054, 0.06111240618634399, 0.3447087482821487)]
    [InlineData(18, 0, 2, 30, 1.6448536269514722, -0.11390024826992941, 0.013386513217720926)]
    [InlineData(500, 60, 40, 9400, 1.959963984540054, 4.081270915049231e-05, 0.004030997542247395)]
    [InlineData(2, 0, 0, 98, 1.959963984540054, -0.03699349820698568, 0.03699349820698568)]
    [InlineData(0, 5, 7, 88, 1.959963984540054, -0.09626962230391518, 0.05361640698867852)]
    public void TangoInterval_AnyPairs_InvertsTheScore(double a, double b, double c, double d, double z, double lower, double upper)
    {
        Interval got = TangoPaired.Difference(new PairedCounts(a, b, c, d), z);
        Digits.Agree(lower, got.Lower, 1e-9);
        Digits.Agree(upper, got.Upper, 1e-9);
    }

    [Theory]
    // Newcombe 1998, "Improved confidence intervals for the difference between binomial proportions based on paired data", method 10, in mpmath 1.2.1.
    [InlineData(1, 1, 7, 12, 1.959963984540054, -0.5069202266861409, -0.02555912416485982)]
    [InlineData(43, 0, 1, 0, 1.959963984540054, -0.11807709698213287, 0.059718008350898806)]
    [InlineData(36, 12, 2, 0, 1.959963984540054, 0.056929584003238824, 0.3404276029749407)]
    [InlineData(20, 12, 2, 16, 1.959963984540054, 0.0561564248417483, 0.32920699540014053)]
    [InlineData(18, 0, 2, 30, 1.6448536269514722, -0.09606044673747181, 0.016184017061165325)]
    [InlineData(500, 60, 40, 9400, 1.959963984540054, 1.389800019636029e-05, 0.0040106387853276635)]
    [InlineData(2, 0, 0, 98, 1.959963984540054, -0.04038764673942063, 0.04038764673942063)]
    [InlineData(0, 5, 7, 88, 1.959963984540054, -0.09488078844441424, 0.05323653352302092)]
    public void HybridInterval_AnyPairs_CombinesTheWilsonLimits(double a, double b, double c, double d, double z, double lower, double upper)
    {
        Interval got = NewcombePaired.Difference(new PairedCounts(a, b, c, d), z);
        Digits.Agree(lower, got.Lower, 1e-10);
        Digits.Agree(upper, got.Upper, 1e-10);
    }
}
