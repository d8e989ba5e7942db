using Coalmine.Statistics.Comparisons;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>The pooled z test on all counts so far, against a bound that may change with the information.</summary>
internal sealed class ScoreLookRule(Func<LookCounts, double> bound) : LookRule
{
    public override double EventShareAtEdge(double trialShare) => trialShare;

    public override bool ShowsHarm(in LookCounts counts, ReadOnlySpan<double> memory)
    {
        ArmCounts total = counts.Total;
        return total.HasBothArms
            && TwoProportions.Pooled(total.CanaryEvents, total.CanaryTrials, total.BaselineEvents, total.BaselineTrials).Z >= bound(counts);
    }
}
