using Coalmine.Rollouts.Controllers.Argo.Replicas;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>
/// The progress deadline (<c>calculateRolloutConditions</c> and <c>requeueStuckRollout</c> in rollout/sync.go). The clock restarts with every progress; it
/// does not run in steps that wait for something else, while the rollout is paused, or after promotion.
/// </summary>
/// <param name="spec">The Rollout.</param>
/// <param name="release">The release imitated: since 1.10 the abort takes effect in the pass that sees the deadline.</param>
internal sealed class ProgressDeadline(ArgoRolloutSpec spec, ArgoRelease release)
{
    /// <summary>Whether the abort is part of the same status.</summary>
    public bool AbortsInTheSamePass { get; } = release >= ArgoRelease.V1_10;

    /// <summary>Notes the progress of a pass, and aborts it if there was none for too long and the Rollout says so.</summary>
    public bool Aborts(StepTable steps, ref PassState pass)
    {
        ProgressRecord seen = Seen(pass);
        if (!Counts(steps, pass) || seen.IsAheadOf(pass.Before.Progress) || pass.Before.HasAbortStamp)
        {
            pass.Status.Progress = seen;
            return false;
        }

        pass.Status.Progress = seen with { Since = pass.Before.Progress.Since };
        pass.AddsAbort |= spec.ProgressDeadlineAbort && pass.Input.Now > End(pass.Before.Progress);
        return pass.AddsAbort;
    }

    /// <summary>When a pass must look at the deadline again; never when nothing could come of it.</summary>
    public Moment NextLook(StepTable steps, in RolloutStatus status)
    {
        bool counts = spec.ProgressDeadlineAbort && !status.IsAborted && !status.IsPromoted && !status.IsUserPaused && status.Pauses.Count == 0 &&
            !IsIndefinite(steps.At(status.StepIndex));

        // A second more than the deadline, as the original requeues.
        return counts ? WholeSeconds.Later(End(status.Progress), 1) : Moment.Never;
    }

    private static ProgressRecord Seen(in PassState pass) => new(
        WholeSeconds.Of(pass.Input.Now),
        pass.Input.Canary.Created,
        pass.Input.Canary.Available + pass.Input.Old.Available + pass.Input.Older.Available,
        pass.Input.Old.Created + pass.Input.Older.Created,
        pass.Status.StepIndex);

    private static bool Counts(StepTable steps, in PassState pass) =>
        !pass.Before.IsPromoted && !pass.Before.IsUserPaused && pass.Before.Pauses.Count == 0 && !IsIndefinite(steps.At(pass.Before.StepIndex));

    private static bool IsIndefinite(ArgoStep? step) => step is ArgoStep.Pause or ArgoStep.Analyze or ArgoStep.Experiment;

    private Moment End(in ProgressRecord progress) => WholeSeconds.Later(progress.Since, spec.ProgressDeadlineSeconds);
}
