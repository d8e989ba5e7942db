namespace Coalmine.Live.Prometheus;

/// <summary>Whose series are read.</summary>
/// <param name="Name">
/// The deployment's, service's or namespace's name by which the platform's series are limited (<see cref="PlatformNames"/> says which).
/// </param>
/// <param name="Namespace">The namespace, where the series bear it; empty for no such condition.</param>
/// <param name="Baseline">The baseline's name in the metrics: its predictor, revision or workload.</param>
/// <param name="Canary">The canary's.</param>
public sealed record SeriesTarget(string Name, string Namespace, string Baseline, string Canary)
{
    /// <summary>The label that tells the arms apart; empty for the platform's usual one.</summary>
    public string ArmLabel { get; init; } = "";

    /// <summary>
    /// The label that holds a pod's name; empty for the platform's usual one, which scrape configurations add (Knative's proxies up to 1.18 have their own).
    /// </summary>
    public string PodLabel { get; init; } = "";
}
