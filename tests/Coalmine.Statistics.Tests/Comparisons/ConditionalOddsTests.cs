using Coalmine.Statistics.Comparisons;
using Xunit;

namespace Coalmine.Statistics.Tests.Comparisons;

/// <summary>Fisher's test at a ratio of odds, against R 4.2.2 <c>fisher.test(or = )</c> and mpmath 1.2.1.</summary>
public sealed class ConditionalOddsTests
{
    [Theory]
    [InlineData(new long[] { 20, 1000, 90, 9000 }, 1.5, 0.144944199687, 0.90579441608)]
    [InlineData(new long[] { 20, 1000, 90, 9000 }, 1.2, 0.0301645206899, 0.983881126163)]
    [InlineData(new long[] { 5, 1000, 90, 9000 }, 1.5, 0.998597127662, 0.00465750662323)]
    [InlineData(new long[] { 12, 500, 80, 4500 }, 1, 0.205099926421, 0.874401723169)]
    [InlineData(new long[] { 0, 300, 20, 2700 }, 2, 1, 0.0180288410638)]
    [InlineData(new long[] { 7, 30, 2, 32 }, 3, 0.48475025726, 0.803111014935)]
    public void Test_AgainstR(long[] table, double odds, double greater, double less)
    {
        ConditionalOdds test = ConditionalOdds.Test(table[0], table[1], table[2], table[3], odds);
        Assert.Equal(greater, test.Greater, 1e-10);
        Assert.Equal(less, test.Less, 1e-10);
    }

    [Theory]
    [InlineData(new long[] { 20, 1000, 90, 9000 }, 1.5, 0.05073861576738184, 0.14494419968730505)]
    [InlineData(new long[] { 1400, 100_000, 9600, 900_000 }, 1.2, 7.0438679273497421e-05, 0.00073355337237325953)]
    [InlineData(new long[] { 1600, 100_000, 9400, 900_000 }, 1.2, 6.4531099267639039e-20, 2.8869437746264436e-19)]
    public void Test_AgainstMpmath(long[] table, double odds, double observed, double greater)
    {
        // mpmath 1.2.1, 40 digits, by the ratio of neighbouring tables; scipy's nchypergeom_fisher is off by 2e-6 on the second row.
        ConditionalOdds test = ConditionalOdds.Test(table[0], table[1], table[2], table[3], odds);
        Assert.Equal(1, test.Observed / observed, 1e-10);
        Assert.Equal(1, test.Greater / greater, 1e-10);
        Assert.Equal(greater - observed / 2, test.MidGreater, 1e-12);
    }

    [Fact]
    public void Test_AtEqualOdds_IsFishers()
    {
        for (long x1 = 0; x1 <= 12; x1++)
        {
            ConditionalOdds test = ConditionalOdds.Test(x1, 40, 12 - x1, 70, 1);
            FisherExact central = FisherExact.Test(x1, 40, 12 - x1, 70);
            Assert.Equal(central.Greater, test.Greater, 1e-13);
            Assert.Equal(central.Less, test.Less, 1e-13);
        }
    }

    [Fact]
    public void Test_ArmsExchanged_IsTheMirror()
    {
        ConditionalOdds test = ConditionalOdds.Test(17, 400, 50, 3600, 1.7);
        ConditionalOdds mirror = ConditionalOdds.Test(50, 3600, 17, 400, 1 / 1.7);
        Assert.Equal(test.Greater, mirror.Less, 1e-12);
        Assert.Equal(test.Less, mirror.Greater, 1e-12);
    }

    [Theory]
    [InlineData(0, 100, 0, 900)]
    [InlineData(100, 100, 900, 900)]
    [InlineData(0, 0, 0, 0)]
    public void Test_NothingButOneOutcome_IsNoEvidence(long x1, long n1, long x2, long n2)
    {
        ConditionalOdds test = ConditionalOdds.Test(x1, n1, x2, n2, 2);
        Assert.Equal((1.0, 1.0), (test.Greater, test.Less));
    }

    [Theory]
    [InlineData(-1, 10, 0, 10, 1)]
    [InlineData(11, 10, 0, 10, 1)]
    [InlineData(1, 10, 11, 10, 1)]
    [InlineData(1, 10, 1, 10, 0)]
    [InlineData(1, 10, 1, 10, double.NaN)]
    [InlineData(1, 10, 1, 10, double.PositiveInfinity)]
    public void Test_Impossible_IsRefused(long x1, long n1, long x2, long n2, double odds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ConditionalOdds.Test(x1, n1, x2, n2, odds));
}
