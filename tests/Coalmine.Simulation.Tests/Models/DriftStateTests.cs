using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Tests.Models;

/// <summary>Ramps of drifts in tenths.</summary>
public sealed class DriftStateTests
{
    private static readonly TimeSpan End = TimeSpan.FromHours(2);

    private static InputDrift Drift(TimeSpan ramp, FaultTarget on = FaultTarget.Both) => new(
        "inputShift", new InputChange.Shift("x", 1), on, new FaultTiming(TimeSpan.FromMinutes(10), ramp, TimeSpan.FromMinutes(90)));

    [Theory]
    [InlineData(100)]
    [InlineData(7)]
    [InlineData(61)]
    public void Strength_OnARamp_IsTheNearestTenthAndMovesOnlyAtItsTurns(int seconds)
    {
        TimeSpan ramp = TimeSpan.FromSeconds(seconds) + new TimeSpan(3);
        InputDrift drift = Drift(ramp);
        HashSet<long> turns = [.. drift.TurnsBefore(End).Select(turn => turn.Ticks)];
        foreach (long turn in turns)
            for (long ticks = Math.Max(0, turn - 2); ticks <= turn + 2; ticks++)
            {
                double strength = At(ticks);
                Assert.InRange(strength - drift.Timing.StrengthAt(Moment.After(new TimeSpan(ticks))), -0.0500001, 0.0500001);
                Assert.True(ticks == 0 || strength == At(ticks - 1) || turns.Contains(ticks), $"{ticks} of {string.Join(' ', turns.Order())}");
            }

        double At(long ticks) => drift.StrengthAt(Moment.After(new TimeSpan(ticks)), TimeSpan.Zero);
    }

    [Fact]
    public void States_OfARampAndAStep_AreThoseThatTheWorldComesTo()
    {
        InputDrift step = Drift(TimeSpan.Zero);
        InputDrift ramp = Drift(TimeSpan.FromMinutes(30), FaultTarget.Canary);
        Assert.Equal([0UL, 10], DriftState.Before(DriftState.DriftsOf([step, ramp], Arm.Baseline), End).Select(state => state.Key));
        Assert.Equal(
            [0UL, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120],
            DriftState.Before(DriftState.DriftsOf([step, ramp], Arm.Canary), End).Select(state => state.Key));
    }

    [Fact]
    public void Rows_WithWeights_GiveSharesRecallsAndSharedMistakes()
    {
        ScoredRows rows = ScoredRows.Of(["a", "b"], [new(0, 0, 0.9, 3), new(0, 1, 0.6, 1), new(1, 1, 0.8, 4), new(1, 0, 0.5, 2)]);
        ScoredRows others = ScoredRows.Of(["a", "b"], [new(0, 0, 0.9, 3), new(0, 1, 0.6, 1), new(1, 1, 0.8, 4), new(1, 1, 0.5, 2)]);
        Assert.Equal(0.4, rows.Classes.ShareOf(0), 1e-15);
        Assert.Equal(0.75, rows.Classes.RecallOf(0), 1e-15);
        Assert.Equal(0.7, rows.Accuracy, 1e-15);
        Assert.Equal(0.2, rows.Classes.Probability(1, 0, 0.7), 1e-15);
        Assert.Equal(1.0 / 3, rows.SharedMistakes(others), 1e-15);
        Assert.Equal(1, others.SharedMistakes(rows), 1e-15);
    }
}
