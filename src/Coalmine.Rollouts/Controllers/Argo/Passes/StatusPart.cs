using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Controllers.Argo.Replicas;

namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>The last part of a pass: promotion, abort, the next step, pauses (<c>syncRolloutStatusCanary</c> in rollout/canary.go, rollout/pause.go).</summary>
internal static class StatusPart
{
    /// <summary>Enters a pause step, unless the controller has paused already: then the step counts as resumed.</summary>
    public static void EnterPauseStep(StepTable steps, ref PassState pass)
    {
        if (pass.Before.IsUserPaused || pass.Before.PromotesFull || steps.At(pass.Before.StepIndex) is not ArgoStep.Pause)
            return;
        if (!pass.Before.Pauses.Has(PauseReason.PauseStep) && !pass.Before.IsControllerPaused)
            pass.Pause(PauseReason.PauseStep);
    }

    /// <summary>Calls a plugin step's plugin; what it answers is laid down in the step.</summary>
    public static void CallPlugin(StepTable steps, ref PassState pass)
    {
        if (pass.IsAborted || pass.Before.PromotesFull || pass.Before.IsUserPaused || steps.At(pass.Before.StepIndex) is not ArgoStep.Plugin plugin)
            return;
        pass.Status.PluginSince ??= pass.Input.Now;
        if (plugin.Fails && HasPluginEnded(plugin, pass))
            pass.AddsAbort = true;
    }

    /// <summary>Writes the new status.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="deadline">The progress deadline.</param>
    /// <param name="pass">The pass.</param>
    public static void Run(ReplicaRules rules, StepTable steps, ProgressDeadline deadline, ref PassState pass)
    {
        if (pass.Before.PromotesFull)
        {
            pass.ClearsPauses = true;
            pass.RemovesAbort = true;
            pass.Status.StepIndex = steps.Count;
            pass.Status.PromotesFull = !pass.Before.IsPromoted;
        }

        if (ShouldPromote(rules, steps, pass))
            Promote(steps, ref pass);
        else if (pass.IsAborted || (deadline.AbortsInTheSamePass && deadline.Aborts(steps, ref pass)))
            pass.Status.StepIndex = pass.Before.IsPromoted ? steps.Count : 0;
        else if (!pass.Before.PromotesFull && IsStepComplete(rules, steps, pass))
            Advance(ref pass);
        if (!deadline.AbortsInTheSamePass && !pass.IsAborted)
            deadline.Aborts(steps, ref pass);
        SettlePauses(ref pass);
        if (pass.Status.StepIndex != pass.Before.StepIndex)
            pass.Status.PluginSince = null;
    }

    private static bool ShouldPromote(ReplicaRules rules, StepTable steps, in PassState pass) =>
        !pass.IsAborted && rules.IsPromotable(pass.Canary) && (pass.Before.PromotesFull || pass.Before.StepIndex >= steps.Count);

    private static void Promote(StepTable steps, ref PassState pass)
    {
        pass.ClearsPauses = true;
        pass.RemovesAbort = true;
        pass.Status.PromotesFull = false;
        pass.Status.StepIndex = steps.Count;
        pass.Status.IsPromoted = true;
    }

    private static void Advance(ref PassState pass)
    {
        pass.Status.StepIndex = pass.Before.StepIndex + 1;
        pass.Status.Step = default;
        pass.Status.Experiment = default;
        pass.EndsPauseStep = true;
    }

    private static bool IsStepComplete(ReplicaRules rules, StepTable steps, in PassState pass)
    {
        if (pass.Before.IsUserPaused)
            return false;
        return steps.At(pass.Before.StepIndex) switch
        {
            ArgoStep.Pause pause => IsPauseOver(pause, pass),
            ArgoStep.SetWeight or ArgoStep.SetCanaryScale => TrafficPart.IsAtDesiredCounts(rules, steps, pass.Counted),
            ArgoStep.Analyze => pass.Status.Step is { Exists: true, Phase: AnalysisPhase.Successful },
            ArgoStep.Experiment => pass.Status.Experiment is { Exists: true, Phase: AnalysisPhase.Successful },
            ArgoStep.SetHeaderRoute or ArgoStep.SetMirrorRoute => true,
            ArgoStep.Plugin plugin => HasPluginEnded(plugin, pass),
            _ => false,
        };
    }

    private static bool IsPauseOver(ArgoStep.Pause pause, in PassState pass)
    {
        if (pass.Before.Pauses.Find(PauseReason.PauseStep) is not { } condition)
            return pass.Before.IsControllerPaused;
        return pause.Seconds is { } seconds && pass.Input.Now > WholeSeconds.Later(condition.Since, seconds);
    }

    private static bool HasPluginEnded(ArgoStep.Plugin plugin, in PassState pass) =>
        pass.Status.PluginSince is { } since && pass.Input.Now >= WholeSeconds.Later(since, plugin.Seconds);

    /// <summary>An abort drops every pause; else those that end are taken away and new ones added; with none left the controller pauses no more.</summary>
    private static void SettlePauses(ref PassState pass)
    {
        bool isAborted = pass.AddsAbort || (!pass.RemovesAbort && pass.Before.IsAborted);
        pass.Status.IsAborted = isAborted;
        pass.Status.HasAbortStamp = isAborted;
        PauseConditions pauses = isAborted || pass.ClearsPauses ? default : pass.Before.Pauses;
        if (!isAborted && !pass.ClearsPauses)
        {
            if (pass.EndsPauseStep)
                pauses.Remove(PauseReason.PauseStep);
            for (int i = 0; i < pass.Added.Count; i++)
                pauses.Add(pass.Added[i]);
        }

        pass.Status.Pauses = pauses;
        pass.Status.IsControllerPaused = pauses.Count > 0 && (pass.Before.IsControllerPaused || pass.Added.Count > 0);
    }
}
