using Coalmine.Rollouts.Evidence;
using Coalmine.Statistics.Dispersion;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>Rao and Scott (1992): each arm's counts are divided by its own design effect, taken from its windows, then judged by score intervals.</summary>
internal sealed class EffectiveCounts(FixedProcedure score) : FixedProcedure
{
    // What windows of equal rates leave after rounding; divided by it, counts would have no end.
    private const double SmallestEffect = 1e-6;

    public override bool Fits(ShareTarget target, bool isPairs) => !isPairs && score.Fits(target, isPairs);

    public override bool ReadsWindows => true;

    public override Interval Ends(in FixedEvidence evidence, ShareTarget target, in Level lower, in Level upper)
    {
        (double x1, double n1) = Divided(evidence.Canary);
        (double x2, double n2) = target is ShareTarget.Limit ? default : Divided(evidence.Baseline);
        return score.Ends(new FixedEvidence(x1, n1, x2, n2, false), target, lower, upper);
    }

    // An arm without events, or with nothing else, or whose windows all have the same rate, has no design effect; its counts stay whole.
    private static (double Events, double Trials) Divided(in ClusterSums windows)
    {
        ClusterRatio ratio = windows.Ratio;
        double effect = ratio.DesignEffect;
        return effect > SmallestEffect && double.IsFinite(effect) ? (ratio.Events / effect, ratio.Requests / effect) : (ratio.Events, ratio.Requests);
    }
}
