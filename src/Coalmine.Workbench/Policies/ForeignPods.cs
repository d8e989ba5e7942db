namespace Coalmine.Workbench.Policies;

/// <summary>Pods that the controller of a manifest may run.</summary>
/// <param name="Baseline">Pods of the baseline; at least 1.</param>
/// <param name="Canary">Most pods of the canary; at least 1.</param>
public sealed record ForeignPods(int Baseline, int Canary);
