using Coalmine.Workbench.Replications;
using Xunit;

namespace Coalmine.Workbench.Tests.Replications;

public sealed class MomentsTests
{
    // scipy 1.10.1 (statistics reference, replication_t_ci): mean 1.18; the variance 0.185 / 5 = 0.037 is exact by hand.
    private static readonly double[] Values = [1.2, 0.9, 1.4, 1.1, 1.3];

    [Fact]
    public void With_OneValueAfterAnother_GivesMeanAndVariance()
    {
        Moments moments = Values.Aggregate(default(Moments), (sum, value) => sum.With(value));
        Assert.Equal(5, moments.Count);
        Assert.Equal(1.18, moments.Mean, 14);
        Assert.Equal(0.037, moments.Variance, 14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void With_ALaterBlock_GivesTheMomentsOfAllValues(int first)
    {
        Moments left = Values[..first].Aggregate(default(Moments), (sum, value) => sum.With(value));
        Moments right = Values[first..].Aggregate(default(Moments), (sum, value) => sum.With(value));
        Moments merged = left.With(right);
        Assert.Equal(1.18, merged.Mean, 14);
        Assert.Equal(0.037, merged.Variance, 14);
    }

    [Fact]
    public void Variance_OfOneValue_IsZero() => Assert.Equal(0, default(Moments).With(3).Variance);
}
