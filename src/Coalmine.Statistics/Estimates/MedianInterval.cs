namespace Coalmine.Statistics.Estimates;

/// <summary>The median of censored durations, as studies report times to detection.</summary>
public static class MedianInterval
{
    /// <summary>
    /// The median of the known durations, sorted, and of a number of others that exceed the horizon, with its interval at a confidence in (0, 1).
    /// </summary>
    public static DurationQuantile Of(ReadOnlySpan<double> sorted, long censored, double horizon, double confidence) =>
        DurationQuantile.Of(sorted, censored, horizon, 0.5, confidence);
}
