using Coalmine.Statistics.Intervals;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>
/// Score intervals throughout: limits by Wilson, ratios by Koopman and Miettinen and Nurminen, pairs by Tango; differences by the interval that is given. The
/// interval for pairs depends on the discordant ones and the number of pairs only.
/// </summary>
/// <param name="difference">The interval for a difference, from x₁, n₁, x₂, n₂ and a normal quantile.</param>
/// <param name="hasRatio">Whether ratios are among its questions.</param>
internal sealed class ScoreIntervals(Func<double, double, double, double, double, Interval> difference, bool hasRatio) : FixedProcedure
{
    public override bool Fits(ShareTarget target, bool isPairs) => hasRatio || target is not ShareTarget.Ratio { Value: not 1 };

    public override Interval Ends(in FixedEvidence evidence, ShareTarget target, in Level lower, in Level upper) =>
        new(At(evidence, target, lower.Z).Lower, At(evidence, target, upper.Z).Upper);

    private Interval At(in FixedEvidence evidence, ShareTarget target, double z)
    {
        (double x1, double n1, double x2, double n2) = (evidence.X1, evidence.N1, evidence.X2, evidence.N2);
        if (target is ShareTarget.Limit)
            return Wilson.Interval(x1, n1, z);
        if (evidence.IsPairs)
        {
            long canaryOnly = (long)Math.Round(x1);
            long baselineOnly = (long)Math.Round(x2);
            return TangoPaired.Difference(new PairedCounts(0, canaryOnly, baselineOnly, Math.Max(0, (long)Math.Round(n1) - canaryOnly - baselineOnly)), z);
        }

        return target is ShareTarget.Ratio { Value: not 1 } ? ScoreRatio.Interval(x1, n1, x2, n2, z) : difference(x1, n1, x2, n2, z);
    }
}
