using Coalmine.Rollouts.Controllers.Argo.Replicas;

namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>
/// A pass under way. The original decides on the status as the pass found it and writes a new one at the end; what it means to change is gathered here
/// (<c>rolloutContext</c> and <c>pauseContext</c> in rollout/context.go and rollout/pause.go).
/// </summary>
internal ref struct PassState(in PassInput input, ref RolloutStatus status, PassRequests requests)
{
    /// <summary>The status that the pass found.</summary>
    public readonly RolloutStatus Before = status;

    /// <summary>The status that it leaves.</summary>
    public readonly ref RolloutStatus Status = ref status;

    /// <summary>What it sees.</summary>
    public readonly PassInput Input = input;

    /// <summary>What it asks for.</summary>
    public readonly PassRequests Requests = requests;

    /// <summary>The canary, with the pods that this pass asks for.</summary>
    public ReplicaSetCount Canary = input.Canary;

    /// <summary>The old replica set, with the pods that this pass asks for.</summary>
    public ReplicaSetCount Old = input.Old;

    /// <summary>Pause conditions that the pass adds.</summary>
    public PauseConditions Added;

    /// <summary>Whether the pass aborts.</summary>
    public bool AddsAbort;

    /// <summary>Whether the pass takes an abort back.</summary>
    public bool RemovesAbort;

    /// <summary>Whether the pass ends every pause.</summary>
    public bool ClearsPauses;

    /// <summary>Whether the pass ends the pause of a pause step.</summary>
    public bool EndsPauseStep;

    /// <summary>Whether the rollout counts as aborted at this point of the pass.</summary>
    public readonly bool IsAborted => !RemovesAbort && (AddsAbort || Before.IsAborted);

    /// <summary>Whether there is a stable replica set other than the canary.</summary>
    public readonly bool HasStable => !Before.IsPromoted && Old.Exists;

    /// <summary>What is counted for weights and replicas, with the pods asked for so far.</summary>
    public readonly CountedUpdate Counted => new()
    {
        Canary = Canary,
        Stable = Before.IsPromoted ? ReplicaSetCount.None : Old,
        Older = Before.IsPromoted && Old.Exists ? Sum(Old, Input.Older) : Input.Older,
        StepIndex = Before.StepIndex,
        IsAborted = Before.IsAborted,
        IsPromotedAtOnce = Before.PromotesFull || !HasStable,
    };

    /// <summary>Adds a pause condition.</summary>
    public void Pause(PauseReason reason) => Added = With(Added, new PauseCondition(reason, WholeSeconds.Of(Input.Now)));

    private static PauseConditions With(PauseConditions conditions, PauseCondition added)
    {
        conditions.Add(added);
        return conditions;
    }

    private static ReplicaSetCount Sum(in ReplicaSetCount one, in ReplicaSetCount other) =>
        new(one.Spec + other.Spec, one.Created + other.Created, one.Available + other.Available);
}
