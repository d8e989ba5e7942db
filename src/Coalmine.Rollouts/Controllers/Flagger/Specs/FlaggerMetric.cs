using System.Collections.Immutable;

namespace Coalmine.Rollouts.Controllers.Flagger.Specs;

/// <summary>
/// One entry of <c>analysis.metrics</c>. Its name selects a built-in query; it may carry a query of its own and a template as well, and each is asked. One with
/// none of the three fails every check (fluxcd/flagger 15bd6ad5, <c>pkg/controller/scheduler_metrics.go</c>; since 1.36).
/// </summary>
public sealed record FlaggerMetric
{
    /// <summary>The name of the built-in success rate, in percent.</summary>
    public const string SuccessRateName = "request-success-rate";

    /// <summary>The name of the built-in duration, in milliseconds.</summary>
    public const string DurationName = "request-duration";

    /// <summary><c>name</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>interval</c> as written: the range of the query, no business of the ticks; empty where unset.</summary>
    public string Interval { get; init; } = "";

    /// <summary><c>threshold</c>, the older form; 0 where unset, which is what the controller then compares with. Hidden by <see cref="Range"/>.</summary>
    public double Threshold { get; init; }

    /// <summary><c>thresholdRange</c>; null where absent.</summary>
    public FlaggerThresholdRange? Range { get; init; }

    /// <summary><c>query</c>: PromQL, not rendered; empty without.</summary>
    public string Query { get; init; } = "";

    /// <summary><c>templateRef</c>; null without.</summary>
    public FlaggerTemplateReference? Template { get; init; }

    /// <summary><c>templateVariables</c>.</summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The range of built-in and inline queries. Templates get <see cref="Interval"/> as it is.</summary>
    public string EffectiveInterval => Interval.Length > 0 ? Interval : "1m";
}
