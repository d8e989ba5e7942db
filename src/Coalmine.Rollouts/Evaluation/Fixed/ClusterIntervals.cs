using Coalmine.Statistics.Dispersion;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>
/// The delta method: windows (one pod, one scrape interval) are the independent units, not requests (Deng, Knoblich and Lu 2018); ratios on the log scale. No
/// variance is no evidence: the widest interval.
/// </summary>
internal sealed class ClusterIntervals : FixedProcedure
{
    public override bool Fits(ShareTarget target, bool isPairs) => !isPairs;

    public override bool ReadsWindows => true;

    public override Interval Ends(in FixedEvidence evidence, ShareTarget target, in Level lower, in Level upper)
    {
        ClusterRatio canary = evidence.Canary.Ratio;
        if (target is ShareTarget.Limit)
            return Around(canary.Rate, canary.Variance, lower, upper, new Interval(0, 1));
        ClusterRatio baseline = evidence.Baseline.Ratio;
        if (target is not ShareTarget.Ratio { Value: not 1 })
        {
            // An arm without any spread says nothing about its rate, and the other's spread must not stand for it.
            double both = Math.Min(canary.Variance, baseline.Variance) > 0 ? canary.Variance + baseline.Variance : 0;
            return Around(canary.Rate - baseline.Rate, both, lower, upper, new Interval(-1, 1));
        }

        if (canary.Events <= 0 || baseline.Events <= 0)
            return new Interval(0, double.PositiveInfinity);
        double variance = canary.Variance / (canary.Rate * canary.Rate) + baseline.Variance / (baseline.Rate * baseline.Rate);
        Interval logs = Around(Math.Log(canary.Rate / baseline.Rate), variance, lower, upper, new Interval(double.NegativeInfinity, double.PositiveInfinity));
        return new Interval(Math.Exp(logs.Lower), Math.Exp(logs.Upper));
    }

    private static Interval Around(double estimate, double variance, in Level lower, in Level upper, Interval widest) =>
        variance > 0 ? new(estimate - lower.Z * Math.Sqrt(variance), estimate + upper.Z * Math.Sqrt(variance)) : widest;
}
