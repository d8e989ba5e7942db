using System.Collections.Immutable;
using Coalmine.Statistics.Power;
using Coalmine.Statistics.Power.Schedules;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Statistics.Tests.Power.Schedules;

/// <summary>What schedules refuse, and what holds whatever the numbers are.</summary>
public sealed class RolloutScheduleTests
{
    private static readonly ImmutableArray<ScheduledCheck> Checks = [new ScheduledCheck("errors", new CheckRule.Evidence(EvidenceTarget.Ratio, 1.5))];

    [Fact]
    public void Of_ImpossibleValues_AreRefused()
    {
        ImmutableArray<ScheduleStage> stages = [new ScheduleStage(TimeSpan.FromMinutes(5), 0.1)];
        var look = TimeSpan.FromSeconds(15);
        Assert.Throws<ArgumentOutOfRangeException>(() => RolloutSchedule.Of(0, look, stages, Checks, PromotionRule.WithoutHarm));
        Assert.Throws<ArgumentOutOfRangeException>(() => RolloutSchedule.Of(double.NaN, look, stages, Checks, PromotionRule.WithoutHarm));
        Assert.Throws<ArgumentOutOfRangeException>(() => RolloutSchedule.Of(10, TimeSpan.Zero, stages, Checks, PromotionRule.WithoutHarm));
        Assert.Throws<ArgumentException>(() => RolloutSchedule.Of(10, look, [], Checks, PromotionRule.WithoutHarm));
        Assert.Throws<ArgumentException>(() => RolloutSchedule.Of(10, look, [new ScheduleStage(look, 1.1)], Checks, PromotionRule.WithoutHarm));
        Assert.Throws<ArgumentException>(() => RolloutSchedule.Of(10, look, stages, [], PromotionRule.WithoutHarm));
        Assert.Throws<ArgumentException>(() => RolloutSchedule.Of(10, TimeSpan.FromTicks(1), stages, Checks, PromotionRule.WithoutHarm));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScheduledCheck("a", Checks[0].Rule) { LabelShare = 0 });
        CheckRule[] impossible =
        [
            new CheckRule.Evidence(EvidenceTarget.Ratio, 0.5), new CheckRule.Evidence(EvidenceTarget.Limit, 0), new CheckRule.RepeatedScore(0),
            new CheckRule.ShareRatio(1, 0.05, 0), new CheckRule.LimitSequence(1, 0.05, 100), new CheckRule.ShareMixture(0, 0.05),
        ];
        Assert.All(impossible, rule => Assert.Throws<ArgumentException>(
            () => RolloutSchedule.Of(10, look, stages, [new ScheduledCheck("errors", rule)], PromotionRule.WithoutHarm)));
        RolloutSchedule schedule = RolloutSchedule.Of(10, look, stages, Checks, PromotionRule.WithoutHarm);
        Assert.Throws<ArgumentOutOfRangeException>(() => SchedulePower.Of(schedule, new CheckTruth(0, 0.01)));
        Assert.Throws<ArgumentException>(() => SchedulePower.Of(schedule, []));
    }

    [Theory]
    [InlineData(0.008)]
    [InlineData(0.014)]
    [InlineData(0.03)]
    public void Of_AnyTruth_AllProbabilityGoesSomewhere(double rate)
    {
        var minute = TimeSpan.FromMinutes(1);
        RolloutSchedule schedule = RolloutSchedule.Of(
            50, minute, [new(10 * minute, 0.1), new(10 * minute, 0.5), new(10 * minute, 1)], Checks, PromotionRule.WithSafety(20 * minute));
        ScheduleAnswer answer = SchedulePower.Of(schedule, new CheckTruth(rate, 0.01));
        Assert.Equal(1, answer.RollbackProbability + answer.PromotionProbability + answer.LackingProbability, 2e-4);
        Assert.Equal(answer.RollbackProbability, answer.Stages.Sum(stage => stage.RolledBack), 1e-9);
        Assert.All(answer.RolledBackBy.Zip(answer.RolledBackBy.Skip(1)), pair => Assert.True(pair.Second >= pair.First));
        Assert.Equal(0, answer.RolledBackWithin(TimeSpan.Zero));
        Assert.Equal(answer.RollbackProbability, answer.RolledBackWithin(TimeSpan.FromDays(1)));
    }

    [Fact]
    public void Run_MoreReplications_BeginsWithTheSameOnes()
    {
        RolloutSchedule schedule = SchedulePowerTableTests.TwoHours(new CheckRule.ShareRatio(2, 0.05, 0));
        ImmutableArray<CheckTruth> truths = [new CheckTruth(0.05, 0.01)];
        ScheduleAnswer few = ScheduleSimulation.Run(schedule, truths, 1, StreamKey.Root(3));
        ScheduleAnswer again = ScheduleSimulation.Run(schedule, truths, 1, StreamKey.Root(3));
        ScheduleAnswer two = ScheduleSimulation.Run(schedule, truths, 2, StreamKey.Root(3));
        Assert.Equal(few.RolledBackBy, again.RolledBackBy);
        Assert.All(few.RolledBackBy.Zip(two.RolledBackBy), pair => Assert.InRange(2 * pair.Second, pair.First, pair.First + 1));
    }

    [Fact]
    public void DetectableRate_OverTime_FallsAndCostsMoreThanOneLook()
    {
        var minute = TimeSpan.FromMinutes(1);
        ScheduledCheck check = new("errors", new CheckRule.Evidence(EvidenceTarget.Ratio, 1));
        RolloutSchedule schedule = RolloutSchedule.Of(100, minute, [new(60 * minute, 0.1)], [check], PromotionRule.WithoutHarm);
        ImmutableArray<DetectableEffect> curve = DetectionPower.Curve(schedule, check, 0.01, [5 * minute, 20 * minute, 60 * minute], 0.9);
        Assert.True(curve[0].CanaryRate > curve[1].CanaryRate && curve[1].CanaryRate > curve[2].CanaryRate);
        Assert.All(curve, point => Assert.True(point.CanaryRate > point.AtOneLook));
        double exact = DetectionPower.DetectableRate(schedule, check, 0.01, 20 * minute, 0.9);
        Assert.Equal(exact, curve[1].CanaryRate, 0.02 * exact);
        Assert.InRange(DetectionPower.TimeToDetect(schedule, check, new CheckTruth(exact, 0.01), 0.9)!.Value, 19 * minute, 20 * minute);

        // One look at 20 minutes: 12,000 and 108,000 requests.
        double one = 0.01 + new FixedDesign(new FixedTest.PooledProportions(0.01, 0.05), 9).DetectableEffect(12000, 0.9);
        Assert.Equal(one, curve[1].AtOneLook, 1e-6);
    }

    [Theory]
    [InlineData(0.001, 5)]
    [InlineData(0.001, 30)]
    [InlineData(0.04, 5)]
    [InlineData(0.04, 30)]
    public void Curve_OfALimitFarFromToday_HasThePowerThatWasAsked(double today, int minutes)
    {
        var minute = TimeSpan.FromMinutes(1);
        ScheduledCheck check = new("errors", new CheckRule.Evidence(EvidenceTarget.Limit, 0.05));
        RolloutSchedule schedule = RolloutSchedule.Of(2, minute, [new(30 * minute, 0.5)], [check], PromotionRule.WithoutHarm);
        DetectableEffect seen = Assert.Single(DetectionPower.Curve(schedule, check, today, [minutes * minute], 0.8));

        // The recursion itself at the rate found: 0.01 of probability, as the doc comment says 0.004, or 1 % of the excess.
        Assert.InRange(seen.CanaryRate, 0.05, DetectionPower.LargestRate(check, today));
        double reached = SchedulePower.Of(schedule.With(check), new CheckTruth(seen.CanaryRate, today)).RolledBackWithin(minutes * minute);
        Assert.InRange(reached, 0.79, 0.81);
    }

    [Fact]
    public void PriceOfLooking_TwiceTheRate_IsBetweenOneAndAHalfAndFourTimes()
    {
        ScheduledCheck check = new("errors", new CheckRule.Evidence(EvidenceTarget.Ratio, 1));
        RolloutSchedule schedule = SchedulePowerTableTests.TwoHours(check.Rule);
        LookingPrice price = DetectionPower.PriceOfLooking(schedule, check, new CheckTruth(0.02, 0.01), 0.9);

        // One look: 1,334 canary requests (statistics reference, section 2): 2 min 13 s, at a look 2 min 15 s. The evidence: 4.75 (calibration table, p90).
        Assert.Equal(135, price.OneLook!.Value.TotalSeconds);
        Assert.InRange(price.Sequential!.Value.TotalMinutes, 4.25, 5);
        Assert.InRange(price.Factor, 1.5, 4);
    }

    [Fact]
    public void TimeToDetect_NoHarm_IsNever() => Assert.Null(
        DetectionPower.TimeToDetect(SchedulePowerTableTests.TwoHours(Checks[0].Rule), Checks[0], CheckTruth.Same(0.01), 0.9));
}
