using Coalmine.Rollouts.Controllers.Argo.Replicas;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>What a pass sees of the world.</summary>
/// <param name="Now">The moment.</param>
/// <param name="Canary">The replica set of the new template.</param>
/// <param name="Old">The replica set that was stable when the update began.</param>
internal readonly record struct PassInput(Moment Now, ReplicaSetCount Canary, ReplicaSetCount Old)
{
    /// <summary>All other replica sets together; left alone but counted.</summary>
    public ReplicaSetCount Older { get; init; }
}
