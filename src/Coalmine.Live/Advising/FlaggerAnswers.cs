namespace Coalmine.Live.Advising;

/// <summary>
/// What each of Flagger's webhooks is answered (fluxcd/flagger 1.44.0, commit 15bd6ad5, <c>pkg/controller/scheduler_hooks.go</c>, <c>webhook.go</c>): 200 accepts,
/// 409 refuses. Flagger takes at most 202 for an acceptance, and does not try again after 4xx.
/// </summary>
public static class FlaggerAnswers
{
    private const int Accepted = 200;
    private const int Refused = 409;

    /// <summary>The hook of a name in Flagger's manifests; nothing for those that are not answered.</summary>
    public static FlaggerHook? Of(string name) => name switch
    {
        "rollout" => FlaggerHook.Rollout,
        "confirm-traffic-increase" => FlaggerHook.ConfirmTrafficIncrease,
        "confirm-promotion" => FlaggerHook.ConfirmPromotion,
        "rollback" => FlaggerHook.Rollback,
        _ => null,
    };

    /// <summary>
    /// The HTTP status for an answer. Inconclusive accepts nothing but the <c>rollout</c> check: refusing there would count as a failed check, so the two confirming
    /// hooks hold instead.
    /// </summary>
    public static int StatusOf(FlaggerHook hook, AdviceVerdict verdict) => (hook, verdict) switch
    {
        (FlaggerHook.Rollback, AdviceVerdict.Fail) => Accepted,
        (FlaggerHook.Rollback, _) => Refused,
        (_, AdviceVerdict.Fail) => Refused,
        (FlaggerHook.Rollout, _) => Accepted,
        (_, AdviceVerdict.Pass) => Accepted,
        _ => Refused,
    };
}
