namespace Coalmine.Rollouts.Evidence;

/// <summary>One answer of the metrics pipeline to a query: a value, no data, or an error.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Value">The value; may be NaN, as in Prometheus. 0 for the other two.</param>
public readonly record struct QueryAnswer(QueryAnswerKind Kind, double Value)
{
    /// <summary>No series answered.</summary>
    public static QueryAnswer NoData => new(QueryAnswerKind.NoData, 0);

    /// <summary>The query failed.</summary>
    public static QueryAnswer Error => new(QueryAnswerKind.Error, 0);

    /// <summary>A value.</summary>
    public static QueryAnswer Of(double value) => new(QueryAnswerKind.Value, value);
}
