namespace Coalmine.Rollouts.Controllers.Flagger.Specs;

/// <summary>
/// <c>analysis.sessionAffinity</c>: users that the canary has answered keep it, so that its real share of the requests grows beyond the weight. Decisions still
/// read the weighted route (fluxcd/flagger 15bd6ad5, <c>pkg/router/istio.go</c>, <c>gateway_api.go</c>).
/// </summary>
/// <param name="CookieName">Name of the canary's cookie.</param>
/// <param name="MaxAge">Seconds that the cookie lives; 0 stands for 86400.</param>
/// <param name="PrimaryCookieName">Name of the cookie that keeps users of the primary for one interval; empty for none.</param>
public sealed record FlaggerSessionAffinity(string CookieName, int MaxAge, string PrimaryCookieName)
{
    /// <summary>How long a user keeps the canary.</summary>
    public TimeSpan EffectiveMaxAge => TimeSpan.FromSeconds(MaxAge > 0 ? MaxAge : 86400);
}
