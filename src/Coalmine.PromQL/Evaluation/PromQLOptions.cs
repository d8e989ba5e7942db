using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>How a query is read and evaluated.</summary>
/// <param name="Mode">Whose semantics.</param>
public sealed record PromQLOptions(PromQLMode Mode)
{
    /// <summary>
    /// Whether names are only marked where they would be dropped, and dropped at the end of the query: the 3.x flag
    /// <c>promql-delayed-name-removal</c>, off in a server by default and on in the engine of the upstream tests.
    /// </summary>
    public bool DelaysNameRemoval { get; init; }

    /// <summary>
    /// Whether the functions that 3.x has behind the flag <c>promql-experimental-functions</c> are taken (<c>mad_over_time</c>, <c>first_over_time</c>,
    /// <c>sort_by_label</c>, <c>double_exponential_smoothing</c>, <c>ts_of_*_over_time</c>). Off in a server by default, on in the engine
    /// of the upstream tests.
    /// </summary>
    public bool HasExperiments { get; init; }

    /// <summary>The step of subqueries that name none, in milliseconds: a server's global evaluation interval, one minute by default.</summary>
    public long SubqueryStepMilliseconds { get; init; } = 60_000;

    /// <summary>How long the newest sample of a series counts as its current value: Prometheus's default, five minutes.</summary>
    public long LookbackMilliseconds { get; init; } = CompiledQuery.LookbackMilliseconds;

    /// <summary>Whether ranges and the lookback leave out their left end.</summary>
    internal bool IsLeftOpen => Mode == PromQLMode.V3;
}
