namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>A metric of a run, resolved, checked and compiled.</summary>
/// <param name="Spec">The metric with its arguments resolved.</param>
/// <param name="Limits">When it is finished.</param>
/// <param name="Conditions">What its results mean.</param>
/// <param name="IsDryRun">Whether its end does not matter to the run, which waits for it all the same.</param>
/// <param name="Retention">How many measurements are kept.</param>
public sealed record PlannedMetric(MetricSpec Spec, MetricLimits Limits, MeasurementConditions Conditions, bool IsDryRun, int Retention)
{
    /// <summary>The name.</summary>
    public string Name => Spec.Name;

    /// <summary>Where its measurements come from.</summary>
    public MetricProvider Provider => Spec.Providers[0];

    /// <summary>Nanoseconds between measurements; null where there is no interval.</summary>
    internal long? Interval { get; } = Length(Spec.Interval);

    /// <summary>Nanoseconds before the first one; null where there is no delay.</summary>
    internal long? InitialDelay { get; } = Length(Spec.InitialDelay);

    private static long? Length(string? text) => !string.IsNullOrEmpty(text) && GoDuration.TryParse(text, out long nanoseconds) ? nanoseconds : null;
}
