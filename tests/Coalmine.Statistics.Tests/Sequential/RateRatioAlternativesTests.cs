using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

/// <summary>The sets that the statistics reference 3.9 was measured with.</summary>
public sealed class RateRatioAlternativesTests
{
    [Fact]
    public void Harm_IsTheReferencesSet_AndAllAboveTheRatioUnderTest()
    {
        Assert.Equal([1.1, 1.25, 1.5, 2, 3, 5, 10], RateRatioAlternatives.Harm);
        Assert.All(RateRatioAlternatives.Harm, ratio => Assert.True(ratio > 1));
    }

    [Fact]
    public void Safety_IsTheReferencesSet() => Assert.Equal([0.3, 0.5, 0.7, 0.85, 1, 1.15, 1.3], RateRatioAlternatives.Safety);
}
