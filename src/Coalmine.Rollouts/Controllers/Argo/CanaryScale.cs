namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>A <c>setCanaryScale</c>: how many canary pods to run whatever the weight. At least one of the three is given.</summary>
/// <param name="Replicas">Pods; wins over the weight. Null when not given.</param>
/// <param name="Weight">Pods as a share of the pods wanted, in parts of the total weight; may exceed it. Null when not given.</param>
/// <param name="MatchesTrafficWeight">Whether the pods follow the weight of the traffic again.</param>
public readonly record struct CanaryScale(int? Replicas, int? Weight, bool MatchesTrafficWeight);
