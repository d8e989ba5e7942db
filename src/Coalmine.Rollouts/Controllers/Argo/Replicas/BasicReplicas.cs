namespace Coalmine.Rollouts.Controllers.Argo.Replicas;

/// <summary>
/// Replica counts without a router: one pass of the way towards the target, within surge and unavailability (<c>CalculateReplicaCountsForBasicCanary</c> and
/// <c>adjustReplicaWithinLimits</c> in utils/replicaset/canary.go). Several passes converge.
/// </summary>
internal static class BasicReplicas
{
    /// <summary>The counts that one pass sets.</summary>
    public static ArmReplicas Of(ReplicaRules rules, StepTable steps, in CountedUpdate update)
    {
        CanaryShare share = CanaryShare.Of(rules, steps, update);
        ArmReplicas target = update.Stable.Exists
            ? BasicTarget.Of(rules.Replicas, share.Weight, rules.MaxWeight, rules.Surge)
            : new ArmReplicas(rules.Replicas, 0);
        int limit = rules.Replicas + rules.Surge;
        ArmReplicas grown = Grow(update, target, limit - update.Canary.Spec - update.Stable.Spec - update.Older.Spec);
        if (update.Older.Spec > 0)
            return grown;
        bool isGrowing = !update.Canary.Exists || target.Canary >= update.Canary.Spec;
        int removable = update.Canary.Remaining(!isGrowing) + update.Stable.Remaining(isGrowing) - rules.MinAvailable;
        if (removable <= 0)
            return grown;
        Limits limits = new(limit, rules.MinAvailable);
        if (!isGrowing)
        {
            int fewer = Reduce(update.Canary, grown.Canary, target.Canary, removable);
            (int canary, int kept) = limits.Trim(update.Canary, fewer, update.Stable, grown.Stable);
            return new ArmReplicas(canary, kept);
        }

        if (!update.Stable.Exists)
            return grown;
        int less = Reduce(update.Stable, grown.Stable, target.Stable, removable);
        (int stable, int growing) = limits.Trim(update.Stable, less, update.Canary, grown.Canary);
        return new ArmReplicas(growing, stable);
    }

    /// <summary>Scales up first the stable replica set, then the canary, as far as the head-room goes.</summary>
    private static ArmReplicas Grow(in CountedUpdate update, ArmReplicas target, int headRoom)
    {
        int stable = update.Stable.Spec;
        if (update.Stable.Exists && stable < target.Stable && headRoom > 0)
        {
            stable = Math.Min(target.Stable, stable + headRoom);
            headRoom -= stable - update.Stable.Spec;
        }

        int canary = update.Canary.Spec;
        if (update.Canary.Exists && canary < target.Canary && headRoom > 0)
            canary = Math.Min(target.Canary, canary + headRoom);
        return new ArmReplicas(canary, stable);
    }

    private static int Reduce(in ReplicaSetCount set, int count, int target, int removable) =>
        set.Spec > target ? Math.Max(target, set.Spec - removable) : count;

    /// <summary>The most pods that may run and the fewest that must be available.</summary>
    private readonly record struct Limits(int Most, int MinAvailable)
    {
        /// <summary>Takes from the replica set that grows what is too much, gives back what availability needs, and takes the rest from the other.</summary>
        public (int Reduced, int Other) Trim(in ReplicaSetCount reducedSet, int reduced, in ReplicaSetCount otherSet, int other)
        {
            if (!otherSet.Exists)
                return (reduced, other);
            other -= Math.Max(0, other + reduced - Most);
            int lost = Math.Max(0, otherSet.Available - other);
            int missing = MinAvailable - Math.Min(reducedSet.Available, reduced) - Math.Min(otherSet.Available, other);
            other += Math.Min(lost, Math.Max(0, missing));
            return (reduced - Math.Max(0, other + reduced - Most), other);
        }
    }
}
