using Coalmine.Statistics.Random;
using Coalmine.Workbench.Replications;
using Xunit;

namespace Coalmine.Workbench.Tests.Replications;

public sealed class ValueCountsTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(12_345.678)]
    [InlineData(3.3e-7)]
    [InlineData(-41.7)]
    public void Add_InTenBits_MovesAValueByAtMostFivePartsInTenThousand(double value)
    {
        ValueCounts counts = new(ValueRounding.TenBits);
        counts.Add(value);
        Assert.InRange(Math.Abs(counts.AtRank(1) - value), 0, 0.0005 * Math.Abs(value));
    }

    [Fact]
    public void AtRank_WalksTheOrderedValues()
    {
        ValueCounts counts = new(ValueRounding.WholeUnits);
        foreach (double value in new[] { 30.4, 10, 20, 29.6 })
            counts.Add(value);
        Assert.Equal([10, 20, 30, 30, double.PositiveInfinity], new long[] { 1, 2, 3, 4, 5 }.Select(counts.AtRank));
    }

    [Fact]
    public void Memory_ForAMillionValues_StaysBelowTheNumberOfRoundedOnes()
    {
        // Values from 1 to 1,024 span ten octaves of 1,024 rounded values each.
        ValueCounts counts = new(ValueRounding.TenBits);
        Xoshiro256 random = StreamKey.Root(1).Open();
        for (int number = 0; number < 1_000_000; number++)
            counts.Add(1 + (1023 * random.NextDouble()));
        Assert.Equal(1_000_000, counts.Count);
        Assert.InRange(counts.Ordered().Count(), 1, (10 * 1024) + 1);
    }

    [Fact]
    public void Add_OfOtherCounts_EqualsAddingTheirValues()
    {
        ValueCounts whole = new(ValueRounding.TenBits);
        ValueCounts first = new(ValueRounding.TenBits);
        ValueCounts second = new(ValueRounding.TenBits);
        for (int number = 0; number < 100; number++)
        {
            whole.Add(number * 1.37);
            (number % 3 == 0 ? first : second).Add(number * 1.37);
        }

        second.Add(first);
        Assert.Equal(whole.Ordered(), second.Ordered());
    }
}
