namespace Coalmine.Rollouts.Controllers.Argo.Replicas;

/// <summary>Replica counts where a router shares the traffic out (<c>CalculateReplicaCountsForTrafficRoutedCanary</c> in utils/replicaset/canary.go).</summary>
internal static class RoutedReplicas
{
    /// <summary>The counts of a pass; they are the target itself.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="update">The update.</param>
    /// <param name="recorded">The canary's weight on record; null before the first, and where the question is whether the canary is large enough.</param>
    public static ArmReplicas Of(ReplicaRules rules, StepTable steps, in CountedUpdate update, int? recorded)
    {
        CanaryShare share = CanaryShare.Of(rules, steps, update);
        int canary = share.Pods ?? rules.AtLeastMinPods(rules.PodsFor(share.Weight));
        if (!rules.IsDynamic)
            return new ArmReplicas(canary, rules.Replicas);
        int stable = rules.PodsFor(rules.MaxWeight - share.Weight);
        if (recorded is { } weight)
        {
            stable = Math.Max(stable, rules.PodsFor(rules.MaxWeight - weight));
            if (update.IsAborted)
                canary = Math.Max(canary, rules.PodsFor(weight));
        }

        return new ArmReplicas(rules.AtLeastMinPods(canary), rules.AtLeastMinPods(stable));
    }
}
