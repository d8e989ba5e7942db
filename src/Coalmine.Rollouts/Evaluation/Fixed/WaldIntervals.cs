using Coalmine.Statistics.Intervals;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>Estimate ± z standard errors at the observed rates; ratios on the log scale (Katz). No variance is no evidence: the widest interval.</summary>
internal sealed class WaldIntervals : FixedProcedure
{
    public override bool Fits(ShareTarget target, bool isPairs) => true;

    public override Interval Ends(in FixedEvidence evidence, ShareTarget target, in Level lower, in Level upper)
    {
        if (target is ShareTarget.Ratio { Value: not 1 })
        {
            (double x1, double n1, double x2, double n2) = (evidence.X1, evidence.N1, evidence.X2, evidence.N2);
            return new(KatzRatio.Interval(x1, n1, x2, n2, lower.Z).Lower, KatzRatio.Interval(x1, n1, x2, n2, upper.Z).Upper);
        }

        (double estimate, double variance) = Effect(evidence, target is ShareTarget.Limit);
        double error = Math.Sqrt(variance);
        return variance > 0 ? new(estimate - lower.Z * error, estimate + upper.Z * error) : new(target is ShareTarget.Limit ? 0 : -1, 1);
    }

    private static (double Estimate, double Variance) Effect(in FixedEvidence evidence, bool isLimit)
    {
        (double x1, double n1, double x2, double n2) = (evidence.X1, evidence.N1, evidence.X2, evidence.N2);
        if (isLimit)
            return (x1 / n1, Binomial(x1, n1));
        if (evidence.IsPairs)
            return ((x1 - x2) / n1, Math.Max(0, x1 + x2 - (x1 - x2) * (x1 - x2) / n1) / (n1 * n1));

        // An arm without any spread says nothing about its rate, and the other's spread must not stand for it.
        (double first, double second) = (Binomial(x1, n1), Binomial(x2, n2));
        return (x1 / n1 - x2 / n2, Math.Min(first, second) > 0 ? first + second : 0);
    }

    private static double Binomial(double events, double trials) => Math.Max(0, events * (trials - events)) / (trials * trials * trials);
}
