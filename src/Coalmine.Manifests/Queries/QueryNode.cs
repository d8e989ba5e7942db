using System.Collections.Immutable;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Queries;

/// <summary>A node of a query's tree and what holds it.</summary>
/// <param name="Expression">The node.</param>
/// <param name="Above">The nodes that hold it, the nearest last.</param>
public readonly record struct QueryNode(Expression Expression, ImmutableArray<Expression> Above)
{
    /// <summary>All nodes of a tree, each before those it holds.</summary>
    public static IEnumerable<QueryNode> Walk(Expression root)
    {
        Stack<QueryNode> open = new();
        open.Push(new QueryNode(root, []));
        while (open.TryPop(out QueryNode node))
        {
            yield return node;
            foreach (Expression child in Children(node.Expression).Reverse())
                open.Push(new QueryNode(child, node.Above.Add(node.Expression)));
        }
    }

    /// <summary>The nodes that a node holds, in order.</summary>
    public static IEnumerable<Expression> Children(Expression node) => node switch
    {
        Expression.Range range => [range.Series],
        Expression.Subquery subquery => [subquery.Operand],
        Expression.Call call => call.Arguments,
        Expression.Aggregate { Parameter: { } parameter } aggregate => [parameter, aggregate.Operand],
        Expression.Aggregate aggregate => [aggregate.Operand],
        Expression.Binary binary => [binary.Left, binary.Right],
        Expression.Negate negate => [negate.Operand],
        Expression.Parenthesized inner => [inner.Operand],
        _ => [],
    };

    /// <summary>All selectors of a tree.</summary>
    public static IEnumerable<Expression.Selector> Selectors(Expression root) => Walk(root).Select(node => node.Expression).OfType<Expression.Selector>();

    /// <summary>The expression without parentheses around it.</summary>
    public static Expression Bare(Expression node) => node is Expression.Parenthesized inner ? Bare(inner.Operand) : node;
}
