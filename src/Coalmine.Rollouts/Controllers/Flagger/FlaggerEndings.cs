namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>The ways a run begins anew or ends, each with its acts in order (fluxcd/flagger 15bd6ad5, <c>pkg/controller/scheduler.go</c>).</summary>
internal static class FlaggerEndings
{
    /// <summary>The first primary is up: its revision counts as applied and promoted without any analysis.</summary>
    public static void Initialize(FlaggerTickContext tick)
    {
        tick.Do(FlaggerActKind.ScaleDown);
        tick.Route(0);
        tick.State = FlaggerState.Initialized(tick.Sight.Target) with { RoutedWeight = 0 };
        tick.Held = FlaggerPhase.Initialized;
        tick.Record(FlaggerEvent.Initialized);
    }

    /// <summary>Begins a run: the target is scaled up, and nothing else on this tick.</summary>
    public static void StartRun(FlaggerTickContext tick)
    {
        tick.Record(FlaggerEvent.NewRevision, FlaggerPhase.Progressing);
        tick.Do(FlaggerActKind.ScaleUp);
        tick.State = tick.State.Reset(FlaggerPhase.Progressing, tick.Sight.Target);
    }

    /// <summary>The revision changed during the run: from weight 0 again, counters too.</summary>
    public static void Restart(FlaggerTickContext tick)
    {
        tick.Route(0);
        tick.State = tick.State.Reset(FlaggerPhase.Progressing, tick.Sight.Target);
        tick.Held = FlaggerPhase.Progressing;
        tick.Record(FlaggerEvent.Restarted);
    }

    /// <summary>All traffic to the primary, the target to nothing, Failed.</summary>
    public static void RollBack(FlaggerTickContext tick)
    {
        if (tick.State.FailedChecks >= tick.Analysis.EffectiveThreshold)
            tick.Record(FlaggerEvent.ThresholdReached);
        tick.Route(0);
        tick.Record(FlaggerEvent.Failed, FlaggerPhase.Failed);
        tick.Do(FlaggerActKind.ScaleDown);
        tick.State = tick.State.Reset(FlaggerPhase.Failed, tick.Sight.Target);
    }

    /// <summary>The primary broke with the new template: all traffic to the canary, which stays up, Failed (since 1.44, pull request 1931).</summary>
    public static void FailPromotion(FlaggerTickContext tick)
    {
        tick.Record(FlaggerEvent.PromotionFailed);
        tick.Route(100);
        tick.State = tick.State.Reset(FlaggerPhase.Failed, tick.Sight.Target) with { CanaryWeight = 100 };
    }

    /// <summary>Promotes without any check, from whatever point, in one tick. Post-rollout hooks are not called.</summary>
    public static void Skip(FlaggerTickContext tick)
    {
        tick.Route(0);
        tick.CopyToPrimary();
        tick.Do(FlaggerActKind.ScaleDown);
        Succeed(tick);
        tick.Record(FlaggerEvent.PromotedUnchecked);
    }

    /// <summary>The target to nothing, Succeeded; the event follows the post-rollout hooks.</summary>
    public static void Finalise(FlaggerTickContext tick)
    {
        tick.Do(FlaggerActKind.ScaleDown);
        Succeed(tick);
    }

    private static void Succeed(FlaggerTickContext tick) =>
        tick.State = tick.State.Turn(FlaggerPhase.Succeeded) with { PromotedTemplate = tick.State.Applied.Template };
}
