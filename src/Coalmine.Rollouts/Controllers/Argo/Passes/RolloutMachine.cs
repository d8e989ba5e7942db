using Coalmine.Rollouts.Controllers.Argo.Replicas;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>
/// The Rollout controller for one update with a canary strategy: a status and one pass give the next status and what is asked of the world. Order of a pass:
/// weight, experiments, analysis runs, scaling, entering a pause, status (<c>rolloutCanary</c> in rollout/canary.go of argoproj/argo-rollouts, commit
/// 9f8d111d). Pure and without state of its own.
/// </summary>
internal sealed class RolloutMachine
{
    private readonly ArgoCanaryStrategy _canary;
    private readonly ProgressDeadline _deadline;

    /// <summary>A machine for a Rollout.</summary>
    /// <param name="spec">The Rollout.</param>
    /// <param name="release">The release imitated.</param>
    public RolloutMachine(ArgoRolloutSpec spec, ArgoRelease release)
    {
        _canary = spec.Canary;
        _deadline = new ProgressDeadline(spec, release);
        Rules = new ReplicaRules(spec, release);
        Steps = new StepTable(spec.Canary);
    }

    /// <summary>The rules for replica counts.</summary>
    public ReplicaRules Rules { get; }

    /// <summary>The steps.</summary>
    public StepTable Steps { get; }

    /// <summary>Makes one pass.</summary>
    /// <param name="status">The status; replaced by the new one.</param>
    /// <param name="input">The moment and the pods.</param>
    /// <param name="requests">Receives what is asked of the world.</param>
    /// <returns>Whether anything changed, so that the next pass follows at once.</returns>
    public bool Pass(ref RolloutStatus status, in PassInput input, PassRequests requests)
    {
        requests.Clear();
        PassState pass = new(input, ref status, requests)
        {
            // An abort of an update that is over is dropped.
            RemovesAbort = status.IsPromoted,
        };
        TrafficPart.Run(Rules, Steps, ref pass);
        AnalysisPart.Run(Steps, _canary.Background, ref pass);

        // A run that is newly inconclusive ends the pass here.
        if (pass.Added.Count == 0 && !ScalingPart.Run(Rules, Steps, _canary.ScaleDownDelaySeconds, ref pass))
        {
            StatusPart.EnterPauseStep(Steps, ref pass);
            StatusPart.CallPlugin(Steps, ref pass);
        }

        StatusPart.Run(Rules, Steps, _deadline, ref pass);
        return requests.OldReplicas is not null || requests.CanaryReplicas is not null || pass.Before with { Progress = status.Progress } != status;
    }

    /// <summary>
    /// Index of the step after the pod template or the steps have changed, when everything else is reset too: all steps count as done if the template is the
    /// stable one again, or an older one within the rollback window.
    /// </summary>
    /// <param name="skipsSteps">Whether it is such a template.</param>
    /// <param name="steps">The number of steps.</param>
    public static int StepIndexAfterChange(bool skipsSteps, int steps) => skipsSteps ? steps : 0;

    /// <summary>When the next pass is due although nothing else happens; <see cref="Moment.Never"/> when none is.</summary>
    /// <param name="status">The status after the last pass.</param>
    /// <param name="now">The moment of the last pass. What is overdue already, and was not acted on then, waits for something else.</param>
    public Moment NextWake(in RolloutStatus status, Moment now)
    {
        Moment next = Sooner(Moment.Never, _deadline.NextLook(Steps, status), now);
        ArgoStep? step = Steps.At(status.StepIndex);
        if (step is ArgoStep.Pause { Seconds: { } seconds } && status.Pauses.Find(PauseReason.PauseStep) is { } condition)
            next = Sooner(next, WholeSeconds.JustAfter(WholeSeconds.Later(condition.Since, seconds)), now);
        if (step is ArgoStep.Plugin plugin && status.PluginSince is { } since)
            next = Sooner(next, WholeSeconds.Later(since, plugin.Seconds), now);
        next = Sooner(next, status.CanaryDeadline, now);
        return Sooner(next, status.OldDeadline, now);
    }

    private static Moment Sooner(Moment next, Moment? other, Moment now) => other is { } moment && moment > now ? Moment.Earlier(next, moment) : next;
}
