using System.Collections.Immutable;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>What truths must be like for a schedule.</summary>
internal static class TruthRule
{
    public static void Require(RolloutSchedule schedule, ImmutableArray<CheckTruth> truths)
    {
        if (truths.IsDefault || truths.Length != schedule.Checks.Length)
            throw new ArgumentException("Each check needs a truth.", nameof(truths));
        foreach (CheckTruth truth in truths)
            if (!(truth.CanaryRate is > 0 and < 1 && truth.BaselineRate is > 0 and < 1))
                throw new ArgumentOutOfRangeException(nameof(truths), truth, "Rates must lie between 0 and 1.");
    }
}
