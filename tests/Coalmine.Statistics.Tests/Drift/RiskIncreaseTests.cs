using Coalmine.Statistics.Drift;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Drift;

/// <summary>
/// Ends from the statistics reference: 3.5 (`bernoulli_cs`, confseq at commit 70b1ef3: 50 of 1000 at 5 % is [0.0314986837, 0.0734112781]) and 1.4
/// (`proportion_ci`).
/// </summary>
public sealed class RiskIncreaseTests
{
    [Fact]
    public void Sequential_EachSideAtHalfTheError_UsesTheTwoEnds()
    {
        var arm = new TunedArm(50, 1000, 1000);
        var increase = RiskIncrease.Sequential(arm, arm, 0, 0.1);
        Assert.Equal(0.0734112781, increase.ReferenceUpper, 1e-9);
        Assert.Equal(0.0314986837, increase.CurrentLower, 1e-9);
        Assert.False(increase.IsHarmful);
        Assert.Equal(0.0314986837 - 0.0734112781, increase.ShownIncrease, 1e-9);
    }

    [Fact]
    public void AgainstFixed_TenOfAThousand_AlarmsOnlyBeyondTheTolerance()
    {
        // Clopper and Pearson's upper limit of 10 of 1000 at a tail of 2.5 % is 0.0183132431.
        var current = new TunedArm(80, 1000, 1000);
        var increase = RiskIncrease.AgainstFixed(10, 1000, current, 0.02, 0.05);
        Assert.Equal(0.0183132431, increase.ReferenceUpper, 1e-9);
        Interval now = current.Interval(0.025);
        Assert.Equal(now.Lower, increase.CurrentLower);
        Assert.True(increase.IsHarmful);
        Assert.False(RiskIncrease.AgainstFixed(10, 1000, current, 0.05, 0.05).IsHarmful);
        Assert.False(RiskIncrease.AgainstFixed(0, 0, current, 0, 0.05).IsHarmful);
    }
}
