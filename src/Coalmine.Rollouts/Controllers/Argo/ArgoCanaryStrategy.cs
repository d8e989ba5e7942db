using System.Collections.Immutable;

namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>
/// The canary strategy of a Rollout, as far as it decides (<c>CanaryStrategy</c> in pkg/apis/rollouts/v1alpha1/types.go; defaults in
/// utils/defaults/defaults.go). How the router is told belongs to the topology.
/// </summary>
public sealed record ArgoCanaryStrategy
{
    /// <summary>The default of <see cref="MaxWeight"/>.</summary>
    public const int DefaultMaxWeight = 100;

    /// <summary>The default of both scale-down delays, in seconds.</summary>
    public const int DefaultScaleDownDelaySeconds = 30;

    /// <summary>The steps; none is an ordinary rolling update, or with traffic routing a canary at weight 0 until it is promoted.</summary>
    public ImmutableArray<ArgoStep> Steps { get; init; } = [];

    /// <summary>Whether <c>trafficRouting</c> is present: the weight is then the router's, else it is the share of the pods.</summary>
    public bool HasTrafficRouting { get; init; }

    /// <summary>The total that weights are parts of: <c>trafficRouting.maxTrafficWeight</c>; positive.</summary>
    public int MaxWeight { get; init; } = DefaultMaxWeight;

    /// <summary>Pods above the number wanted (<c>maxSurge</c>), without traffic routing.</summary>
    public IntOrPercent MaxSurge { get; init; } = IntOrPercent.Quarter;

    /// <summary>Pods that may be missing (<c>maxUnavailable</c>).</summary>
    public IntOrPercent MaxUnavailable { get; init; } = IntOrPercent.Quarter;

    /// <summary>Whether the stable pods shrink as the canary grows; only with traffic routing.</summary>
    public bool DynamicStableScale { get; init; }

    /// <summary>How long canary pods stay after an abort; 0 keeps them. Null when not given: <see cref="DefaultScaleDownDelaySeconds"/>, or none with
    /// <see cref="DynamicStableScale"/>.</summary>
    public int? AbortScaleDownDelaySeconds { get; init; }

    /// <summary>How long the old stable pods stay after promotion; only with traffic routing.</summary>
    public int ScaleDownDelaySeconds { get; init; } = DefaultScaleDownDelaySeconds;

    /// <summary>Least number of pods of a replica set that has any; only with traffic routing. Null when not given.</summary>
    public int? MinPodsPerReplicaSet { get; init; }

    /// <summary>How many available pods are enough to go on; null when not given: all.</summary>
    public ProgressThreshold? ReplicaProgressThreshold { get; init; }

    /// <summary>The analysis beside the steps; null for none.</summary>
    public BackgroundAnalysis? Background { get; init; }
}
