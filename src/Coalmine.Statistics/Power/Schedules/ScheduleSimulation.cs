using System.Collections.Immutable;
using Coalmine.Statistics.Random;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>
/// The power of a whole schedule, simulated: Poisson trials and binomial events look by look, the rules themselves on the counts, checks weighed together as
/// rollouts do. For several checks their counts are independent. Guarantee: exact up to the intervals of its answer. Each replication has its own stream, so
/// that the first hundred of a thousand are the hundred of a hundred.
/// </summary>
public static class ScheduleSimulation
{
    /// <summary>Runs a number of replications (at least 1) at a truth for each check.</summary>
    public static ScheduleAnswer Run(RolloutSchedule schedule, ImmutableArray<CheckTruth> truths, int replications, StreamKey key)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 1);
        TruthRule.Require(schedule, truths);
        var run = new SimulatedSchedule(schedule, truths);
        var tally = new OutcomeTally(schedule.MostLooks, schedule.Stages.Length);
        for (int replication = 0; replication < replications; replication++)
        {
            Xoshiro256 random = key.With(replication).Open();
            run.Once(ref random, tally);
        }

        return ScheduleAnswer.Of(schedule, tally, replications);
    }
}
