using System.Collections.Immutable;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>What the looks of a schedule are expected to bring when nothing holds it.</summary>
internal static class PlannedInformation
{
    /// <summary>The expected counts of each planned look.</summary>
    public static IEnumerable<ArmCounts> Chunks(RolloutSchedule schedule, ExpectedTrials trials)
    {
        double every = schedule.LookEvery.TotalSeconds;
        WeightHistory? history = null;
        int at = 0;
        for (int stage = 0; stage < schedule.Stages.Length; stage++)
        {
            history = new WeightHistory(at * every, schedule.Stages[stage].Weight, history);
            for (int look = schedule.LooksOf(stage); look > 0; look--, at++)
                yield return trials.Between(history, at * every, (at + 1) * every);
        }
    }

    /// <summary>
    /// The information fractions of the planned looks: n₁n₂/(n₁ + n₂), the inverse variance of a difference up to a factor; canary trials where there never is
    /// a baseline.
    /// </summary>
    public static ImmutableArray<double> Of(RolloutSchedule schedule, ScheduledCheck check)
    {
        double canary = 0, baseline = 0;
        double[] information = [.. Chunks(schedule, new ExpectedTrials(schedule.RequestsPerSecond, check, CheckTruth.Same(0))).Select(chunk =>
        {
            canary += chunk.CanaryTrials;
            baseline += chunk.BaselineTrials;
            return canary + baseline <= 0 ? 0 : baseline <= 0 ? canary : canary * baseline / (canary + baseline);
        })];
        return [.. information.Select(value => Math.Min(1, value / information[^1]))];
    }
}
