namespace Coalmine.Rollouts.Evidence;

/// <summary>One answer of the metrics pipeline to a query: a value, no data, or an error.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Value">The value of the first series, or the scalar; may be NaN, as in Prometheus. 0 for the other two.</param>
public readonly record struct QueryAnswer(QueryAnswerKind Kind, double Value)
{
    /// <summary>
    /// The values of all series, in the server's order, where the answer is a vector; empty for a scalar, no data and an error. Valid as long as the
    /// measurements that brought it.
    /// </summary>
    public ReadOnlyMemory<double> Series { get; private init; }

    /// <summary>No series answered.</summary>
    public static QueryAnswer NoData => new(QueryAnswerKind.NoData, 0);

    /// <summary>The query failed.</summary>
    public static QueryAnswer Error => new(QueryAnswerKind.Error, 0);

    /// <summary>A scalar.</summary>
    public static QueryAnswer Of(double value) => new(QueryAnswerKind.Value, value);

    /// <summary>A vector; no data where it has no series.</summary>
    public static QueryAnswer OfSeries(ReadOnlyMemory<double> series) =>
        series.IsEmpty ? NoData : new(QueryAnswerKind.Value, series.Span[0]) { Series = series };

    /// <summary>The same answer with values of its own, fit to be kept.</summary>
    public QueryAnswer Kept() => this with { Series = Series.ToArray() };
}
