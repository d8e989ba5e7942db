namespace Coalmine.Rollouts.Controllers.Argo.Replicas;

/// <summary>The numbers of a Rollout that replica counts follow from, with defaults and percentages resolved.</summary>
/// <param name="spec">The Rollout.</param>
/// <param name="release">The release imitated.</param>
internal sealed class ReplicaRules(ArgoRolloutSpec spec, ArgoRelease release)
{
    /// <summary>Pods wanted in all.</summary>
    public int Replicas { get; } = spec.Replicas;

    /// <summary>The total that weights are parts of.</summary>
    public int MaxWeight { get; } = spec.Canary.MaxWeight;

    /// <summary>Whether a router shares the traffic out.</summary>
    public bool HasRouting { get; } = spec.Canary.HasTrafficRouting;

    /// <summary>Whether the stable pods shrink as the canary grows.</summary>
    public bool IsDynamic { get; } = spec.Canary is { HasTrafficRouting: true, DynamicStableScale: true };

    /// <summary>Pods that may run above the number wanted.</summary>
    public int Surge { get; } = spec.Canary.MaxSurge.Of(spec.Replicas, roundsUp: true);

    /// <summary>Pods below which the available ones must not be brought.</summary>
    public int MinAvailable { get; } = spec.Replicas - Unavailable(spec);

    /// <summary>How long canary pods are held after an abort, in seconds; null when they are not held by time.</summary>
    public int? AbortDelaySeconds { get; } = AbortDelay(spec.Canary);

    /// <summary>Whether a positive delay after an abort is written in the file.</summary>
    public bool HasExplicitAbortDelay { get; } = spec.Canary is { HasTrafficRouting: true, AbortScaleDownDelaySeconds: > 0 };

    /// <summary>Whether the file asks to leave a scaled canary up after an abort (<c>abortScaleDownDelaySeconds: 0</c>).</summary>
    public bool KeepsScaleOnAbort { get; } = spec.Canary.AbortScaleDownDelaySeconds == 0;

    /// <summary>Whether an abort weighs the stable replica set's need alone where the delay is explicit: mended in 1.10.</summary>
    public bool HeedsExplicitDelay { get; } = release >= ArgoRelease.V1_10;

    private int MinPods { get; } = spec.Canary.HasTrafficRouting ? spec.Canary.MinPodsPerReplicaSet ?? 0 : 0;

    private bool CapsMinPods { get; } = release >= ArgoRelease.V1_10;

    private ProgressThreshold? Threshold { get; } = spec.Canary.ReplicaProgressThreshold is { Value: >= 0 } set ? set : null;

    /// <summary>Pods for a share of the traffic, rounded up; never negative.</summary>
    /// <param name="weight">Parts of <see cref="MaxWeight"/>; may exceed it.</param>
    public int PodsFor(int weight) => weight <= 0 ? 0 : (int)(((long)weight * Replicas + MaxWeight - 1) / MaxWeight);

    /// <summary>Raises a count that is not 0 to <c>minPodsPerReplicaSet</c>, which is capped at the pods wanted since 1.10.</summary>
    public int AtLeastMinPods(int count) => count == 0 ? 0 : Math.Max(count, CapsMinPods ? Math.Min(MinPods, Replicas) : MinPods);

    /// <summary>
    /// Whether a replica set is as far as a step asks: the threshold where one is set, else exactly the pods wanted, asked for and available.
    /// </summary>
    public bool IsAt(in ReplicaSetCount set, int desired) => Threshold is { } threshold
        ? threshold.IsMet(set.Available, desired)
        : set.Exists && set.Available == desired && set.Spec == desired;

    /// <summary>Whether the canary may become the stable replica set.</summary>
    public bool IsPromotable(in ReplicaSetCount canary) =>
        canary.Exists && (canary.Available >= Replicas || Threshold?.IsMet(canary.Available, Replicas) == true);

    /// <summary>Whether a replica set can carry a share of the traffic: the gate before any weight is written (<c>checkReplicasAvailable</c>).</summary>
    /// <param name="set">The replica set.</param>
    /// <param name="weight">The share it would carry.</param>
    public bool CanCarry(in ReplicaSetCount set, int weight)
    {
        int needed = (int)((long)weight * Replicas / MaxWeight);
        return set.Exists && (set.Available >= needed || Threshold?.IsMet(set.Available, needed) == true);
    }

    private static int Unavailable(ArgoRolloutSpec spec)
    {
        int unavailable = spec.Canary.MaxUnavailable.Of(spec.Replicas, roundsUp: false);
        if (unavailable == 0 && spec.Canary.MaxSurge.Of(spec.Replicas, roundsUp: true) == 0)
            unavailable = 1;
        return Math.Min(unavailable, spec.Replicas);
    }

    /// <summary>Basic canaries and an explicit 0 have no delay; with dynamic stable scale only an explicit one counts.</summary>
    private static int? AbortDelay(ArgoCanaryStrategy canary)
    {
        if (!canary.HasTrafficRouting || canary.AbortScaleDownDelaySeconds == 0)
            return null;
        return canary.AbortScaleDownDelaySeconds ?? (canary.DynamicStableScale ? null : ArgoCanaryStrategy.DefaultScaleDownDelaySeconds);
    }
}
