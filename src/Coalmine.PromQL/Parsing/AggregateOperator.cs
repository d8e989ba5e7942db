namespace Coalmine.PromQL.Parsing;

/// <summary>How an aggregation folds the elements of a group.</summary>
public enum AggregateOperator
{
    /// <summary>Plain left-to-right sum, as in Prometheus 2.42.</summary>
    Sum,

    /// <summary>Running mean; weights elements equally.</summary>
    Avg,

    /// <summary>Least value; NaN only when all are.</summary>
    Min,

    /// <summary>Greatest value; NaN only when all are.</summary>
    Max,

    /// <summary>Number of elements, NaN ones included.</summary>
    Count,
}
