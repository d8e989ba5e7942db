namespace Coalmine.PromQL.Parsing;

/// <summary>How an aggregation folds the elements of a group.</summary>
public enum AggregateOperator
{
    /// <summary>Sum: plain from left to right in 2.42, compensated in 3.x.</summary>
    Sum,

    /// <summary>Mean; weights elements equally.</summary>
    Avg,

    /// <summary>Least value; NaN only when all are.</summary>
    Min,

    /// <summary>Greatest value; NaN only when all are.</summary>
    Max,

    /// <summary>Number of elements, NaN ones included.</summary>
    Count,

    /// <summary>Population standard deviation.</summary>
    StdDev,

    /// <summary>Population variance.</summary>
    StdVar,

    /// <summary>1 for each group.</summary>
    Group,

    /// <summary>Quantile between order statistics; NaN sorts first.</summary>
    Quantile,

    /// <summary>The k greatest elements of each group, labels kept.</summary>
    TopK,

    /// <summary>The k least elements of each group, labels kept.</summary>
    BottomK,

    /// <summary>Any k elements of each group, labels kept; 3.x behind a feature flag.</summary>
    LimitK,

    /// <summary>About this share of the elements, chosen by their labels; 3.x behind a feature flag.</summary>
    LimitRatio,

    /// <summary>How many elements have each value; the value becomes a label.</summary>
    CountValues,
}
