using System.Collections.Frozen;
using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Bindings;

/// <summary>
/// Whether a query sees more of the series of a selector than their sum over one label. <c>sum by (le)</c> adds response codes up, so that one series may stand
/// for all; <c>sum by (le, response_code)</c>, <c>max</c>, or no aggregation at all shows them one by one.
/// </summary>
internal static class OutcomesApart
{
    // Of what these make of counters, sums are made of the counters' sums.
    private static readonly FrozenSet<string> Linear = new[] { "rate", "increase", "delta", "irate", "idelta", "sum_over_time", "avg_over_time" }.ToFrozenSet();

    /// <summary>Whether it does.</summary>
    /// <param name="query">The query.</param>
    /// <param name="selector">A selector of it, the very one.</param>
    /// <param name="label">The label.</param>
    public static bool Sees(Expression query, Expression.Selector selector, string label) =>
        Of(query, selector, label) is SeriesFate.Apart or SeriesFate.Carried;

    private static SeriesFate Of(Expression expression, Expression.Selector selector, string label) => expression switch
    {
        Expression.Selector one => ReferenceEquals(one, selector) ? SeriesFate.Carried : SeriesFate.Absent,
        Expression.Range range => Of(range.Series, selector, label),
        Expression.Subquery subquery => Of(subquery.Operand, selector, label),
        Expression.Parenthesized inner => Of(inner.Operand, selector, label),
        Expression.Negate negate => Of(negate.Operand, selector, label),
        Expression.Call call => AfterCall(call, selector, label),
        Expression.Aggregate aggregate => AfterAggregate(aggregate, selector, label),
        Expression.Binary binary => AfterBinary(binary, selector, label),
        _ => SeriesFate.Absent,
    };

    private static SeriesFate AfterCall(Expression.Call call, Expression.Selector selector, string label)
    {
        SeriesFate fate = call.Arguments.Select(argument => Of(argument, selector, label)).DefaultIfEmpty().Max();
        return fate == SeriesFate.Carried && !Linear.Contains(call.Function.Name) ? SeriesFate.Apart : fate;
    }

    private static SeriesFate AfterAggregate(Expression.Aggregate aggregate, Expression.Selector selector, string label)
    {
        SeriesFate inside = Of(aggregate.Operand, selector, label);
        if (inside != SeriesFate.Carried)
            return inside == SeriesFate.Absent && aggregate.Parameter is { } parameter ? Of(parameter, selector, label) : inside;
        bool isKept = aggregate.Grouping.Names.Contains(label) != aggregate.Grouping.Without;
        return aggregate.Operator == AggregateOperator.Sum && !isKept ? SeriesFate.Summed : SeriesFate.Apart;
    }

    private static SeriesFate AfterBinary(Expression.Binary binary, Expression.Selector selector, string label)
    {
        SeriesFate left = Of(binary.Left, selector, label);
        SeriesFate fate = left == SeriesFate.Absent ? Of(binary.Right, selector, label) : left;
        if (fate != SeriesFate.Carried)
            return fate;
        bool isScaled = binary.Operator switch
        {
            BinaryOperator.Multiply => binary.Left.Kind == ValueKind.Scalar || binary.Right.Kind == ValueKind.Scalar,
            BinaryOperator.Divide => binary.Right.Kind == ValueKind.Scalar,
            _ => false,
        };
        return isScaled ? SeriesFate.Carried : SeriesFate.Apart;
    }
}
