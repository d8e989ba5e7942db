using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>
/// The status of a Rollout with a canary strategy during one update, as far as it decides (<c>RolloutStatus</c> in pkg/apis/rollouts/v1alpha1/types.go), with
/// the deadlines that are written at its replica sets. A value: a copy is a second future.
/// </summary>
internal record struct RolloutStatus
{
    /// <summary>Index of the step; the number of steps when all are done. Without steps it stays 0 and means nothing.</summary>
    public int StepIndex { get; set; }

    /// <summary>Whether the update is aborted.</summary>
    public bool IsAborted { get; set; }

    /// <summary>Whether an abort is on record (<c>abortedAt</c>); outlives <see cref="IsAborted"/> until the first pass after a retry.</summary>
    public bool HasAbortStamp { get; set; }

    /// <summary>Whether an operator has asked for full promotion.</summary>
    public bool PromotesFull { get; set; }

    /// <summary>Whether the controller itself has paused (<c>controllerPause</c>).</summary>
    public bool IsControllerPaused { get; set; }

    /// <summary>The pause conditions.</summary>
    public PauseConditions Pauses { get; set; }

    /// <summary>Whether an operator holds the rollout by <c>spec.paused</c>.</summary>
    public bool IsUserPaused { get; set; }

    /// <summary>Whether the canary is the stable replica set now.</summary>
    public bool IsPromoted { get; set; }

    /// <summary>The canary's weight on record; null before the first was written.</summary>
    public int? Weight { get; set; }

    /// <summary>Whether the weights on record name the replica set that was stable when the update began.</summary>
    public bool WeightsNameOld { get; set; }

    /// <summary>The background run.</summary>
    public RunSlot Background { get; set; }

    /// <summary>The run of the present step.</summary>
    public RunSlot Step { get; set; }

    /// <summary>The experiment of the present step.</summary>
    public RunSlot Experiment { get; set; }

    /// <summary>Runs created so far.</summary>
    public int RunCount { get; set; }

    /// <summary>When the canary's pods go after an abort; null for no deadline.</summary>
    public Moment? CanaryDeadline { get; set; }

    /// <summary>When the old pods go after promotion; null for no deadline.</summary>
    public Moment? OldDeadline { get; set; }

    /// <summary>When the present step's plugin was first called; null before.</summary>
    public Moment? PluginSince { get; set; }

    /// <summary>What counts as progress.</summary>
    public ProgressRecord Progress { get; set; }
}
