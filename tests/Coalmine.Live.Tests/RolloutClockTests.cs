using Coalmine.Live.Seam;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests;

public sealed class RolloutClockTests
{
    private static readonly RolloutClock Clock = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void AMomentAndItsInstantAreOne()
    {
        DateTimeOffset instant = Clock.Origin.AddMilliseconds(1500);
        Assert.Equal(Moment.FromSeconds(1.5), Clock.MomentOf(instant));
        Assert.Equal(instant, Clock.InstantOf(Moment.FromSeconds(1.5)));
    }

    [Fact]
    public void PodsKeepTheirNumbers()
    {
        PodRegister pods = new();
        Assert.Equal(0, pods.NumberOf(Arm.Canary, "b"));
        Assert.Equal(1, pods.NumberOf(Arm.Canary, "a"));
        Assert.Equal(0, pods.NumberOf(Arm.Canary, "b"));
        Assert.Equal(0, pods.NumberOf(Arm.Baseline, "b"));
        Assert.Equal(["b", "a"], pods.Names(Arm.Canary));
    }
}
