using System.Collections.Immutable;

namespace Coalmine.Workbench.Sweeps;

/// <summary>One size of an effect.</summary>
/// <param name="Factor">What the faults were scaled by.</param>
/// <param name="Effects">What that does to the metrics, in a few words; empty where nothing is worse.</param>
/// <param name="Replications">Rollouts of each policy.</param>
/// <param name="RolledBack">Rollouts that were rolled back on evidence, one number a policy.</param>
public sealed record EffectSize(double Factor, string Effects, long Replications, ImmutableArray<long> RolledBack);
