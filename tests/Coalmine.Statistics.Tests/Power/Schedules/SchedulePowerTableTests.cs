using Coalmine.Statistics.Power.Schedules;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Statistics.Tests.Power.Schedules;

/// <summary>
/// The head-to-head of the statistics reference, 3.12: 100 requests/s, 10 % to the canary, 1 % errors in the baseline, a look every 15 s for 2 h, 4,000 runs a row by
/// another program; false alarms, and median [p90] in minutes at 1.5, 2 and 5 %. The table prints one digit after the point.
/// </summary>
public sealed class SchedulePowerTableTests
{
    // Half a printed digit, one look, and 4 % for the medians and p90s of 4,000 runs (their standard errors are 1 to 2 %).
    private const double Minutes = 0.05 + 0.25;
    private const double Relative = 0.04;

    public static TheoryData<string, CheckRule, double, double[]> Rows => new()
    {
        { "z at each look", new CheckRule.RepeatedScore(0.05), 0.414, [1.5, 5.5, 0.5, 2, 0.25, 0.25] },
        { "z from 1,500 canary requests on", new CheckRule.RepeatedScore(0.05, 1500), 0.334, [2.5, 6.3, 2.5, 2.5, 2.5, 2.5] },
        { "Bonferroni", new CheckRule.RepeatedScore(0.05 / 480), 0.007, [9.3, 19.3, 2.5, 5.3, 0.25, 0.75] },
        { "O'Brien-Fleming", new CheckRule.ContinuousOBrienFleming(0.05), 0.05, [18.8, 25.5, 9.8, 12.3, 2.8, 3.3] },
        { "truncated Beta, k = 20", new CheckRule.ShareMixture(20, 0.05), 0.024, [5.8, 14.3, 1.8, 4.0, 0.5, 0.5] },
        { "truncated Beta, k = 100", new CheckRule.ShareMixture(100, 0.05), 0.028, [6.0, 13.3, 2.3, 4.3, 0.5, 0.75] },
        { "Wald on the share, 2", new CheckRule.ShareRatio(2, 0.05, 0), 0.028, [5.5, 40.8, 1.5, 3.8, 0.25, 0.5] },
        { "Wald on the share, 1.5", new CheckRule.ShareRatio(1.5, 0.05, 0), 0.033, [4.8, 12.0, 2.0, 3.5, 0.5, 0.75] },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Computed_EveryRow_IsTheTables(string row, CheckRule rule, double falseAlarms, double[] times)
    {
        RolloutSchedule schedule = TwoHours(rule);

        // Four standard errors of 4,000 runs (6e-5 by chance alone), half a printed digit, and 0.005 for the recursion.
        double allowed = (4 * Math.Sqrt(falseAlarms * (1 - falseAlarms) / 4000)) + 0.0005 + 0.005;
        Assert.Equal(falseAlarms, SchedulePower.Of(schedule, CheckTruth.Same(0.01)).RollbackProbability, allowed);
        double[] rates = [0.015, 0.02, 0.05];
        for (int i = 0; i < rates.Length; i++)
        {
            ScheduleAnswer answer = SchedulePower.Of(schedule, new CheckTruth(rates[i], 0.01));
            AssertMinutes(row, times[2 * i], answer.DetectionQuantile(0.5));

            // Where Wald's test is built for twice the rate, nearly 2 % of the runs at 1.5 times never end: the p90 is that of all runs, in a flat tail where it has
            // a standard error of 1.5 minutes; four of them.
            if (times[(2 * i) + 1] < 40)
                AssertMinutes(row, times[(2 * i) + 1], answer.DetectionQuantile(0.9));
            else
                Assert.Equal(times[(2 * i) + 1], answer.DetectionTime(0.9)!.Value.TotalMinutes, 6.0);
        }
    }

    // The same rows by simulation here, where the table's own randomness and ours add: 1,000 runs of one row of each kind.
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public void Simulated_RowsOfEachKind_AreTheTables(int index)
    {
        (string row, CheckRule rule, double falseAlarms, double[] times) = Rows.ElementAt(index).Data;
        ScheduleAnswer healthy = ScheduleSimulation.Run(TwoHours(rule), [CheckTruth.Same(0.01)], 1000, StreamKey.Root(1).With(index));

        // 4.2 standard errors of the difference of the two simulations: 3e-5 by chance alone.
        Assert.Equal(falseAlarms, healthy.RollbackProbability, 4.2 * Math.Sqrt(falseAlarms * (1 - falseAlarms) * ((1.0 / 4000) + (1.0 / 1000))));
        ScheduleAnswer harmed = ScheduleSimulation.Run(TwoHours(rule), [new CheckTruth(0.02, 0.01)], 4000, StreamKey.Root(2).With(index));
        AssertMinutes(row, times[2], harmed.DetectionQuantile(0.5));
        AssertMinutes(row, times[3], harmed.DetectionQuantile(0.9));
    }

    // scenarios/calibration/README.md: look-sequential in whole simulated worlds, 20,000 and 4,000 replications: 1.6 % [1.5, 1.8]; 7 [15], 2.25 [4.75], 0.5 [0.75].
    [Fact]
    public void Computed_EvidenceAsRolloutsWeighIt_IsTheCalibrationsRow()
    {
        RolloutSchedule schedule = TwoHours(new CheckRule.Evidence(EvidenceTarget.Ratio, 1), firstEvents: 20);
        Assert.InRange(SchedulePower.Of(schedule, CheckTruth.Same(0.01)).RollbackProbability, 0.010, 0.022);
        (double Rate, double Median, double Ninety)[] rows = [(0.015, 7, 15), (0.02, 2.25, 4.75), (0.05, 0.5, 0.75)];
        foreach ((double rate, double median, double ninety) in rows)
        {
            ScheduleAnswer answer = SchedulePower.Of(schedule, new CheckTruth(rate, 0.01));
            AssertMinutes("look-sequential", median, answer.DetectionQuantile(0.5));
            AssertMinutes("look-sequential", ninety, answer.DetectionQuantile(0.9));
        }
    }

    internal static RolloutSchedule TwoHours(CheckRule rule, double firstEvents = 0) => RolloutSchedule.Of(
        100,
        TimeSpan.FromSeconds(15),
        [new ScheduleStage(TimeSpan.FromHours(2), 0.1)],
        [new ScheduledCheck("errors", rule) { FirstEvents = firstEvents }],
        PromotionRule.WithoutHarm);

    private static void AssertMinutes(string row, double expected, TimeSpan? actual)
    {
        Assert.True(actual.HasValue, row);
        Assert.True(
            Math.Abs(actual.Value.TotalMinutes - expected) <= Minutes + (Relative * expected),
            FormattableString.Invariant($"{row}: {actual.Value.TotalMinutes} minutes, the table has {expected}"));
    }
}
