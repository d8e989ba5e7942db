using Coalmine.PromQL.Parsing;

namespace Coalmine.Workbench.Conversions.Plain;

/// <summary>Tells from its tree whether a query can give one series without labels at most.</summary>
internal static class SingleSeries
{
    /// <summary>Whether that is certain.</summary>
    public static bool Holds(Expression expression) => expression switch
    {
        Expression.Aggregate { Operator: AggregateOperator.TopK or AggregateOperator.BottomK or AggregateOperator.CountValues } => false,
        Expression.Aggregate aggregate => IsOne(aggregate.Grouping),
        Expression.Parenthesized inner => Holds(inner.Operand),
        Expression.Negate inner => Holds(inner.Operand),
        Expression.Binary binary => Side(binary.Left) && Side(binary.Right) && (Holds(binary.Left) || Holds(binary.Right)),
        Expression.Call { Function.Name: "histogram_quantile", Arguments: [_, var histogram] } => ByBound(histogram),
        Expression.Call { Function.Name: "vector" } => true,
        Expression.Call { Function.Name: "floor", Arguments: [var inner] } => Holds(inner),
        _ => false,
    };

    private static bool Side(Expression expression) => expression is Expression.Number || Holds(expression);

    private static bool IsOne(Grouping grouping) => grouping is { Without: false, Names.Count: 0 };

    private static bool ByBound(Expression expression) => expression switch
    {
        Expression.Aggregate { Operator: AggregateOperator.Sum, Grouping: { Without: false, Names: ["le"] } } => true,
        Expression.Parenthesized inner => ByBound(inner.Operand),
        _ => false,
    };
}
