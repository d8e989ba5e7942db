namespace Coalmine.Statistics.Power;

/// <summary>How long and how many requests evidence takes.</summary>
public static class Exposure
{
    /// <summary>Seconds until the canary has had n requests: n/(rate·weight); +∞ without traffic.</summary>
    public static double SecondsUntil(double canaryRequests, double requestsPerSecond, double weight) => canaryRequests / (requestsPerSecond * weight);

    /// <summary>
    /// Requests without a single failure that show a rate below the limit at a confidence: ln(1 - C)/ln(1 - limit), unrounded (the rule of three is
    /// 3/limit).
    /// </summary>
    public static double FaultlessRequests(double largestRate, double confidence) =>
        Functions.Logarithms.OnePlus(-confidence) / Functions.Logarithms.OnePlus(-largestRate);
}
