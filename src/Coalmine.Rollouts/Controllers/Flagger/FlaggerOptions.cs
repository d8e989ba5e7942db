using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>What a rollout by Flagger depends on beside the Canary object.</summary>
public sealed record FlaggerOptions
{
    /// <summary>Usual options: a controller for Istio that notices a new revision at once.</summary>
    public static FlaggerOptions Usual { get; } = new();

    /// <summary>The controller's own <c>-mesh-provider</c>.</summary>
    public FlaggerProvider Controller { get; init; } = FlaggerProvider.Default;

    /// <summary>
    /// Time from the push of the revision to the tick that notices it: anything from 0 to an interval, since the ticks run whether there is news or not. Longer
    /// ones are taken modulo the interval.
    /// </summary>
    public TimeSpan Detection { get; init; }

    /// <summary>
    /// Percent of the requests that the analysis' match selects, to four decimals; only these are ever sent to the canary where there is one. From 0 to 100.
    /// </summary>
    public double MatchedShare { get; init; } = 100;
}
