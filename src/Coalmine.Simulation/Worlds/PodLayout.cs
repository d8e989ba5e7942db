namespace Coalmine.Simulation.Worlds;

/// <summary>The pods of the two arms.</summary>
/// <param name="Baseline">Pods of the baseline; at least 1.</param>
/// <param name="Canary">Pods of the canary; at least 1.</param>
/// <param name="Effect">
/// Coefficient of variation of a pod's own rates of errors and wrong answers (a lognormal factor with mean 1, drawn once a pod and replication); 0 for none.
/// </param>
public sealed record PodLayout(int Baseline, int Canary, double Effect = 0);
