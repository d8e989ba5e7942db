using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Live.Advising;

/// <summary>
/// What each of Flagger's webhooks is answered (fluxcd/flagger 1.44.0, commit 15bd6ad5, <c>pkg/controller/scheduler_hooks.go</c>, <c>webhook.go</c>): 200
/// accepts, 409 refuses. Flagger takes at most 202 for an acceptance, and does not try again after 4xx.
/// </summary>
public static class FlaggerAnswers
{
    private const int Accepted = 200;
    private const int Refused = 409;

    /// <summary>The hook of a name in Flagger's manifests; nothing for those that are not answered.</summary>
    public static FlaggerHookType? Of(string name) => name switch
    {
        "rollout" => FlaggerHookType.Rollout,
        "confirm-traffic-increase" => FlaggerHookType.ConfirmTrafficIncrease,
        "confirm-promotion" => FlaggerHookType.ConfirmPromotion,
        "rollback" => FlaggerHookType.Rollback,
        _ => null,
    };

    /// <summary>
    /// The HTTP status for an answer. Inconclusive accepts nothing but the <c>rollout</c> check: refusing there would count as a failed check, so the two
    /// confirming hooks hold instead.
    /// </summary>
    /// <param name="hook">One of the four that <see cref="Of"/> knows.</param>
    /// <param name="verdict">The answer.</param>
    public static int StatusOf(FlaggerHookType hook, AdviceVerdict verdict) => (hook, verdict) switch
    {
        (FlaggerHookType.Rollback, AdviceVerdict.Fail) => Accepted,
        (FlaggerHookType.Rollback, _) => Refused,
        (_, AdviceVerdict.Fail) => Refused,
        (FlaggerHookType.Rollout, _) => Accepted,
        (_, AdviceVerdict.Pass) => Accepted,
        _ => Refused,
    };
}
