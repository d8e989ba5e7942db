using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>How a query is read and evaluated.</summary>
/// <param name="Mode">Whose semantics.</param>
public sealed record PromQLOptions(PromQLMode Mode)
{
    /// <summary>
    /// Whether names are only marked where they would be dropped, and dropped at the end of the query: the 3.x flag <c>promql-delayed-name-removal</c>, off in a
    /// server by default and on in the engine of the upstream tests.
    /// </summary>
    public bool DelaysNameRemoval { get; init; }

    /// <summary>The step of subqueries that name none, in milliseconds: a server's global evaluation interval, one minute by default.</summary>
    public long SubqueryStepMilliseconds { get; init; } = 60_000;

    /// <summary>How long the newest sample of a series counts as its current value: Prometheus's default, five minutes.</summary>
    public long LookbackMilliseconds { get; init; } = CompiledQuery.LookbackMilliseconds;

    /// <summary>Whether ranges and the lookback leave out their left end.</summary>
    internal bool IsLeftOpen => Mode == PromQLMode.V3;
}
