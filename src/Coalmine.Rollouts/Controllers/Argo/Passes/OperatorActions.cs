using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Controllers.Argo.Replicas;

namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>What operators write into a Rollout; its next pass finds it (pkg/kubectl-argo-rollouts/cmd).</summary>
internal static class OperatorActions
{
    /// <summary>Aborts the update.</summary>
    public static void Abort(ref RolloutStatus status) => status.IsAborted = true;

    /// <summary>Takes an abort back: the update begins again at its first step, with new runs.</summary>
    public static void Retry(ref RolloutStatus status) => status.IsAborted = false;

    /// <summary>Ends every pause. The controller notices by its own mark that it had paused.</summary>
    public static void Resume(ref RolloutStatus status) => status.Pauses = default;

    /// <summary>Holds the rollout by <c>spec.paused</c>, or lets go.</summary>
    public static void Hold(ref RolloutStatus status, bool isHeld) => status.IsUserPaused = isHeld;

    /// <summary>Skips pauses, analysis and all steps.</summary>
    public static void PromoteFull(ref RolloutStatus status) => status.PromotesFull = true;

    /// <summary>
    /// The command-line tool's <c>promote</c>: ends the pauses if there are any, and then steps over an analysis whose run is inconclusive; else goes to the
    /// next step.
    /// </summary>
    public static void PromoteOnce(ref RolloutStatus status, StepTable steps)
    {
        bool isPaused = status.IsUserPaused || status.Pauses.Count > 0;
        bool isStuck = status.Pauses.Has(PauseReason.InconclusiveAnalysis) && status.Step is { Exists: true, Phase: AnalysisPhase.Inconclusive };
        status.IsUserPaused = false;
        status.Pauses = default;
        if ((!isPaused || isStuck) && status.StepIndex < steps.Count)
            status.StepIndex++;
    }
}
