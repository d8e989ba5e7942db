namespace Coalmine.Rollouts.Controllers.Argo.Replicas;

/// <summary>
/// Weights after an abort with <c>dynamicStableScale</c>: down the steps again, as the stable pods come back (rollout/trafficrouting.go and
/// utils/replicaset/canary.go of the commit named at <see cref="ArgoRelease"/>).
/// </summary>
internal static class AbortWeight
{
    /// <summary>The weight to go for next: that of the latest step which needs fewer pods than are still needed on the canary; 0 if there is none.</summary>
    public static int Target(ReplicaRules rules, StepTable steps, in CountedUpdate update)
    {
        if (!update.Canary.Exists || !update.Stable.Exists)
            return 0;
        int needed = rules.Replicas - update.Stable.Available;
        if (!rules.HasExplicitAbortDelay || !rules.HeedsExplicitDelay)
            needed = Math.Max(needed, update.Canary.Available);
        return steps.LatestWeightBelow(needed, rules);
    }

    /// <summary>The weight of a pass: it falls to the target once the stable pods cover the rest, and never rises.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="update">The update.</param>
    /// <param name="recorded">The weight last written; null before the first.</param>
    public static int Next(ReplicaRules rules, StepTable steps, in CountedUpdate update, int? recorded)
    {
        if (!rules.IsDynamic)
            return 0;
        int target = Target(rules, steps, update);
        int next = target;
        if (target == 0 && rules.Replicas > 0)
            next = rules.MaxWeight - (int)((long)rules.MaxWeight * update.Stable.Available / rules.Replicas);
        else if (update.Stable.Available < rules.PodsFor(rules.MaxWeight - target))
            next = recorded ?? 0;
        return Math.Max(0, Math.Min(next, recorded ?? next));
    }
}
