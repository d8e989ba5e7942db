using Coalmine.Statistics.Intervals;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>Clopper and Pearson's interval (exact) or Jeffreys' for one share; it has no second arm.</summary>
internal sealed class LimitIntervals(bool isExact) : FixedProcedure
{
    public override bool Fits(ShareTarget target, bool isPairs) => target is ShareTarget.Limit;

    public override Guarantee GuaranteeOn(in FixedEvidence evidence) => isExact && evidence.IsWhole ? Guarantee.Exact : Guarantee.Asymptotic;

    public override Interval Ends(in FixedEvidence evidence, ShareTarget target, in Level lower, in Level upper)
    {
        if (!isExact)
            return new(Jeffreys.Lower(evidence.X1, evidence.N1, lower.Alpha), Jeffreys.Upper(evidence.X1, evidence.N1, upper.Alpha));
        (long x, long n) = ((long)Math.Round(evidence.X1), (long)Math.Round(evidence.N1));
        return new(ClopperPearson.Lower(x, n, lower.Alpha), ClopperPearson.Upper(x, n, upper.Alpha));
    }
}
