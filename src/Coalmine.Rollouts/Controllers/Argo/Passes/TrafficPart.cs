using Coalmine.Rollouts.Controllers.Argo.Replicas;

namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>The part of a pass that sets the weight (<c>reconcileTrafficRouting</c> in rollout/trafficrouting.go).</summary>
internal static class TrafficPart
{
    /// <summary>
    /// Writes the weight of the pass, unless the stable replica set has too few available pods for the rest: then nothing is written and nothing is said.
    /// </summary>
    public static void Run(ReplicaRules rules, StepTable steps, ref PassState pass)
    {
        if (!rules.HasRouting)
            return;
        int weight = WeightOf(rules, steps, pass);
        ReplicaSetCount stable = pass.Before.IsPromoted ? pass.Canary : pass.Old;
        if (!rules.CanCarry(stable, rules.MaxWeight - weight))
            return;
        if (pass.Status.Weight != weight)
            pass.Requests.Weight = weight;
        pass.Status.Weight = weight;
        pass.Status.WeightsNameOld = !pass.Before.IsPromoted;
    }

    /// <summary>Whether the replica sets are at the counts that the step asks for (<c>AtDesiredReplicaCountsForCanary</c>).</summary>
    public static bool IsAtDesiredCounts(ReplicaRules rules, StepTable steps, in CountedUpdate update)
    {
        ArmReplicas desired = rules.HasRouting ? RoutedReplicas.Of(rules, steps, update, recorded: null) : BasicReplicas.Of(rules, steps, update);
        if (!rules.IsAt(update.Canary, desired.Canary))
            return false;
        if (!rules.IsDynamic && !(update.Stable.Exists && update.Stable.Created == desired.Stable && update.Stable.Spec == desired.Stable))
            return false;

        // Pods of older replica sets get traffic only where pods are what shares it out.
        return rules.HasRouting || update.Older.Available == 0;
    }

    /// <summary>The weight that the situation asks for; the first row that fits decides.</summary>
    private static int WeightOf(ReplicaRules rules, StepTable steps, in PassState pass)
    {
        CountedUpdate update = pass.Counted;
        if (pass.Before.IsPromoted)
            return 0;
        if (pass.IsAborted)
            return AbortWeight.Next(rules, steps, update, pass.Before.Weight);
        if (update.Canary.Available == 0)
            return 0;
        if (pass.Before.PromotesFull)
            return rules.IsDynamic ? Carried(rules, update.Canary.Available) : pass.Before.Weight ?? 0;
        if (steps.Count == 0)
            return 0;
        return IsAtDesiredCounts(rules, steps, update) ? steps.WeightAt(update.StepIndex) : steps.WeightBefore(update.StepIndex);
    }

    private static int Carried(ReplicaRules rules, int available) =>
        rules.Replicas == 0 ? 0 : (int)Math.Min(rules.MaxWeight, (long)rules.MaxWeight * available / rules.Replicas);
}
