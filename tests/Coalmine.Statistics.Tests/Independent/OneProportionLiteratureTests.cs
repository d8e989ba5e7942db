using Coalmine.Statistics.Intervals;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Intervals for one proportion against Newcombe (1998a), R, scipy and sums in mpmath.</summary>
[Trait("Category", "Independent")]
public sealed class OneProportionLiteratureTests
{
    private const double Z95 = 1.959963984540054; // R 4.2.2: qnorm(0.975)

    [Theory]
    // Newcombe 1998, "Two-sided confidence intervals for the single proportion", Stat. Med. 17, Table I, methods 3 and 5.
    [InlineData(81, 263, 0.2553, 0.3662, 0.2527, 0.3676)]
    [InlineData(15, 148, 0.0624, 0.1605, 0.0578, 0.1617)]
    [InlineData(0, 20, 0, 0.1611, 0, 0.1684)]
    [InlineData(1, 29, 0.0061, 0.1718, 0.0009, 0.1776)]
    public void WilsonAndClopperPearson_NewcombesExamples_AreThePublishedLimits(long x, long n, double scoreLower, double scoreUpper, double exactLower, double exactUpper)
    {
        Interval score = Wilson.Interval(x, n, Z95), exact = ClopperPearson.Interval(x, n, 0.95);
        Assert.Equal(scoreLower, score.Lower, 5.1e-5);
        Assert.Equal(scoreUpper, score.Upper, 5.1e-5);
        Assert.Equal(exactLower, exact.Lower, 5.1e-5);
        Assert.Equal(exactUpper, exact.Upper, 5.1e-5);
    }

    [Theory]
    // The roots of (x - np)^2 = z^2 np(1 - p), mpmath 1.2.1 at 40 digits.
    [InlineData(5, 50, 1.959963984540054, 0.04347576493189042, 0.21360231437479654)]
    [InlineData(1, 1000, 1.959963984540054, 0.00017654637062607803, 0.0056425585979579355)]
    [InlineData(3, 10000000, 1.959963984540054, 1.0202707796246512e-07, 8.821184260515047e-07)]
    [InlineData(999999, 1000000, 2.5758293035489004, 0.9999914825661652, 0.999999882594525)]
    [InlineData(2.5, 33.25, 1.6448536269514722, 0.02807098260445637, 0.1862365403490796)]
    [InlineData(12, 12, 1.959963984540054, 0.7575059933447591, 1)]
    [InlineData(0, 7, 1.6448536269514722, 0, 0.27876269545254206)]
    [InlineData(500, 1000, 3.2905267314918945, 0.4482516044524614, 0.5517483955475386)]
    public void Wilson_AnyCounts_AreTheRootsOfTheScoreEquation(double x, double n, double z, double lower, double upper)
    {
        Interval got = Wilson.Interval(x, n, z);
        Digits.Agree(lower, got.Lower, 1e-13);
        Digits.Agree(upper, got.Upper, 1e-13);
    }

    [Theory]
    // R 4.2.2: binom.test(x, n, conf.level = c)$conf.int
    [InlineData(5, 50, 0.95, 0.03327509358902252, 0.21813536643420228)]
    [InlineData(1, 1000, 0.95, 2.531748749129407e-05, 0.005558924279826627)]
    [InlineData(0, 7, 0.9, 0, 0.34816365513116077)]
    [InlineData(12, 12, 0.99, 0.6430540834175721, 1)]
    [InlineData(500, 1000, 0.999, 0.4476294198586042, 0.5523705801413963)]
    [InlineData(37, 4211, 0.95, 0.006193845392300325, 0.012090896979977894)]
    public void ClopperPearson_AnyCounts_AgreesWithR(long x, long n, double confidence, double lower, double upper)
    {
        Interval got = ClopperPearson.Interval(x, n, confidence);
        Digits.Agree(lower, got.Lower, 1e-11);
        Digits.Agree(upper, got.Upper, 1e-11);
    }

    [Theory]
    // P(X >= x | lower) = alpha and P(X <= x | upper) = alpha, tails summed term by term and bisected, mpmath 1.2.1 at 40 digits.
    [InlineData(3, 10000000, 1e-09, 1.8179467816564535e-10, 2.915376843962239e-06)]
    [InlineData(1, 10000000, 0.025, 2.5317807952240307e-09, 5.571642117360731e-07)]
    [InlineData(0, 10000000, 0.05, 0, 2.995731824833443e-07)]
    [InlineData(1000, 1000000, 1e-06, 0.0008568755827049806, 0.0011585610900090133)]
    [InlineData(999998, 1000000, 0.01, 0.999991594080009, 0.9999998514451965)]
    [InlineData(17, 35, 1e-12, 0.05638915167182576, 0.9333904744930626)]
    public void ClopperPearson_ExtremeCounts_SolvesTheTailEquations(long x, long n, double alpha, double lower, double upper)
    {
        Digits.Agree(lower, ClopperPearson.Lower(x, n, alpha), 1e-10);
        Digits.Agree(upper, ClopperPearson.Upper(x, n, alpha), 1e-10);
    }

    [Theory]
    [InlineData(1, 10, 0.95, 0.011011673763161143, 0.3813147710666163)] // mpmath 1.2.1, betainc solved
    [InlineData(5, 50, 0.95, 0.0391943643941838, 0.20535482802304772)] // mpmath 1.2.1, betainc solved
    [InlineData(37, 4211, 0.99, 0.005613699366593904, 0.01306593518902133)] // mpmath 1.2.1, betainc solved
    [InlineData(2.5, 33.25, 0.9, 0.02504558965763972, 0.1774776491219062)] // mpmath 1.2.1, betainc solved
    [InlineData(9, 10, 0.95, 0.6186852289333836, 0.9889883262368389)] // mpmath 1.2.1, betainc solved
    [InlineData(3, 10000000, 0.95, 8.449346602597879e-08, 8.006379933004965e-07)] // scipy 1.10.1, beta.ppf and beta.isf
    public void Jeffreys_InnerCounts_AreBetaQuantiles(double x, double n, double confidence, double lower, double upper)
    {
        Interval got = Jeffreys.Interval(x, n, confidence);
        Digits.Agree(lower, got.Lower, 1e-10);
        Digits.Agree(upper, got.Upper, 1e-10);
    }

    [Theory]
    // Brown, Cai and DasGupta 2001, section 4.3: the limit at the end of the range is modified, the other one stays (scipy 1.10.1, beta.ppf and beta.isf).
    [InlineData(0, 7, 0, 0.2924361736623099)]
    [InlineData(7, 7, 0.7075638263376901, 1)]
    [InlineData(0, 20, 0, 0.11663898290487543)]
    [InlineData(20, 20, 0.8833610170951246, 1)]
    public void Jeffreys_AtTheEnds_ClosesTheInterval(double x, double n, double lower, double upper)
    {
        Interval got = Jeffreys.Interval(x, n, 0.95);
        Digits.Agree(lower, got.Lower, 1e-10);
        Digits.Agree(upper, got.Upper, 1e-10);
    }
}
