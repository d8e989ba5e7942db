using System.Collections.Immutable;
using Coalmine.Statistics.Power;
using Coalmine.Statistics.Power.Schedules;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Statistics.Tests.Power.Schedules;

/// <summary>Labels that come after the planned end, and events that are not rare.</summary>
public sealed class LateLabelsTests
{
    private static readonly ImmutableArray<ScheduleStage> Stages =
    [
        new(TimeSpan.FromMinutes(5), 0.05), new(TimeSpan.FromMinutes(5), 0.2), new(TimeSpan.FromMinutes(5), 0.5),
    ];

    [Theory]
    [InlineData(0.045)]
    [InlineData(0.06)]
    public void Of_LabelsThatComeAfterThePlan_AgreesWithTheSimulation(double rate)
    {
        ScheduledCheck check = new("accuracy", new CheckRule.Evidence(EvidenceTarget.Difference, 0.02) { FalseRollback = 0.02 })
        {
            LabelShare = 0.2,
            Delay = new LabelDelay.Constant(7200),
            MinimumTrials = 500,
        };
        RolloutSchedule schedule = RolloutSchedule.Of(200, TimeSpan.FromMinutes(1), Stages, [check], new PromotionRule(true, 0.5, TimeSpan.FromHours(3)));
        CheckTruth truth = new(rate, 0.03);
        ScheduleAnswer computed = SchedulePower.Of(schedule, truth);
        ScheduleAnswer simulated = ScheduleSimulation.Run(schedule, [truth], 400, StreamKey.Root(7));

        // The stated 0.02, and four standard errors of a half with 400 runs: a false alarm in 16,000.
        Assert.InRange(computed.RollbackProbability - simulated.RollbackProbability, -0.12, 0.12);
    }

    [Fact]
    public void Of_IntervalOfAShareThatIsNotRare_Answers()
    {
        ScheduledCheck check = new("share", new CheckRule.StageInterval(0.01, 0.05, 0.05));
        RolloutSchedule schedule = RolloutSchedule.Of(2, TimeSpan.FromMinutes(5), Stages, [check], PromotionRule.WithoutHarm);
        Assert.InRange(SchedulePower.Of(schedule, new CheckTruth(0.985, 0.97)).RollbackProbability, 0, 1);
    }

    [Fact]
    public void OneLook_OfASchedule_IsWhatTheTestSays()
    {
        ScheduledCheck check = new("errors", new CheckRule.RepeatedScore(0.05));
        RolloutSchedule schedule = RolloutSchedule.Of(
            20, TimeSpan.FromSeconds(10), [new ScheduleStage(TimeSpan.FromHours(1), 0.1)], [check], PromotionRule.WithoutHarm);

        // Pooled z test of 4 % against 5 %, nine baseline trials a canary trial, one-sided 5 %, power 80 %: 2865.3 canary trials (the closed form solved in
        // Python's statistics.NormalDist), which 2 a second bring after 1432.7 s, so that the look at 1440 s is the first.
        Assert.Equal(TimeSpan.FromSeconds(1440), DetectionPower.OneLookTime(schedule, check, new CheckTruth(0.05, 0.04), 0.8));
        ImmutableArray<DetectableEffect> curve = DetectionPower.OneLookCurve(
            schedule, check, 0.04, [TimeSpan.FromSeconds(1430), TimeSpan.FromSeconds(1440), TimeSpan.FromHours(2)], 0.8);
        Assert.True(curve[0].AtOneLook > 0.05 && curve[1].AtOneLook < 0.05);
        Assert.True(double.IsNaN(curve[2].AtOneLook));
        Assert.Null(DetectionPower.OneLookTime(schedule, check, new CheckTruth(0.0401, 0.04), 0.8));
    }
}
