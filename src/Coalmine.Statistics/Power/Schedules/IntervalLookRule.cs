using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>Newcombe's interval on the counts of the present stage, looked at every time as if it were the only one.</summary>
internal sealed class IntervalLookRule(CheckRule.StageInterval rule) : LookRule
{
    private readonly double _harmZ = NormalDistribution.UpperQuantile(rule.FalseRollback);
    private readonly double _safetyZ = NormalDistribution.UpperQuantile(rule.Missed);

    public override bool BeginsAnewWithEachStage => true;

    public override double EventShareAtEdge(double trialShare) => trialShare;

    public override bool ShowsHarm(in LookCounts counts, ReadOnlySpan<double> memory) =>
        counts.Total.HasBothArms && Ends(counts.Total, _harmZ).Lower > rule.Margin;

    public override bool ShowsSafety(in LookCounts counts, ReadOnlySpan<double> memory) =>
        counts.Total.HasBothArms && Ends(counts.Total, _safetyZ).Upper <= rule.Margin;

    // Cells of the lattice reach beyond what can be where events are not rare.
    private static Interval Ends(in ArmCounts total, double z) => Newcombe.Difference(
        Math.Min(total.CanaryEvents, total.CanaryTrials), total.CanaryTrials, Math.Min(total.BaselineEvents, total.BaselineTrials), total.BaselineTrials, z);
}
