using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Power.Schedules;
using Xunit;

namespace Coalmine.Conformance.Tests.Schedules;

/// <summary>
/// The computed power of a schedule against the shipped calibration worlds: traffic, pods, scrapes, counters, the ledger, dispersion estimated from windows, the
/// controller and its checks, with independent requests as the computation assumes. What it leaves out costs something: counts are divided by a dispersion that is
/// estimated as 1 or a little more, the first look waits until that is known, and the canary's first scrape is only a reference.
/// </summary>
public sealed class ScheduleAgainstWorldsTests
{
    private const double Wide = 3.2905;

    // The two looks and the tenth that the telemetry and the estimated dispersion may cost or give.
    private static readonly TimeSpan Looks = TimeSpan.FromSeconds(30);
    private const double Part = 0.1;

    [Theory]
    [InlineData("errors-times-1.5", 0.015, 300)]
    [InlineData("errors-times-2", 0.02, 600)]
    [InlineData("errors-times-5", 0.05, 600)]
    public void Detection_OfTheSequentialCheck_ComesWhenComputed(string world, double canaryRate, int runs)
    {
        ScheduleAnswer computed = SchedulePower.Of(Schedule(new CheckRule.Evidence(EvidenceTarget.Ratio, 1) { HarmFromEqual = true }), new CheckTruth(canaryRate, 0.01));
        RolloutResult[] rolled = Run(world, "look-sequential", runs);
        foreach (double share in new[] { 0.5, 0.9 })
        {
            // The simulated share of detections by a little earlier is at most that share, by a little later at least: 99.9 % intervals.
            TimeSpan at = computed.DetectionTime(share)!.Value;
            TimeSpan early = (at * (1 - Part)) - Looks;
            TimeSpan late = (at * (1 + Part)) + Looks;
            Assert.True(SharesBy(rolled, early).Lower <= share, $"{share} of the runs end before {early}; computed {at}");
            Assert.True(SharesBy(rolled, late).Upper >= share, $"fewer than {share} of the runs end by {late}; computed {at}");
        }
    }

    // The computed probability within the simulation's 99.9 % interval and one (sequential) or four (fixed: dispersion divides counts) percentage points.
    [Theory]
    [InlineData("look-sequential", 0.01)]
    [InlineData("look-fixed", 0.04)]
    public void FalseRollbacks_OfAHealthyCanary_AreAsManyAsComputed(string policy, double error)
    {
        CheckRule rule = policy == "look-fixed"
            ? new CheckRule.StageInterval(0, 0.05, 0.05)
            : new CheckRule.Evidence(EvidenceTarget.Ratio, 1) { HarmFromEqual = true };
        double computed = SchedulePower.Of(Schedule(rule), CheckTruth.Same(0.01)).RollbackProbability;
        RolloutResult[] results = Run("independent", policy, 400);
        Interval simulated = SharesBy(results, TimeSpan.FromHours(3));
        Assert.InRange(computed, simulated.Lower - error, simulated.Upper + error);
    }

    private static RolloutSchedule Schedule(CheckRule rule) => RolloutSchedule.Of(
        100,
        TimeSpan.FromSeconds(15),
        [new ScheduleStage(TimeSpan.FromHours(2), 0.1)],
        [new ScheduledCheck("errors", rule) { FirstEvents = rule is CheckRule.Evidence ? 20 : 0 }],
        PromotionRule.WithoutHarm);

    private static RolloutResult[] Run(string world, string policy, int runs)
    {
        SimulatedRollout rollout = ShippedFiles.Prepare(ShippedFiles.CalibrationWorld(world), ShippedFiles.CalibrationPolicy(policy)).Rollout;
        return [.. Enumerable.Range(0, runs).Select(replication => rollout.Run(5, replication))];
    }

    private static Interval SharesBy(RolloutResult[] results, TimeSpan time) => Wilson.Interval(
        results.Count(result => result.Outcome == RolloutOutcome.RolledBackOnEvidence && result.EndedAt.Seconds <= time.TotalSeconds + 1), results.Length, Wide);
}
