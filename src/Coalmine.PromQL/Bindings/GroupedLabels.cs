using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Bindings;

/// <summary>Labels that a query keeps apart by name: those of <c>by</c> and of <c>on</c>.</summary>
internal static class GroupedLabels
{
    /// <summary>All of them, with repetitions.</summary>
    public static IEnumerable<string> Of(Expression expression) => expression switch
    {
        Expression.Aggregate aggregate => (aggregate.Grouping.Without ? [] : aggregate.Grouping.Names)
            .Concat(Of(aggregate.Operand)).Concat(aggregate.Parameter is { } parameter ? Of(parameter) : []),
        Expression.Binary binary => (binary.Matching.On ? binary.Matching.Names : []).Concat(Of(binary.Left)).Concat(Of(binary.Right)),
        Expression.Call call => call.Arguments.SelectMany(Of),
        Expression.Subquery subquery => Of(subquery.Operand),
        Expression.Negate negate => Of(negate.Operand),
        Expression.Parenthesized inner => Of(inner.Operand),
        _ => [],
    };
}
