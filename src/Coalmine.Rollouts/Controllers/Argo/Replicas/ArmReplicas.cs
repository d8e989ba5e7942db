namespace Coalmine.Rollouts.Controllers.Argo.Replicas;

/// <summary>Pods wanted of the two replica sets of an update.</summary>
/// <param name="Canary">Pods of the canary.</param>
/// <param name="Stable">Pods of the stable replica set.</param>
public readonly record struct ArmReplicas(int Canary, int Stable);
