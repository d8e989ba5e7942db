using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation;

/// <summary>What became of one simulated rollout: one row of a study.</summary>
public readonly record struct RolloutResult
{
    /// <summary>Number of the replication.</summary>
    public required long Replication { get; init; }

    /// <summary>How it ended; open when the world's duration was reached first.</summary>
    public required RolloutOutcome Outcome { get; init; }

    /// <summary>When it ended; the world's duration for an open one.</summary>
    public required Moment EndedAt { get; init; }

    /// <summary>Index of the check that caused a rollback on evidence; -1 otherwise.</summary>
    public required int CausingCheck { get; init; }

    /// <summary>
    /// Whether the rollback was a detection: on evidence, after the onset, by a check on a metric on which the canary has been worse than tolerated by then.
    /// </summary>
    public required bool Detected { get; init; }

    /// <summary>
    /// Seconds from the later of onset and first exposure-capable moment (the onset itself) to the rollback; NaN where nothing was detected (censored at the
    /// horizon).
    /// </summary>
    public required double DetectionSeconds { get; init; }

    /// <summary>Requests served by a regressed canary until it served no more or the world ended (expected number given the weights).</summary>
    public required double ExposedRequests { get; init; }

    /// <summary>Distinct users among them (expected number given the weights).</summary>
    public required double ExposedUsers { get; init; }

    /// <summary>Expected excess of bad answers over what the baseline would have given to the same requests.</summary>
    public required double HurtAnswers { get; init; }

    /// <summary>Requests served by the canary, regressed or not (expected number given the weights).</summary>
    public required double CanaryRequests { get; init; }

    /// <summary>Looks taken.</summary>
    public required int Looks { get; init; }

    /// <summary>The last step entered; -1 when no traffic was shifted.</summary>
    public required int LastStep { get; init; }
}
