namespace Coalmine.Rollouts.Controllers.Argo.Replicas;

/// <summary>
/// The pair of counts whose share of canary pods comes nearest to a weight, where pods are the only way to share traffic
/// (<c>approximateWeightedCanaryStableReplicaCounts</c> in utils/replicaset/canary.go).
/// </summary>
public static class BasicTarget
{
    /// <summary>The target. The total is the pods wanted, or one more where surge allows.</summary>
    /// <param name="replicas">Pods wanted; 0 or more.</param>
    /// <param name="weight">Parts of the total weight; 0 to all of it.</param>
    /// <param name="maxWeight">The total weight; positive.</param>
    /// <param name="surge">Pods above the number wanted.</param>
    public static ArmReplicas Of(int replicas, int weight, int maxWeight, int surge)
    {
        if (replicas == 0)
            return new ArmReplicas(0, 0);
        long parts = (long)replicas * weight;
        int ceiling = (int)((parts + maxWeight - 1) / maxWeight);
        int floor = (int)(parts / maxWeight);
        bool allowsZero = weight == 0 || weight == maxWeight || (replicas == 1 && surge == 0);
        bool allowsFloor = floor > 0 || allowsZero;
        Nearest nearest = new(weight, maxWeight);
        if (ceiling < replicas || allowsZero)
            nearest.Offer(ceiling, replicas);
        if (allowsFloor && !IsTied(replicas, weight, maxWeight))
            nearest.Offer(floor, replicas);
        if (surge > 0)
        {
            nearest.Offer(ceiling, replicas + 1);
            if (allowsFloor && !IsTied(replicas + 1, weight, maxWeight))
                nearest.Offer(floor, replicas + 1);
        }

        return nearest.Best ?? new ArmReplicas(0, replicas);
    }

    /// <summary>Whether rounding up and down are equally far, in floating point as the original computes it.</summary>
    private static bool IsTied(int total, int weight, int maxWeight)
    {
        double pods = total * ((double)weight / maxWeight);
        return pods - Math.Truncate(pods) == 0.5;
    }

    /// <summary>Keeps the first of the nearest candidates.</summary>
    private struct Nearest(int weight, int maxWeight)
    {
        private double _distance = double.PositiveInfinity;

        public ArmReplicas? Best { get; private set; }

        public void Offer(int canary, int total)
        {
            double distance = Math.Abs((double)((long)canary * maxWeight) / total - weight);
            if (distance >= _distance)
                return;
            _distance = distance;
            Best = new ArmReplicas(canary, total - canary);
        }
    }
}
