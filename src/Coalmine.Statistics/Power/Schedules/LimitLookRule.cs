using Coalmine.Statistics.Sequential;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>A confidence sequence for the canary's rate against a limit.</summary>
internal sealed class LimitLookRule(CheckRule.LimitSequence rule) : LookRule
{
    private readonly double _concentration = BernoulliConfidenceSequence.Concentration(rule.Alpha, rule.TunedFor);
    private readonly double _threshold = -Math.Log(rule.Alpha);

    public override bool IsRelative => false;

    public override double EventShareAtEdge(double trialShare) => rule.Limit;

    public override bool ShowsHarm(in LookCounts counts, ReadOnlySpan<double> memory) => Excludes(counts.Total, 1);

    public override bool ShowsSafety(in LookCounts counts, ReadOnlySpan<double> memory) => Excludes(counts.Total, -1);

    // The sequence lies beyond the limit where the estimate does and the martingale at the limit has reached 1/alpha.
    private bool Excludes(in ArmCounts total, int side)
    {
        double events = Math.Min(total.CanaryEvents, total.CanaryTrials);
        return (events - (rule.Limit * total.CanaryTrials)) * side > 0
            && BernoulliConfidenceSequence.LogMartingale(events, total.CanaryTrials, rule.Limit, _concentration) >= _threshold;
    }
}
