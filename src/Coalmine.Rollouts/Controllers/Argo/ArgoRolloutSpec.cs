namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>
/// A Rollout with a canary strategy, as far as it decides (<c>RolloutSpec</c> in pkg/apis/rollouts/v1alpha1/types.go): one update from a stable replica
/// set to a new one.
/// </summary>
public sealed record ArgoRolloutSpec
{
    /// <summary>The default of <see cref="ProgressDeadlineSeconds"/>.</summary>
    public const int DefaultProgressDeadlineSeconds = 600;

    /// <summary>Pods wanted; 1 unless given, 0 allowed.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>The strategy.</summary>
    public ArgoCanaryStrategy Canary { get; init; } = new();

    /// <summary>How long a rollout may go without progress.</summary>
    public int ProgressDeadlineSeconds { get; init; } = DefaultProgressDeadlineSeconds;

    /// <summary>Whether a rollout without progress is aborted; else it is only marked.</summary>
    public bool ProgressDeadlineAbort { get; init; }

    /// <summary>Whether the rollout is paused by <c>spec.paused</c> from the beginning.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Revisions back to which a rollback skips every step (<c>rollbackWindow.revisions</c>); null for none.</summary>
    public int? RollbackWindowRevisions { get; init; }
}
