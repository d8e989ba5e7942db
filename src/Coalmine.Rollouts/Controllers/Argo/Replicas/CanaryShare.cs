namespace Coalmine.Rollouts.Controllers.Argo.Replicas;

/// <summary>How large the canary is to be: a number of pods where one is set, else a weight (<c>GetCanaryReplicasOrWeight</c>).</summary>
/// <param name="Pods">Pods set by <c>setCanaryScale.replicas</c>; null for none.</param>
/// <param name="Weight">The weight; 0 where pods are set.</param>
internal readonly record struct CanaryShare(int? Pods, int Weight)
{
    /// <summary>The share of a pass.</summary>
    public static CanaryShare Of(ReplicaRules rules, StepTable steps, in CountedUpdate update)
    {
        if (update.IsPromotedAtOnce)
            return new CanaryShare(null, rules.MaxWeight);
        bool ignoresScale = !rules.HasRouting || (update.IsAborted && !rules.KeepsScaleOnAbort);
        if (!ignoresScale && steps.ScaleAt(update.StepIndex) is { } scale)
        {
            if (scale.Replicas is { } pods)
                return new CanaryShare(pods, 0);
            if (scale.Weight is { } weight)
                return new CanaryShare(null, weight);
        }

        if (update.IsAborted)
            return new CanaryShare(null, rules.IsDynamic ? AbortWeight.Target(rules, steps, update) : 0);
        return new CanaryShare(null, steps.WeightAt(update.StepIndex));
    }
}
