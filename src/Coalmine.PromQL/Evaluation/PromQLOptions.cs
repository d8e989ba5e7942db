using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>How a query is read and evaluated.</summary>
/// <param name="Mode">Whose semantics.</param>
public sealed record PromQLOptions(PromQLMode Mode)
{
    private static readonly string[] NameOnly = [Series.Labels.MetricName];

    private static readonly string[] WithTypes = [Series.Labels.MetricName, "__type__", "__unit__"];

    /// <summary>
    /// Whether names are only marked where they would be dropped, and dropped at the end of the query: the 3.x flag
    /// <c>promql-delayed-name-removal</c>, off in a server by default and on in the engine of the upstream tests.
    /// </summary>
    public bool DelaysNameRemoval { get; init; }

    /// <summary>
    /// Whether what 3.x has behind feature flags is taken: functions and aggregations (<c>mad_over_time</c>, <c>sort_by_label</c>, <c>limitk</c> and the like),
    /// expressions of durations, <c>anchored</c> and <c>smoothed</c>, <c>fill</c>, <c>&lt;/</c> and <c>&gt;/</c>. Off in a server by default, on in the engine
    /// of the upstream tests.
    /// </summary>
    public bool HasExperiments { get; init; }

    /// <summary>
    /// Whether the labels <c>__type__</c> and <c>__unit__</c> go where the metric's name goes: the 3.x flag <c>type-and-unit-labels</c>, off in a server by
    /// default and on in the engine of the upstream tests.
    /// </summary>
    public bool HasTypesAndUnits { get; init; }

    /// <summary>The step of the range query that the text is meant for, in milliseconds: <c>step()</c> in durations; 0 for an instant query.</summary>
    public long StepMilliseconds { get; init; }

    /// <summary>From its first to its last moment, in milliseconds: <c>range()</c> in durations.</summary>
    public long RangeMilliseconds { get; init; }

    /// <summary>The step of subqueries that name none, in milliseconds: a server's global evaluation interval, one minute by default.</summary>
    public long SubqueryStepMilliseconds { get; init; } = 60_000;

    /// <summary>How long the newest sample of a series counts as its current value: Prometheus's default, five minutes.</summary>
    public long LookbackMilliseconds { get; init; } = CompiledQuery.LookbackMilliseconds;

    /// <summary>The labels that tell what a metric is, and not whose it is: gone where names are dropped.</summary>
    internal IReadOnlyList<string> IdentityLabels => HasTypesAndUnits ? WithTypes : NameOnly;

    /// <summary>Whether ranges and the lookback leave out their left end.</summary>
    internal bool IsLeftOpen => Mode == PromQLMode.V3;
}
