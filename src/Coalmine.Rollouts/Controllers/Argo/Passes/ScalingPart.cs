using Coalmine.Rollouts.Controllers.Argo.Replicas;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>
/// The part of a pass that scales: the stable replica set first, then the canary, then older ones; a pass that scaled one of the first two does nothing more
/// here (<c>reconcileCanaryReplicaSets</c> in rollout/canary.go, rollout/replicaset.go).
/// </summary>
internal static class ScalingPart
{
    /// <summary>Scales at most one of the two replica sets of the update.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="scaleDownDelaySeconds">How long old pods stay after promotion.</param>
    /// <param name="pass">The pass.</param>
    /// <returns>Whether anything was scaled.</returns>
    public static bool Run(ReplicaRules rules, StepTable steps, int scaleDownDelaySeconds, ref PassState pass)
    {
        if (pass.Before.IsUserPaused || pass.Before.Pauses.Has(PauseReason.InconclusiveAnalysis))
            return false;
        if (!IsHeld(rules, pass))
            pass.Status.CanaryDeadline = null;
        if (!pass.Before.IsPromoted)
            pass.Status.OldDeadline = null;
        return ScaleStable(rules, steps, ref pass) || ScaleCanary(rules, steps, ref pass) || ScaleOld(rules, scaleDownDelaySeconds, ref pass);
    }

    /// <summary>Whether the canary's pods are held for a time after an abort (<c>shouldDelayScaleDownOnAbort</c>).</summary>
    private static bool IsHeld(ReplicaRules rules, in PassState pass) => pass.IsAborted && pass.HasStable && rules.AbortDelaySeconds is not null;

    /// <summary>The stable replica set goes by the weights that the pass before wrote, so that it shrinks after the traffic has moved.</summary>
    private static bool ScaleStable(ReplicaRules rules, StepTable steps, ref PassState pass)
    {
        if (!pass.HasStable)
            return false;
        CountedUpdate update = pass.Counted;
        ArmReplicas wanted = rules.HasRouting ? RoutedReplicas.Of(rules, steps, update, pass.Before.Weight) : BasicReplicas.Of(rules, steps, update);
        return SetOld(wanted.Stable, ref pass);
    }

    /// <summary>The canary goes by the weights of this pass, so that it drains together with its traffic.</summary>
    private static bool ScaleCanary(ReplicaRules rules, StepTable steps, ref PassState pass)
    {
        if (!pass.Canary.Exists)
            return false;
        if (IsHeld(rules, pass))
            return HoldCanary(rules, ref pass);
        CountedUpdate update = pass.Counted;
        ArmReplicas wanted = rules.HasRouting ? RoutedReplicas.Of(rules, steps, update, pass.Status.Weight) : BasicReplicas.Of(rules, steps, update);
        return SetCanary(wanted.Canary, ref pass);
    }

    /// <summary>The deadline is written once the stable replica set has all its pods, and only then begins to run.</summary>
    private static bool HoldCanary(ReplicaRules rules, ref PassState pass)
    {
        if (pass.Status.CanaryDeadline is { } deadline)
            return deadline <= pass.Input.Now && SetCanary(0, ref pass);
        if (pass.Old.Available >= rules.Replicas && rules.AbortDelaySeconds is { } seconds)
            pass.Status.CanaryDeadline = WholeSeconds.Of(WholeSeconds.Later(pass.Input.Now, seconds));
        return false;
    }

    /// <summary>After promotion: pods that do not serve go first and at once; the rest as the strategy says.</summary>
    private static bool ScaleOld(ReplicaRules rules, int scaleDownDelaySeconds, ref PassState pass)
    {
        if (!pass.Before.IsPromoted || !pass.Old.Exists || pass.Old.Spec == 0)
            return false;
        bool hasCleaned = pass.Old.Available < pass.Old.Spec && SetOld(pass.Old.Available, ref pass);
        int removable = pass.Canary.Available + pass.Old.Available + pass.Input.Older.Available - rules.MinAvailable;
        if (removable <= 0)
            return false;
        if (!rules.HasRouting)
            return SetOld(Math.Max(0, pass.Old.Spec - removable), ref pass) || hasCleaned;
        if (pass.Before.WeightsNameOld)
            return hasCleaned;
        return SetOld(Kept(rules, scaleDownDelaySeconds, ref pass), ref pass) || hasCleaned;
    }

    /// <summary>The old pods that stay: all until the deadline, which is written when it is first wanted.</summary>
    private static int Kept(ReplicaRules rules, int scaleDownDelaySeconds, ref PassState pass)
    {
        if (rules.IsDynamic)
            return 0;
        Moment deadline = pass.Status.OldDeadline ?? WholeSeconds.Of(WholeSeconds.Later(pass.Input.Now, scaleDownDelaySeconds));
        pass.Status.OldDeadline = deadline;
        return deadline <= pass.Input.Now ? 0 : pass.Old.Spec;
    }

    private static bool SetOld(int replicas, ref PassState pass)
    {
        if (pass.Old.Spec == replicas)
            return false;
        pass.Old = pass.Old with { Spec = replicas };
        pass.Requests.OldReplicas = replicas;
        if (replicas == 0)
            pass.Status.OldDeadline = null;
        return true;
    }

    private static bool SetCanary(int replicas, ref PassState pass)
    {
        if (pass.Canary.Spec == replicas)
            return false;
        pass.Canary = pass.Canary with { Spec = replicas };
        pass.Requests.CanaryReplicas = replicas;
        return true;
    }
}
