using Coalmine.Statistics.Intervals;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Intervals for differences and ratios of two proportions against papers and against restricted likelihoods maximised by bisection.</summary>
[Trait("Category", "Independent")]
public sealed class TwoProportionIntervalLiteratureTests
{
    private const double Z95 = 1.959963984540054; // R 4.2.2: qnorm(0.975)

    [Theory]
    // Newcombe 1998, "Interval estimation for the difference between independent proportions", Stat. Med. 17, Table II: methods 5 (Mee), 6 (MN) and 10.
    [InlineData(56, 70, 48, 80, 0.0533, 0.3377, 0.0528, 0.3382, 0.0524, 0.3339)] // (a)
    [InlineData(9, 10, 3, 10, 0.1821, 0.837, 0.17, 0.8406, 0.1705, 0.809)] // (b)
    [InlineData(6, 7, 2, 7, 0.0544, 0.8478, 0.0342, 0.8534, 0.0582, 0.8062)] // (c)
    [InlineData(5, 56, 0, 29, -0.0313, 0.1926, -0.0326, 0.1933, -0.0381, 0.1926)] // (d)
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775, -0.1658, 0.2844, -0.1611, 0.2775)] // (e)
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775, -0.2879, 0.2879, -0.2775, 0.2775)] // (f)
    [InlineData(10, 10, 0, 20, 0.7225, 1, 0.7156, 1, 0.6791, 1)] // (g)
    [InlineData(10, 10, 0, 10, 0.6777, 1, 0.6636, 1, 0.6075, 1)] // (h)
    public void Difference_NewcombesExamples_AreThePublishedLimits(
        int x1, int n1, int x2, int n2, double meeLower, double meeUpper, double factorLower, double factorUpper, double hybridLower, double hybridUpper)
    {
        Near(meeLower, meeUpper, Mee.Difference(x1, n1, x2, n2, Z95));
        Near(factorLower, factorUpper, MiettinenNurminen.Difference(x1, n1, x2, n2, Z95));
        Near(hybridLower, hybridUpper, Newcombe.Difference(x1, n1, x2, n2, Z95));
    }

    [Theory]
    // mpmath 1.2.1 at 40 digits: at each difference the likelihood's derivative is bisected for the restricted rates, then the score for the limits;
    // without, then with the factor N/(N - 1).
    [InlineData(56, 70, 48, 80, 1.959963984540054, 0.05333384929132507, 0.3377294637411413, 0.052829713245844616, 0.33817294001586834)]
    [InlineData(9, 10, 3, 10, 1.959963984540054, 0.18212649945676693, 0.836950330889672, 0.17002501642439877, 0.8406495439433282)]
    [InlineData(6, 7, 2, 7, 1.959963984540054, 0.05444832774314596, 0.8478090844682739, 0.03417554508436444, 0.8534052598974203)]
    [InlineData(5, 56, 0, 29, 1.959963984540054, -0.03132706877377822, 0.1925600138551116, -0.03259656174351374, 0.19333097669088073)]
    [InlineData(0, 10, 0, 20, 1.959963984540054, -0.16112515805281935, 0.2775327998628892, -0.16576022754217162, 0.2843813395343773)]
    [InlineData(0, 10, 0, 10, 1.959963984540054, -0.2775327998628892, 0.2775327998628892, -0.28793394128201216, 0.28793394128201216)]
    [InlineData(10, 10, 0, 20, 1.959963984540054, 0.7224672001371107, 1, 0.7156186604656227, 1)]
    [InlineData(10, 10, 0, 10, 1.959963984540054, 0.6777496838943613, 1, 0.6636415518947675, 1)]
    [InlineData(3, 1000, 1, 9000, 1.959963984540054, 0.0008871900269974371, 0.008673872637594315, 0.0008871373645873085, 0.008674301853648038)]
    [InlineData(25.5, 812.25, 40.75, 3300.5, 2.5758293035489004, 0.005366637628583968, 0.03942752499900273, 0.005365248644691528, 0.039430520679886186)]
    [InlineData(1, 20, 19, 20, 1.6448536269514722, -0.966627435570121, -0.7193363568680544, -0.9670524372872832, -0.7161770374051628)]
    [InlineData(7, 100000, 70, 1000000, 3.2905267314918945, -6.0286706754595195e-05, 0.00015770955606714778, -6.028672679746357e-05, 0.0001577096646657758)]
    public void ScoreDifference_AnyCounts_InvertsTheScoreTest(
        double x1, double n1, double x2, double n2, double z, double lower, double upper, double factorLower, double factorUpper)
    {
        Interval plain = Mee.Difference(x1, n1, x2, n2, z), factor = MiettinenNurminen.Difference(x1, n1, x2, n2, z);
        Digits.Agree(lower, plain.Lower, 1e-9);
        Digits.Agree(upper, plain.Upper, 1e-9);
        Digits.Agree(factorLower, factor.Lower, 1e-9);
        Digits.Agree(factorUpper, factor.Upper, 1e-9);
    }

    [Theory]
    // Newcombe 1998, method 10, in mpmath 1.2.1.
    [InlineData(3, 1000, 1, 9000, 1.959963984540054, 0.0008429976281441542, 0.008672626715283184)]
    [InlineData(25.5, 812.25, 40.75, 3300.5, 2.5758293035489004, 0.00530623955258911, 0.03940343832804293)]
    [InlineData(1, 20, 19, 20, 1.6448536269514722, -0.9548222477574025, -0.6935145855495664)]
    [InlineData(7, 100000, 70, 1000000, 3.2905267314918945, -5.882981191997145e-05, 0.00015825827060354916)]
    public void HybridDifference_AnyCounts_CombinesTheWilsonLimits(double x1, double n1, double x2, double n2, double z, double lower, double upper)
    {
        Interval got = Newcombe.Difference(x1, n1, x2, n2, z);
        Digits.Agree(lower, got.Lower, 1e-11);
        Digits.Agree(upper, got.Upper, 1e-11);
    }

    [Fact]
    public void ScoreRatio_KoopmansExample_IsAboutThePublishedInterval()
    {
        // Koopman 1984, Biometrics 40: 36 of 40 against 16 of 80 gives (2.94, 7.15); the factor 120/119 may widen it by less than 0.5 %.
        Interval got = ScoreRatio.Interval(36, 40, 16, 80, Z95);
        Assert.InRange(got.Lower, 2.935 * 0.995, 2.945);
        Assert.InRange(got.Upper, 7.145, 7.155 * 1.005);
    }

    [Theory]
    // mpmath 1.2.1 at 40 digits: restricted rates and limits by bisection of the derivative of the likelihood and of the score, factor N/(N - 1).
    [InlineData(36, 40, 16, 80, 1.959963984540054, 2.934646459487799, 7.166298299460335)]
    [InlineData(3, 1000, 1, 9000, 1.959963984540054, 3.870201444459553, 188.3008883857544)]
    [InlineData(0, 100, 5, 100, 1.959963984540054, 0, 0.7554862443763606)]
    [InlineData(5, 100, 0, 100, 1.959963984540054, 1.3236508373828577, double.PositiveInfinity)]
    [InlineData(25.5, 812.25, 40.75, 3300.5, 2.5758293035489004, 1.3490754391587554, 4.7743291697673955)]
    [InlineData(10, 10, 4, 10, 1.959963984540054, 1.4424971616482027, 6.0847783782821425)]
    [InlineData(7, 100000, 70, 1000000, 1.6448536269514722, 0.5267670115206157, 1.8983278286521839)]
    public void ScoreRatio_AnyCounts_InvertsTheScoreTest(double x1, double n1, double x2, double n2, double z, double lower, double upper)
    {
        Interval got = ScoreRatio.Interval(x1, n1, x2, n2, z);
        Digits.Agree(lower, got.Lower, 1e-9);
        Digits.Agree(upper, got.Upper, 1e-9);
    }

    [Theory]
    // Katz et al. 1978 in mpmath 1.2.1; the second row holds the aspirin study's infarctions, for which Agresti (2002, section 3.1) prints (1.43, 2.31).
    [InlineData(36, 40, 16, 80, 1.959963984540054, 2.8685501986034843, 7.059315193388787)]
    [InlineData(189, 11034, 104, 11037, 1.959963984540054, 1.4330309030505628, 2.3058842324224456)]
    [InlineData(3, 1000, 1, 9000, 2.5758293035489004, 1.3809407049198235, 527.9010151578705)]
    public void KatzRatio_PositiveCounts_IsTheLogInterval(double x1, double n1, double x2, double n2, double z, double lower, double upper)
    {
        Interval got = KatzRatio.Interval(x1, n1, x2, n2, z);
        Digits.Agree(lower, got.Lower, 1e-12);
        Digits.Agree(upper, got.Upper, 1e-12);
    }

    private static void Near(double lower, double upper, Interval got)
    {
        Assert.Equal(lower, got.Lower, 5.1e-5);
        Assert.Equal(upper, got.Upper, 5.1e-5);
    }
}
