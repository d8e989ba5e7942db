namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>
/// What is kept between ticks: the object's status, and the routes, which the controller reads instead of the status when it decides. Counters follow
/// fluxcd/flagger 15bd6ad5, <c>pkg/canary/status.go</c>.
/// </summary>
public readonly record struct FlaggerState
{
    /// <summary><c>status.phase</c>.</summary>
    public FlaggerPhase Phase { get; init; }

    /// <summary><c>status.canaryWeight</c>, in percent; stays 0 in blue/green and A/B runs whatever is routed.</summary>
    public int CanaryWeight { get; init; }

    /// <summary><c>status.failedChecks</c>: ticks that failed a check since the run began; a passing tick does not lower it.</summary>
    public int FailedChecks { get; init; }

    /// <summary><c>status.iterations</c>; -1 after a refused promotion of a weighted canary.</summary>
    public int Iterations { get; init; }

    /// <summary><c>status.lastAppliedSpec</c> and <c>status.trackedConfigs</c>.</summary>
    public FlaggerTarget Applied { get; init; }

    /// <summary><c>status.lastPromotedSpec</c>.</summary>
    public int PromotedTemplate { get; init; }

    /// <summary>Percent of the requests that the router sends to the canary; meaningless for provider kubernetes, which routes nothing.</summary>
    public int RoutedWeight { get; init; }

    /// <summary>Whether the router reports a mirror to the canary.</summary>
    public bool IsMirrored { get; init; }

    /// <summary>What the primary runs.</summary>
    public FlaggerTarget Primary { get; init; }

    /// <summary>Whether a run is under way: the tick does something even without a new revision.</summary>
    public bool IsRunning => Phase is FlaggerPhase.Waiting or FlaggerPhase.Progressing or FlaggerPhase.WaitingPromotion or FlaggerPhase.Promoting
        or FlaggerPhase.Finalising;

    /// <summary>Whether checks are made.</summary>
    public bool IsAnalysing => Phase is FlaggerPhase.Progressing or FlaggerPhase.WaitingPromotion;

    /// <summary>The state after the first primary came up: this target is both applied and promoted.</summary>
    public static FlaggerState Initialized(FlaggerTarget target) =>
        new() { Phase = FlaggerPhase.Initialized, Applied = target, PromotedTemplate = target.Template, Primary = target };

    /// <summary>
    /// Whether a target is a new revision: its template is neither the applied nor the promoted one, or its configs are not the tracked ones. Putting the
    /// promoted template back is none; putting an old ConfigMap back is.
    /// </summary>
    public bool IsNew(FlaggerTarget target) =>
        (target.Template != PromotedTemplate && target.Template != Applied.Template) || target.Configs != Applied.Configs;

    /// <summary>The counters of a fresh run, or of its end by a rollback.</summary>
    internal FlaggerState Reset(FlaggerPhase phase, FlaggerTarget applied) =>
        this with { Phase = phase, CanaryWeight = 0, FailedChecks = 0, Iterations = 0, Applied = applied };

    /// <summary>The status after a plain change to Finalising, Succeeded or WaitingPromotion: failed checks are kept.</summary>
    internal FlaggerState Turn(FlaggerPhase phase, int iterations = 0) => this with { Phase = phase, CanaryWeight = 0, Iterations = iterations };
}
