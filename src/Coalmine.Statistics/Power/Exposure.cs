using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Power;

/// <summary>How long and how many requests evidence takes.</summary>
public static class Exposure
{
    /// <summary>Seconds until the canary has had n requests: n/(rate·weight); +∞ without traffic.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or the weight not in [0, 1].</exception>
    public static double SecondsUntil(double canaryRequests, double requestsPerSecond, double weight)
    {
        Domain.Count(canaryRequests);
        Domain.Nonnegative(requestsPerSecond);
        Domain.Probability(weight);
        if (canaryRequests == 0)
            return 0;
        return canaryRequests / (requestsPerSecond * weight);
    }

    /// <summary>
    /// Requests without a single failure that show a rate below the limit at a confidence: ln(1 - C)/ln(1 - limit), unrounded (the rule of three is
    /// 3/limit).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the confidence is not in (0, 1).</exception>
    public static double FaultlessRequests(double largestRate, double confidence)
    {
        Domain.Level(largestRate);
        Domain.Level(confidence);
        return Functions.Logarithms.OnePlus(-confidence) / Functions.Logarithms.OnePlus(-largestRate);
    }
}
