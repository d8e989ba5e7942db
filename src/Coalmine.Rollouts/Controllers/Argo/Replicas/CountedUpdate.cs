namespace Coalmine.Rollouts.Controllers.Argo.Replicas;

/// <summary>What replica counts and weights of one pass are computed from: the status as the pass found it, and the pods.</summary>
internal readonly record struct CountedUpdate
{
    /// <summary>The canary: the replica set of the present template.</summary>
    public required ReplicaSetCount Canary { get; init; }

    /// <summary>The stable replica set, where it is another one than the canary; else none.</summary>
    public required ReplicaSetCount Stable { get; init; }

    /// <summary>All replica sets that are neither, together.</summary>
    public ReplicaSetCount Older { get; init; }

    /// <summary>Index of the step; the number of steps when all are done.</summary>
    public required int StepIndex { get; init; }

    /// <summary>Whether the status says aborted.</summary>
    public bool IsAborted { get; init; }

    /// <summary>Whether the canary goes straight to all pods: an operator's full promotion, or nothing left to compare with.</summary>
    public bool IsPromotedAtOnce { get; init; }
}
