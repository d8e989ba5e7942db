namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>What a tick records on the Canary object, in our words.</summary>
public enum FlaggerEvent
{
    /// <summary>The object is suspended.</summary>
    Suspended,

    /// <summary>The first primary is up.</summary>
    Initialized,

    /// <summary>The primary is not ready.</summary>
    PrimaryNotReady,

    /// <summary>The canary is not ready.</summary>
    CanaryNotReady,

    /// <summary>A new revision was seen and the target is scaled up.</summary>
    NewRevision,

    /// <summary>The revision changed during the run, which begins anew.</summary>
    Restarted,

    /// <summary>A run waits for a confirm-rollout hook.</summary>
    WaitingForRollout,

    /// <summary>A run waits for a confirm-traffic-increase hook.</summary>
    WaitingForTrafficIncrease,

    /// <summary>A run waits for a confirm-promotion hook.</summary>
    WaitingForPromotion,

    /// <summary>A hook accepted.</summary>
    HookPassed,

    /// <summary>A pre-rollout, rollout or post-rollout hook refused.</summary>
    HookFailed,

    /// <summary>A rollback hook did not ask for a rollback.</summary>
    NoRollbackAsked,

    /// <summary>A rollback hook asked for a rollback.</summary>
    RollbackAsked,

    /// <summary>The analysis starts: nothing is routed or counted yet.</summary>
    Starting,

    /// <summary>A metric failed its threshold, or brought no values or an error.</summary>
    MetricFailed,

    /// <summary>A metric cannot be asked: no query, no template, or one that does not render.</summary>
    MetricUnusable,

    /// <summary>The canary's weight was raised.</summary>
    WeightAdvanced,

    /// <summary>One more iteration was counted.</summary>
    IterationAdvanced,

    /// <summary>All traffic goes to the canary.</summary>
    AllToCanary,

    /// <summary>All traffic goes to the primary.</summary>
    AllToPrimary,

    /// <summary>The primary got more traffic back.</summary>
    PrimaryAdvanced,

    /// <summary>The template is copied to the primary.</summary>
    Copying,

    /// <summary>The failed checks reached the threshold.</summary>
    ThresholdReached,

    /// <summary>The canary failed and its pods are removed.</summary>
    Failed,

    /// <summary>The primary broke during promotion; the canary takes all traffic.</summary>
    PromotionFailed,

    /// <summary>The promotion is finished.</summary>
    Promoted,

    /// <summary>The promotion is finished; the analysis was skipped.</summary>
    PromotedUnchecked,

    /// <summary>Provider kubernetes: conditions are dropped or steps are taken as ten iterations.</summary>
    ProviderCannotRoute,
}
