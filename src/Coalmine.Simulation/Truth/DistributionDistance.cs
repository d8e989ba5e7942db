using Coalmine.Rollouts.Checks;
using Coalmine.Statistics.Drift;

namespace Coalmine.Simulation.Truth;

/// <summary>How far two known distributions over the same bins lie apart, in the measure of a check.</summary>
internal static class DistributionDistance
{
    // An index is as so many values on each arm would show it: bins too rare for that are merged, as the check does, for an empty one would count.
    private const double Values = 1e6;

    /// <summary>
    /// Population stability or Jensen-Shannon distance for a limit; for a margin the largest difference of the distribution functions, of latencies where more
    /// of the baseline's lies within a bound, of scores in either direction.
    /// </summary>
    /// <param name="check">The check.</param>
    /// <param name="canary">Shares of the bins, in order.</param>
    /// <param name="baseline">The baseline's; as many.</param>
    public static double Of(Check check, double[] canary, double[] baseline)
    {
        if (check.Requirement is Requirement.AtMost)
        {
            (double[] reference, double[] current) = BinnedDrift.Merged(Counts(baseline), Counts(canary));
            BinnedDrift drift = BinnedDrift.Of(reference, current);
            return check.Method is CheckMethod.Fixed { Form: FixedForm.JensenShannon } ? drift.JensenShannon : drift.StabilityIndex;
        }

        double largest = double.NegativeInfinity;
        double apart = 0;
        for (int bin = 0; bin < canary.Length - 1; bin++)
        {
            apart += baseline[bin] - canary[bin];
            largest = Math.Max(largest, check.Metric is Metric.ScoreDistribution ? Math.Abs(apart) : apart);
        }

        return largest;
    }

    private static double[] Counts(double[] shares) => [.. shares.Select(share => Values * share)];

    /// <summary>The shares of bins from the shares within their bounds, the last of which is beyond the highest.</summary>
    public static double[] Bins(double[] within)
    {
        double[] bins = new double[within.Length + 1];
        for (int bin = 0; bin < bins.Length; bin++)
            bins[bin] = Math.Max(0, (bin < within.Length ? within[bin] : 1) - (bin == 0 ? 0 : within[bin - 1]));
        return bins;
    }
}
