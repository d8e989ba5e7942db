using Coalmine.Statistics.Comparisons;
using Xunit;

namespace Coalmine.Statistics.Tests.Comparisons;

/// <summary>
/// Barnard's and Boschloo's tests against full enumeration on 20,001 rates in Python (scipy 1.10.1, <c>binom.pmf</c>, <c>hypergeom.sf</c>); the grid is worth
/// about 1e-8.
/// </summary>
public sealed class UnconditionalExactTests
{
    [Theory]
    [InlineData(7, 30, 2, 32, 0, 0.03406955547264243)]
    [InlineData(7, 30, 2, 32, 1e-4, 0.032190774211181584)]
    [InlineData(7, 30, 2, 32, 1e-3, 0.03309077417391448)]
    [InlineData(4, 12, 0, 15, 0, 0.011776168137175117)]
    [InlineData(4, 12, 0, 15, 1e-4, 0.011876168136255031)]
    [InlineData(2, 32, 7, 30, 1e-4, 0.9963892705492007)]
    public void Barnard_AgreesWithEnumeration(int x1, int n1, int x2, int n2, double refinement, double expected)
    {
        Assert.Equal(expected, UnconditionalExact.BarnardGreater(x1, n1, x2, n2, refinement), 2e-7);
        Assert.Equal(expected, UnconditionalExact.BarnardLess(x2, n2, x1, n1, refinement), 2e-7);
    }

    [Theory]
    [InlineData(7, 30, 2, 32, 0, 0.03867253362731849)]
    [InlineData(7, 30, 2, 32, 1e-4, 0.03648729455928671)]
    [InlineData(7, 30, 2, 32, 1e-3, 0.03738729453628114)]
    [InlineData(4, 12, 0, 15, 1e-4, 0.013012931882847013)]
    [InlineData(2, 32, 7, 30, 0, 0.982951891762434)]
    public void Boschloo_AgreesWithEnumeration(int x1, int n1, int x2, int n2, double refinement, double expected)
    {
        Assert.Equal(expected, UnconditionalExact.BoschlooGreater(x1, n1, x2, n2, refinement), 2e-7);
        Assert.Equal(expected, UnconditionalExact.BoschlooLess(x2, n2, x1, n1, refinement), 2e-7);
    }

    [Fact]
    public void TwoSided_IsTwiceTheSmallerSide()
    {
        Assert.Equal(2 * 0.03406955547264243, UnconditionalExact.BarnardTwoSided(7, 30, 2, 32), 4e-7);
        Assert.Equal(2 * 0.03867253362731849, UnconditionalExact.BoschlooTwoSided(2, 32, 7, 30), 4e-7);
        Assert.Equal(1, UnconditionalExact.BarnardTwoSided(3, 10, 3, 10));
    }

    [Fact]
    public void Boschloo_EveryTableOfSmallArms_IsNeverAboveFisher()
    {
        for (int x1 = 0; x1 <= 8; x1++)
        {
            for (int x2 = 0; x2 <= 11; x2++)
                Assert.True(UnconditionalExact.BoschlooGreater(x1, 8, x2, 11) <= FisherExact.Test(x1, 8, x2, 11).Greater + 1e-9);
        }
    }

    [Fact]
    public void LargeArms_AreAnsweredUpToTheLimitAndRefusedBeyond()
    {
        Assert.True(UnconditionalExact.IsAffordable(1000, 1000));
        Assert.False(UnconditionalExact.IsAffordable(1000, 1001));
        Assert.False(UnconditionalExact.IsAffordable(0, 5));

        // Fisher conditions on the margin and is never smaller.
        Assert.InRange(UnconditionalExact.BoschlooGreater(30, 300, 17, 300), 0.02, FisherExact.Test(30, 300, 17, 300).Greater);
        Assert.Throws<ArgumentOutOfRangeException>(() => UnconditionalExact.BoschlooGreater(1, 2000, 1, 501));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnconditionalExact.BarnardGreater(5, 4, 1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnconditionalExact.BarnardGreater(1, 4, 1, 10, 1));
    }

    [Fact]
    public void FisherMidP_TwoSided_LeavesHalfTheObservedTableOut()
    {
        // Statistics reference, 1.2 (`fisher_exact`): 30 of 1000 against 20 of 1000.
        FisherExact test = FisherExact.Test(30, 1000, 20, 1000);
        double half = 0.0984697622 - 0.0778099388;
        Assert.Equal(0.196939524 - half, test.MidTwoSided, 1e-8);
        Assert.Equal(0.942849885 - half, test.MidLess, 1e-8);
    }
}
