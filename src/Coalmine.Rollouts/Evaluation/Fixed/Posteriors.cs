using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>
/// Beta posteriors under uniform priors: harm where the probability of being beyond the margin is at least 1 - risk. Calibrated by simulation only; under
/// repeated looks it behaves like a naive test (statistics reference 5.1).
/// </summary>
internal sealed class Posteriors : FixedProcedure
{
    public override bool Fits(ShareTarget target, bool isPairs) => !isPairs && target is not ShareTarget.Ratio { Value: not 1 };

    public override Guarantee GuaranteeOn(in FixedEvidence evidence) => Guarantee.Heuristic;

    public override bool IsByTails(ShareTarget target) => target is not ShareTarget.Limit;

    public override Interval Ends(in FixedEvidence evidence, ShareTarget target, in Level lower, in Level upper)
    {
        if (target is not ShareTarget.Limit)
            return base.Ends(evidence, target, lower, upper);
        BetaPosterior canary = BetaPosterior.Uniform(evidence.X1, evidence.N1);
        return new(BetaDistribution.LowerQuantile(lower.Alpha, canary.A, canary.B), BetaDistribution.UpperQuantile(upper.Alpha, canary.A, canary.B));
    }

    public override double Greater(in FixedEvidence evidence, ShareTarget target, double margin) => target is ShareTarget.Limit
        ? base.Greater(evidence, target, margin)
        : BetaPosterior.Uniform(evidence.X2, evidence.N2).ProbabilityAbove(BetaPosterior.Uniform(evidence.X1, evidence.N1), -margin);

    public override double Less(in FixedEvidence evidence, ShareTarget target, double margin) => target is ShareTarget.Limit
        ? base.Less(evidence, target, margin)
        : BetaPosterior.Uniform(evidence.X1, evidence.N1).ProbabilityAbove(BetaPosterior.Uniform(evidence.X2, evidence.N2), margin);
}
