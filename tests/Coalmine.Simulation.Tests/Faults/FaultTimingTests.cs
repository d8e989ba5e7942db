using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Faults;

public sealed class FaultTimingTests
{
    // From 10 min on, for 2 of every 10 min, the first of the two rising.
    private static readonly FaultTiming Flapping =
        new(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10));

    [Theory]
    [InlineData(9.9, 0)]
    [InlineData(10.5, 0.5)]
    [InlineData(11.5, 1)]
    [InlineData(12, 0)]
    [InlineData(19.9, 0)]
    [InlineData(30.25, 0.25)]
    [InlineData(31.9, 1)]
    [InlineData(32, 0)]
    public void StrengthAt_FaultThatComesAgain_RisesAndEndsInEveryPeriod(double minutes, double strength) =>
        Assert.Equal(strength, Flapping.StrengthAt(Moment.FromSeconds(60 * minutes)), 12);

    [Fact]
    public void TurnsBefore_FaultThatComesAgain_AreItsBeginningsSummitsAndEnds() =>
        Assert.Equal([10, 11, 12, 20, 21, 22, 30], Flapping.TurnsBefore(TimeSpan.FromMinutes(31)).Select(turn => turn.TotalMinutes));

    [Fact]
    public void TurnsBefore_FaultForEver_IsItsBeginningAndSummit() =>
        Assert.Equal(
            [5, 6],
            new FaultTiming(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1), TimeSpan.MaxValue).TurnsBefore(TimeSpan.FromHours(1)).Select(t => t.TotalMinutes));

    [Fact]
    public void At_ColdPods_AreSlowerTheYoungerTheyAre()
    {
        World world = Given.World with { Faults = [new ColdStart(3, TimeSpan.FromMinutes(4), FaultTarget.Both)] };
        ArmTimeline canary = new(world, Arm.Canary);
        ArmTimeline baseline = new(world, Arm.Baseline);
        Moment oneMinute = Moment.FromSeconds(60);
        Assert.Equal(3, canary.At(Moment.Start).LatencyFactor, 12);
        Assert.Equal(2.5, canary.At(oneMinute).LatencyFactor, 12);
        Assert.Equal(1, canary.At(Moment.FromSeconds(240)).LatencyFactor, 12);
        Assert.Equal(1, baseline.At(oneMinute).LatencyFactor, 12);
        Assert.Equal(2, baseline.At(Moment.FromSeconds(3000), TimeSpan.FromMinutes(2)).LatencyFactor, 12);
    }
}
