using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Controllers.Argo.Replicas;

namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>
/// The part of a pass that creates, judges and cancels experiments and analysis runs (rollout/experiment.go, rollout/analysis.go): first the experiment, then
/// the run of the step, then the background run.
/// </summary>
internal static class AnalysisPart
{
    /// <summary>Does it.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="background">The background analysis; null for none.</param>
    /// <param name="pass">The pass.</param>
    public static void Run(StepTable steps, BackgroundAnalysis? background, ref PassState pass)
    {
        if (pass.IsAborted || pass.Before.PromotesFull || !pass.HasStable)
        {
            pass.Status.Experiment = Cancelled(pass.Status.Experiment, RunKind.Experiment, pass.Requests);
            pass.Status.Step = Cancelled(pass.Status.Step, RunKind.Step, pass.Requests);
            pass.Status.Background = Cancelled(pass.Status.Background, RunKind.Background, pass.Requests);
            return;
        }

        ArgoStep? step = steps.At(pass.Before.StepIndex);
        if (pass.Before.Pauses.Count == 0)
        {
            RunForStep(step is ArgoStep.Experiment, RunKind.Experiment, PauseReason.InconclusiveExperiment, ref pass);
            RunForStep(step is ArgoStep.Analyze, RunKind.Step, PauseReason.InconclusiveAnalysis, ref pass);
        }

        if (background is not null)
            RunBackground(background, steps, ref pass);
    }

    private static void RunForStep(bool isItsStep, RunKind kind, PauseReason inconclusive, ref PassState pass)
    {
        RunSlot slot = kind == RunKind.Step ? pass.Status.Step : pass.Status.Experiment;
        if (!isItsStep)
        {
            Cancelled(slot, kind, pass.Requests);
            slot = default;
        }
        else if (NeedsNewRun(slot, pass.Before))
        {
            slot = Created(kind, ref pass);
        }
        else
        {
            Judge(slot.Phase, inconclusive, ref pass);
        }

        if (kind == RunKind.Step)
            pass.Status.Step = slot;
        else
            pass.Status.Experiment = slot;
    }

    private static void RunBackground(BackgroundAnalysis background, StepTable steps, ref PassState pass)
    {
        // Without steps there is no index to wait for.
        if (steps.Count > 0 && pass.Before.StepIndex < background.StartingStep)
        {
            pass.Status.Background = Cancelled(pass.Status.Background, RunKind.Background, pass.Requests);
            pass.Status.Background = default;
            return;
        }

        if (pass.Before.Pauses.Has(PauseReason.InconclusiveAnalysis))
            return;
        if (NeedsNewRun(pass.Status.Background, pass.Before))
            pass.Status.Background = Created(RunKind.Background, ref pass);
        else
            Judge(pass.Status.Background.Phase, PauseReason.InconclusiveAnalysis, ref pass);
    }

    /// <summary>
    /// No run yet; or the inconclusive one after an operator has ended the pause that it brought; or the first pass after a retry (<c>needsNewAnalysisRun</c>).
    /// </summary>
    private static bool NeedsNewRun(in RunSlot slot, in RolloutStatus before)
    {
        if (!slot.Exists)
            return true;
        if (before.IsControllerPaused && !before.Pauses.Has(PauseReason.PauseStep))
            return slot.Phase == AnalysisPhase.Inconclusive;
        return before.HasAbortStamp;
    }

    private static void Judge(AnalysisPhase phase, PauseReason inconclusive, ref PassState pass)
    {
        if (phase == AnalysisPhase.Inconclusive)
            pass.Pause(inconclusive);
        else if (phase is AnalysisPhase.Failed or AnalysisPhase.Error)
            pass.AddsAbort = true;
    }

    private static RunSlot Created(RunKind kind, ref PassState pass)
    {
        int number = ++pass.Status.RunCount;
        int step = kind == RunKind.Background ? 0 : pass.Before.StepIndex;
        pass.Requests.Add(new RunRequest(kind, number, step, IsCreated: true));
        return new RunSlot { Number = number, StepIndex = step };
    }

    private static RunSlot Cancelled(RunSlot slot, RunKind kind, PassRequests requests)
    {
        if (!slot.IsUnderWay)
            return slot;
        requests.Add(new RunRequest(kind, slot.Number, slot.StepIndex, IsCreated: false));
        return slot with { IsCancelled = true };
    }
}
