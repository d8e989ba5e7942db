using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>The same methods where traffic is large, rates are tiny or error levels extreme; oracles as in the other files, mpmath 1.2.1 at 50 digits.</summary>
[Trait("Category", "Independent")]
public sealed class ExtremeCountsTests
{
    [Theory]
    // Restricted rates by bisection of the likelihood's derivative, limits by bisection of the score; without and with the factor N/(N - 1).
    [InlineData(0, 1000000, 3, 10000000, 1.959963984540054, -8.821184260515047e-07, 3.5414441687119352e-06, -8.821184655412576e-07, 3.5414445179328227e-06)]
    [InlineData(3, 1000000, 0, 10000000, 1.959963984540054, 1.0202712409681227e-06, 8.821149774312435e-06, 1.020271195293651e-06, 8.82115016920569e-06)]
    [InlineData(250, 100000, 90000, 90000000, 5, 0.0008248922044894595, 0.0024236848202867953, 0.0008248922013261098, 0.0024236848262083562)]
    [InlineData(999999, 1000000, 9999000, 10000000, 2.5758293035489004, 8.975780513750308e-05, 0.00010769398938582343, 8.97578046141076e-05, 0.00010769398979194425)]
    [InlineData(1, 3, 0, 1000000, 1.959963984540054, 0.06149194472039624, 0.7923403991979523, 0.061491900382490375, 0.7923405256083529)]
    [InlineData(50, 100, 50, 100, 0.1, -0.007070891041799029, 0.007070891041799029, -0.007088633945940269, 0.007088633945940269)]
    public void ScoreDifference_ManyRequests_InvertsTheScoreTest(
        double x1, double n1, double x2, double n2, double z, double lower, double upper, double factorLower, double factorUpper)
    {
        Interval plain = Mee.Difference(x1, n1, x2, n2, z), factor = MiettinenNurminen.Difference(x1, n1, x2, n2, z);
        Digits.Agree(lower, plain.Lower, 1e-7);
        Digits.Agree(upper, plain.Upper, 1e-7);
        Digits.Agree(factorLower, factor.Lower, 1e-7);
        Digits.Agree(factorUpper, factor.Upper, 1e-7);
    }

    [Theory]
    [InlineData(1, 1000000, 10, 10000000, 1.959963984540054, 0.16500005808148294, 6.060588397285607)]
    [InlineData(250, 100000, 90000, 90000000, 5, 1.824339046668545, 3.425044632602233)]
    [InlineData(999999, 1000000, 9999000, 10000000, 2.5758293035489004, 1.0000897663430173, 1.0001077056612322)]
    [InlineData(0, 1000000, 1, 10000000, 1.959963984540054, 0, 38.41456121911585)]
    public void ScoreRatio_ManyRequests_InvertsTheScoreTest(double x1, double n1, double x2, double n2, double z, double lower, double upper)
    {
        Interval got = ScoreRatio.Interval(x1, n1, x2, n2, z);
        Digits.Agree(lower, got.Lower, 1e-8);
        Digits.Agree(upper, got.Upper, 1e-8);
    }

    [Theory]
    // Hypergeometric terms summed outwards.
    [InlineData(1200, 1000000, 9000, 9000000, 3.561402574472233e-09, 3.2565253052735414e-09)]
    [InlineData(30, 100000, 90, 9000000, 1.094286271906052e-31, 5.647632033825488e-32)]
    [InlineData(5, 1000, 0, 10000000, 9.895410704613662e-21, 4.947705352306831e-21)]
    [InlineData(100500, 1000000, 100000, 1000000, 0.12002733156140702, 0.11955758067201806)]
    public void FisherExact_MillionsOfRequests_IsTheSum(long x1, long n1, long x2, long n2, double greater, double midGreater)
    {
        FisherExact got = FisherExact.Test(x1, n1, x2, n2);
        Digits.Agree(greater, got.Greater, 1e-10);
        Digits.Agree(midGreater, got.MidGreater, 1e-10);
    }

    [Theory]
    // Binomial terms summed outwards.
    [InlineData(500600, 499400, 0.23052792860371865, 0.23013955637832803, 0.11526396430185933)]
    [InlineData(300, 100, 2.5918869069720767e-24, 1.7237080329681236e-24, 1.2959434534860383e-24)]
    [InlineData(1000, 0, 1.8665272370064378e-301, 9.332636185032189e-302, 9.332636185032189e-302)]
    public void McNemar_ManyPairs_IsTheSum(long b, long c, double exact, double mid, double greater)
    {
        McNemar got = McNemar.Test(b, c);
        Digits.Agree(exact, got.Exact, 1e-10);
        Digits.Agree(mid, got.Mid, 1e-10);
        Digits.Agree(greater, got.GreaterExact, 1e-10);
    }

    [Theory]
    // Martingale inverted from the estimate outwards.
    [InlineData(1000, 1000000000, 0.05, 1000000, 8.894217977936883e-07, 1.1181437541438896e-06)]
    [InlineData(1000000, 100000000, 0.01, 100000, 0.009960080307047437, 0.010040015361759613)]
    [InlineData(2, 10000000, 1e-06, 100000, 9.802963498464333e-16, 2.2379599663156962e-06)]
    [InlineData(9999997, 10000000, 0.05, 10000, 0.9999985336500026, 0.9999999989965025)]
    public void BernoulliSequence_ManyRequests_InvertsTheMartingale(double x, double n, double alpha, double k, double lower, double upper)
    {
        Interval got = BernoulliConfidenceSequence.Interval(x, n, alpha, k);
        Digits.Agree(lower, got.Lower, 1e-8);
        Digits.Agree(upper, got.Upper, 1e-8);
    }

    [Theory]
    // The incomplete beta series bisected in log x.
    [InlineData(1e-300, 5, 1000000, 2.605165874368208e-66)]
    [InlineData(0.025, 3.5, 9999997.5, 8.44934660259788e-08)]
    [InlineData(1e-12, 0.5, 0.5, 2.4674011002723395e-24)]
    [InlineData(0.5, 100000, 10000000, 0.009900957749257592)]
    [InlineData(1e-09, 1000, 10, 0.9592981169888313)]
    public void BetaLowerQuantile_DeepTails_KeepsItsDigits(double p, double a, double b, double x) => Digits.Agree(x, BetaDistribution.LowerQuantile(p, a, b), 1e-10);

    [Theory]
    [InlineData(0, 100000000, 0.95, 0, 2.5119430558282965e-08)]
    public void Jeffreys_NoEventsOfMany_KeepsItsDigits(double x, double n, double confidence, double lower, double upper)
    {
        Interval got = Jeffreys.Interval(x, n, confidence);
        Assert.Equal(lower, got.Lower);
        Digits.Agree(upper, got.Upper, 1e-10);
    }

    [Theory]
    // Armitage, McPherson and Rowe's recursion with 8 panels of 160 nodes, numpy 1.24.2.
    [InlineData(100, 0.05, 0.373618739)]
    [InlineData(40, 0.0001, 0.001297013981)]
    [InlineData(10, 1e-08, 8.066951367e-08)]
    public void PeekingError_ManyLooksOrSmallLevels_IsTheRecursion(int looks, double alpha, double error) =>
        Digits.Agree(error, PeekingError.Of(looks, alpha), 1e-7);

    [Theory]
    // The same recursion solved: Pocock, then O'Brien and Fleming.
    [InlineData(5, 1e-06, 5.17955314, 4.89494655)]
    [InlineData(30, 0.05, 2.73095578, 2.14466512)]
    [InlineData(3, 0.5, 1.07767375, 0.862469766)]
    public void Constants_UnusualLevels_AreTheRecursions(int looks, double alpha, double pocock, double oBrienFleming)
    {
        Assert.Equal(pocock, GroupSequential.PocockConstant(looks, alpha), 1e-7);
        Assert.Equal(oBrienFleming, GroupSequential.OBrienFlemingConstant(looks, alpha), 1e-7);
    }
}
