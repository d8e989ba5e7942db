using Coalmine.Statistics.Sequential;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>The truncated Beta mixture on the share of events at the weight so far.</summary>
internal sealed class MixtureLookRule(CheckRule.ShareMixture rule) : LookRule
{
    private readonly double _threshold = -Math.Log(rule.FalseRollback);

    public override double EventShareAtEdge(double trialShare) => trialShare;

    public override bool ShowsHarm(in LookCounts counts, ReadOnlySpan<double> memory)
    {
        ArmCounts total = counts.Total;
        if (!total.HasBothArms)
            return false;
        double share = total.Share;
        return OneSidedErrorShare.LogE(
            total.CanaryEvents, Math.Max(total.Events, total.CanaryEvents), share, rule.Concentration * share, rule.Concentration * (1 - share)) >= _threshold;
    }
}
