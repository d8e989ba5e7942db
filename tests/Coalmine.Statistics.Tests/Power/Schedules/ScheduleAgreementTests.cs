using System.Collections.Immutable;
using Coalmine.Statistics.Power;
using Coalmine.Statistics.Power.Schedules;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Power.Schedules;

/// <summary>
/// The computed against the simulated answer. Each comparison allows the simulation's 99.9 % interval and the stated error of the computation, so that chance alone
/// fails one in a thousand at most, and only where the computation already errs by all it may.
/// </summary>
public sealed class ScheduleAgreementTests
{
    // z of a two-sided 99.9 %.
    private const double Wide = 3.2905;
    private const double ProbabilityError = 0.02;
    private const double TimeError = 0.05;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    private static readonly ImmutableArray<ScheduleStage> FiveStages =
        [new(5 * Minute, 0.1), new(5 * Minute, 0.25), new(5 * Minute, 0.5), new(5 * Minute, 0.75), new(5 * Minute, 1)];

    private static CheckRule.Evidence BeyondHalf => new(EvidenceTarget.Ratio, 1.5);

    public static TheoryData<string, double> Cases => new()
    {
        { "one look", 1 },
        { "one look", 1.4 },
        { "ten planned looks", 1 },
        { "ten planned looks", 1.3 },
        { "Wald", 1 },
        { "Wald", 1.5 },
        { "Wald", 2 },
        { "limit sequence", 2 },
        { "limit sequence", 3 },
        { "evidence", 1 },
        { "evidence", 1.5 },
        { "evidence", 2 },
        { "evidence", 5 },
        { "five stages", 1 },
        { "five stages", 1.2 },
        { "five stages", 2 },
        { "five stages", 5 },
        { "five stages, points", 1.2 },
        { "five stages, points", 2 },
        { "five stages, limit", 3 },
        { "five stages, interval", 1.2 },
        { "five stages, interval", 1.5 },
        { "late labels", 1.5 },
        { "large rates", 1.2 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Computed_AgainstSimulated_AgreesWithinTheStatedError(string name, double ratio)
    {
        (RolloutSchedule schedule, double baseline, int runs) = Schedule(name);
        var truth = new CheckTruth(baseline * ratio, baseline);
        ScheduleAnswer computed = SchedulePower.Of(schedule, truth);
        ScheduleAnswer simulated = ScheduleSimulation.Run(schedule, [truth], runs, StreamKey.Root(20).With(name).With((long)(100 * ratio)));
        AssertProbability(simulated, simulated.RollbackProbability, computed.RollbackProbability);
        AssertProbability(simulated, simulated.PromotionProbability, computed.PromotionProbability);
        AssertProbability(simulated, simulated.LackingProbability, computed.LackingProbability);
        for (int stage = 0; stage < computed.Stages.Length; stage++)
            AssertProbability(simulated, simulated.Stages[stage].Entered, computed.Stages[stage].Entered);
        AssertMeanDuration(simulated, computed);

        // The p90 of all detections: the simulated share by a twentieth and a look earlier is at most that, later at least.
        if (simulated.RollbackProbability < 0.5)
            return;
        TimeSpan ninety = computed.DetectionQuantile(0.9)!.Value;
        double reached = 0.9 * simulated.RollbackProbability;
        double early = simulated.RolledBackWithin((ninety * (1 - TimeError)) - schedule.LookEvery);
        double late = simulated.RolledBackWithin((ninety * (1 + TimeError)) + schedule.LookEvery);
        Assert.True(simulated.IntervalOf(early, Wide).Lower <= reached && simulated.IntervalOf(late, Wide).Upper >= reached, $"p90 {ninety}");
    }

    [Fact]
    public void Computed_HarmThatBeginsLate_IsSeenAtMostASixthLater()
    {
        RolloutSchedule schedule = RolloutSchedule.Of(100, Look, FiveStages, [new ScheduledCheck("errors", BeyondHalf)], PromotionRule.WithSafety(60 * Minute));
        var truth = new CheckTruth(0.03, 0.01, 12 * Minute);
        TimeSpan computed = SchedulePower.Of(schedule, truth).MeanDetection!.Value - truth.Onset;
        TimeSpan simulated = ScheduleSimulation.Run(schedule, [truth], 2000, StreamKey.Root(21)).MeanDetection!.Value - truth.Onset;

        // The standard deviation of a detection is half its mean at most: 3.3 standard errors are 4 %. And one look.
        Assert.InRange(computed / simulated, 0.9 - (Look / simulated), 1.17 + (Look / simulated));
    }

    [Fact]
    public void Computed_ThreeChecks_AgreesWithTheirMeanWeighedTogether()
    {
        var limit = new CheckRule.Evidence(EvidenceTarget.Limit, 0.02);
        RolloutSchedule schedule = RolloutSchedule.Of(
            100,
            Look,
            FiveStages,
            [new ScheduledCheck("errors", BeyondHalf), new ScheduledCheck("slow", limit), new ScheduledCheck("wrong", BeyondHalf)],
            PromotionRule.WithSafety(60 * Minute));
        foreach (double rate in new[] { 0.01, 0.02 })
        {
            ImmutableArray<CheckTruth> truths = [new CheckTruth(rate, 0.01), CheckTruth.Same(0.01), CheckTruth.Same(0.01)];
            ScheduleAnswer computed = SchedulePower.Of(schedule, truths);
            ScheduleAnswer simulated = ScheduleSimulation.Run(schedule, truths, 1000, StreamKey.Root(22));
            AssertProbability(simulated, simulated.RollbackProbability, computed.RollbackProbability);
            AssertProbability(simulated, simulated.PromotionProbability, computed.PromotionProbability);
            AssertMeanDuration(simulated, computed);
            Assert.True(computed.RollbackAtMost >= computed.RollbackProbability - 1e-12);
        }
    }

    [Fact]
    public void OneLook_AnyEffect_HasThePowerOfTheFixedDesign()
    {
        RolloutSchedule schedule = Schedule("one look").Schedule;
        foreach (double rate in new[] { 0.012, 0.014, 0.018 })
        {
            double expected = new FixedTest.PooledProportions(0.01, 0.05).Power(rate - 0.01, 6000, 54000);

            // The normal approximation of a count of 60 to 108 events, whole events against a continuous bound.
            Assert.Equal(expected, SchedulePower.Of(schedule, new CheckTruth(rate, 0.01)).RollbackProbability, 0.015);
        }
    }

    private static (RolloutSchedule Schedule, double Baseline, int Runs) Schedule(string name)
    {
        var safe = PromotionRule.WithSafety(60 * Minute);
        ImmutableArray<ScheduleStage> twoHours = [new(120 * Minute, 0.1)];
        return name switch
        {
            "one look" => (RolloutSchedule.Of(100, 10 * Minute, [new(10 * Minute, 0.1)], Check(new CheckRule.RepeatedScore(0.05)), PromotionRule.WithoutHarm), 0.01, 4000),
            "ten planned looks" => (Of(100, 12 * Minute, twoHours, new CheckRule.PlannedLooks(new AlphaSpending.OBrienFleming(), 0.05)), 0.01, 4000),
            "Wald" => (Of(100, Look, twoHours, new CheckRule.ShareRatio(2, 0.05, 0.1)), 0.01, 1000),
            "limit sequence" => (Of(100, Look, twoHours, new CheckRule.LimitSequence(0.02, 0.1, 5000)), 0.01, 1000),
            "evidence" => (Of(100, Look, twoHours, new CheckRule.Evidence(EvidenceTarget.Ratio, 1)), 0.01, 1000),
            "five stages" => (RolloutSchedule.Of(100, Look, FiveStages, Check(BeyondHalf), safe), 0.01, 2000),
            "five stages, points" => (RolloutSchedule.Of(100, Look, FiveStages, Check(new CheckRule.Evidence(EvidenceTarget.Difference, 0.005)), safe), 0.01, 1500),
            "five stages, limit" => (RolloutSchedule.Of(100, Look, FiveStages, Check(new CheckRule.Evidence(EvidenceTarget.Limit, 0.02)), safe), 0.01, 2000),
            "five stages, interval" => (RolloutSchedule.Of(100, Minute, FiveStages, Check(new CheckRule.StageInterval(0.005, 0.05, 0.05), 2000), safe), 0.01, 2000),
            "late labels" => (RolloutSchedule.Of(20, Minute, [new(24 * 60 * Minute, 0.1)], LateLabels(), PromotionRule.WithoutHarm), 0.04, 1000),
            _ => (RolloutSchedule.Of(1000, Look, FiveStages, Check(new CheckRule.Evidence(EvidenceTarget.Difference, 0.01)), safe), 0.1, 1000),
        };
    }

    private static RolloutSchedule Of(double rate, TimeSpan look, ImmutableArray<ScheduleStage> stages, CheckRule rule) =>
        RolloutSchedule.Of(rate, look, stages, Check(rule), PromotionRule.WithoutHarm);

    private static ImmutableArray<ScheduledCheck> Check(CheckRule rule, double minimum = 0) => [new ScheduledCheck("errors", rule) { MinimumTrials = minimum }];

    private static ImmutableArray<ScheduledCheck> LateLabels() =>
        [new ScheduledCheck("accuracy", new CheckRule.Evidence(EvidenceTarget.Difference, 0.01)) { LabelShare = 0.2, Delay = new LabelDelay.LogNormal(600, 3600) }];

    private static void AssertProbability(ScheduleAnswer simulated, double observed, double computed)
    {
        Coalmine.Statistics.Intervals.Interval interval = simulated.IntervalOf(observed, Wide);
        Assert.InRange(computed, interval.Lower - ProbabilityError, interval.Upper + ProbabilityError);
    }

    // The standard error is that of the simulated durations: their second moment is a sum over the share that still runs, as the mean is.
    private static void AssertMeanDuration(ScheduleAnswer simulated, ScheduleAnswer computed)
    {
        double look = simulated.LookEvery.TotalMinutes;
        double mean = simulated.MeanDuration.TotalMinutes;
        double square = Enumerable.Range(0, simulated.RolledBackBy.Length).Sum(k =>
            ((2 * k) + 1) * look * look * Math.Max(0, 1 - simulated.RolledBackBy[k] - simulated.PromotedBy[k] - simulated.LackingBy[k]));
        double error = Math.Sqrt(Math.Max(0, square - (mean * mean)) / simulated.Replications);
        Assert.Equal(mean, computed.MeanDuration.TotalMinutes, look + (TimeError * mean) + (Wide * error));
    }
}
