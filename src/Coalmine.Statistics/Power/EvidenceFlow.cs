using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Power;

/// <summary>How fast evidence about a metric comes in at one weight: expected trials of both arms over time.</summary>
/// <param name="RequestsPerSecond">Requests of both arms together; at least 0.</param>
/// <param name="Weight">The canary's share of them, in (0, 1].</param>
/// <param name="LabelShare">The part of requests whose outcome ever becomes known, in (0, 1]; 1 for errors and latencies.</param>
/// <param name="Delay">When it becomes known.</param>
public readonly record struct EvidenceFlow(double RequestsPerSecond, double Weight, double LabelShare, LabelDelay Delay)
{
    /// <summary>A flow whose outcomes are all known at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The traffic is negative or not finite, or the weight not in [0, 1].</exception>
    public static EvidenceFlow Immediate(double requestsPerSecond, double weight)
    {
        Domain.Nonnegative(requestsPerSecond);
        Domain.Probability(weight);
        return new(requestsPerSecond, weight, 1, LabelDelay.None.Delay);
    }

    /// <summary>Baseline trials for each canary trial; 0 at weight 1.</summary>
    public double Ratio => Weight > 0 ? (1 - Weight) / Weight : double.PositiveInfinity;

    /// <summary>Expected canary trials known after a time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A member is out of its range, or the time negative or not finite.</exception>
    public double CanaryTrials(double seconds)
    {
        Check();
        Domain.Nonnegative(seconds);
        return RequestsPerSecond * Weight * LabelShare * Delay.Arrived(seconds);
    }

    /// <summary>
    /// Seconds until the canary's expected number of known trials is reached: n/(rate·weight·share) without a delay, by bisection (to 1e-12) with one. 0 for
    /// n ≤ 0, +∞ without traffic or for infinite n.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A member is out of its range, or the trials are NaN.</exception>
    public double SecondsUntil(double canaryTrials)
    {
        Check();
        Domain.Number(canaryTrials);
        double perSecond = RequestsPerSecond * Weight * LabelShare;
        if (canaryTrials <= 0)
            return 0;
        if (perSecond <= 0 || double.IsInfinity(canaryTrials))
            return double.PositiveInfinity;
        double wanted = canaryTrials / perSecond;
        double low = wanted;
        double high = wanted;
        while (Delay.Arrived(high) < wanted && double.IsFinite(high))
            (low, high) = (high, 2 * high);
        for (int i = 0; i < 200 && high - low > 1e-12 * high; i++)
        {
            double middle = 0.5 * (low + high);
            if (Delay.Arrived(middle) < wanted)
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    private void Check()
    {
        Domain.Nonnegative(RequestsPerSecond);
        Domain.Probability(Weight);
        Domain.Probability(LabelShare);
    }
}
