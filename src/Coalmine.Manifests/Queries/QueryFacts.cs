using System.Collections.Immutable;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Queries;

/// <summary>What can be told of a query by looking at its tree.</summary>
internal static class QueryFacts
{
    /// <summary>The name of the metric that a selector wants; empty where it wants several.</summary>
    public static string MetricOf(Expression.Selector selector) => ValueOf(selector, "__name__");

    /// <summary>The value that a selector demands of a label; empty where it does not demand one.</summary>
    public static string ValueOf(Expression.Selector selector, string label)
    {
        foreach (LabelMatcher matcher in selector.Matchers)
            if (matcher.Name == label && matcher.Comparison == MatchOperator.Equal)
                return matcher.Value;
        return "";
    }

    /// <summary>The longest range of a query in milliseconds, subqueries included; 0 without any.</summary>
    public static long LongestRange(WrittenQuery query) => query.Nodes.Select(node => node.Expression switch
    {
        Expression.Range range => range.Milliseconds,
        Expression.Subquery subquery => subquery.Milliseconds,
        _ => 0,
    }).DefaultIfEmpty().Max();

    /// <summary>How many characters of a query the selector's metric name takes; 1 where it is written in braces.</summary>
    public static int LengthOf(Expression.Selector selector) => Math.Max(1, MetricOf(selector).Length);

    /// <summary>
    /// The labels that elements of an expression can bear for sure, as far as the tree tells: nothing where all labels of the series are kept, and an empty set
    /// where none are.
    /// </summary>
    public static ImmutableHashSet<string>? KeptLabels(Expression node) => QueryNode.Bare(node) switch
    {
        Expression.Aggregate { Operator: AggregateOperator.TopK or AggregateOperator.BottomK } aggregate => KeptLabels(aggregate.Operand),
        Expression.Aggregate { Grouping.Without: false } aggregate => [.. aggregate.Grouping.Names],
        Expression.Call { Function.Name: "histogram_quantile" } call => KeptLabels(call.Arguments[1])?.Remove("le"),
        Expression.Call call => call.Arguments.FirstOrDefault(argument => argument.Kind is not ValueKind.Scalar and not ValueKind.Text) is { } vector
            ? KeptLabels(vector) : [],
        Expression.Binary { Left.Kind: ValueKind.Scalar } binary => KeptLabels(binary.Right),
        Expression.Binary { Matching: { On: true } matching, Right.Kind: not ValueKind.Scalar } => [.. matching.Names],
        Expression.Binary binary => KeptLabels(binary.Left),
        Expression.Negate negate => KeptLabels(negate.Operand),
        _ => null,
    };

    /// <summary>The selectors whose series an expression's elements are made of, as long as no set operator mixes several.</summary>
    public static ImmutableArray<Expression.Selector> Sources(Expression node) => [.. QueryNode.Selectors(node)];
}
