namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>The catalogue of sentences for events.</summary>
public static class FlaggerMessages
{
    /// <summary>The sentence of an event, without a full stop.</summary>
    public static string Text(FlaggerEvent happened) => happened switch
    {
        FlaggerEvent.Suspended => "the canary is suspended and ticks do nothing",
        FlaggerEvent.Initialized => "the first primary is up",
        FlaggerEvent.PrimaryNotReady => "the primary is not ready",
        FlaggerEvent.CanaryNotReady => "the canary is not ready",
        FlaggerEvent.NewRevision => "a new revision was noticed and the canary is scaled up",
        FlaggerEvent.Restarted => "the revision changed during the run, which begins anew",
        FlaggerEvent.WaitingForRollout => "a confirm-rollout hook refuses",
        FlaggerEvent.WaitingForTrafficIncrease => "a confirm-traffic-increase hook refuses",
        FlaggerEvent.WaitingForPromotion => "a confirm-promotion hook refuses; checks go on",
        FlaggerEvent.HookPassed => "a hook accepts",
        FlaggerEvent.HookFailed => "a hook refuses or does not answer, which is a failed check",
        FlaggerEvent.NoRollbackAsked => "a rollback hook does not ask for a rollback",
        FlaggerEvent.RollbackAsked => "a rollback hook asks for a rollback",
        FlaggerEvent.Starting => "the analysis starts; nothing is checked before the first weight",
        FlaggerEvent.MetricFailed => "a metric failed, which is a failed check",
        FlaggerEvent.MetricUnusable => "a metric cannot be asked, which is a failed check",
        FlaggerEvent.WeightAdvanced => "the checks passed and the weight is raised",
        FlaggerEvent.IterationAdvanced => "the checks passed and one more iteration is counted",
        FlaggerEvent.AllToCanary => "the iterations are done and all traffic goes to the canary",
        FlaggerEvent.AllToPrimary => "all traffic goes to the primary",
        FlaggerEvent.PrimaryAdvanced => "the primary gets more traffic back",
        FlaggerEvent.Copying => "the checks passed and the template is copied to the primary",
        FlaggerEvent.ThresholdReached => "the failed checks reached the threshold",
        FlaggerEvent.Failed => "the canary failed and is scaled to nothing",
        FlaggerEvent.PromotionFailed => "the primary broke with the new template; the canary takes all traffic",
        FlaggerEvent.Promoted => "the promotion is finished",
        FlaggerEvent.PromotedUnchecked => "the promotion is finished; the analysis was skipped",
        FlaggerEvent.ProviderCannotRoute => "provider kubernetes routes nothing: conditions and weights are left out, iterations are counted",
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Allowed: a known event."),
    };
}
