namespace Coalmine.Simulation.Worlds;

/// <summary>
/// The effects that people would shrug at, per metric. A world is healthy when no metric is worse at any time, regressed when some effect reaches 1.5 times its
/// tolerance, and indifferent in between.
/// </summary>
/// <param name="Errors">Error rate, as a difference of shares.</param>
/// <param name="Accuracy">Accuracy, as a difference of shares.</param>
/// <param name="Latency">Latency quantiles (p50, p95, p99), relative.</param>
/// <param name="Conversion">Conversion rate, relative.</param>
public sealed record Tolerance(double Errors, double Accuracy, double Latency, double Conversion)
{
    /// <summary>0.5 percentage points of errors, 1 of accuracy, 20 % of latency, 10 % of conversion.</summary>
    public static Tolerance Default { get; } = new(0.005, 0.01, 0.2, 0.1);
}
