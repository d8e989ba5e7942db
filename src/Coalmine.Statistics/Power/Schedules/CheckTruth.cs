namespace Coalmine.Statistics.Power.Schedules;

/// <summary>What is true about a check's events, for the probabilities of a schedule to be computed at.</summary>
/// <param name="CanaryRate">Probability of an event per canary request from the onset on, in (0, 1).</param>
/// <param name="BaselineRate">Probability per baseline request, and per canary request before the onset.</param>
/// <param name="Onset">When the canary's rate changes, from the start of the schedule; by the time of the request, not of its label.</param>
public readonly record struct CheckTruth(double CanaryRate, double BaselineRate, TimeSpan Onset = default)
{
    /// <summary>A canary without any difference.</summary>
    public static CheckTruth Same(double rate) => new(rate, rate);
}
