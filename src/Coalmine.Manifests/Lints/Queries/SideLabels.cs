using System.Collections.Immutable;
using Coalmine.Manifests.Queries;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>What one side of an operation is sure to say about its labels.</summary>
/// <param name="Demands">Labels that every element bears, with the one value that selectors demand of them.</param>
internal readonly record struct SideLabels(ImmutableDictionary<string, string> Demands)
{
    private static readonly SideLabels Unknown = new(ImmutableDictionary<string, string>.Empty);

    /// <summary>The labels of a side; none where functions rewrite labels.</summary>
    public static SideLabels Of(Expression side)
    {
        if (QueryNode.Walk(side).Any(node => node.Expression is Expression.Call { Function.Name: "label_replace" or "label_join" }
            or Expression.Aggregate { Operator: AggregateOperator.CountValues } or Expression.Binary { Operator: BinaryOperator.Or }
            or Expression.Binary { Matching.Cardinality: not MatchCardinality.OneToOne }))
            return Unknown;
        ImmutableHashSet<string>? kept = QueryFacts.KeptLabels(side);
        ImmutableDictionary<string, string>.Builder demands = ImmutableDictionary.CreateBuilder<string, string>();
        ILookup<string, string> values = QueryNode.Selectors(side).SelectMany(selector => selector.Matchers)
            .Where(matcher => matcher is { Comparison: MatchOperator.Equal, Name: not "__name__", Value.Length: > 0 })
                .ToLookup(matcher => matcher.Name, matcher => matcher.Value);
        foreach (IGrouping<string, string> label in values)
            if (label.Distinct().Count() == 1 && kept?.Contains(label.Key) != false && !IsDropped(side, label.Key))
                demands[label.Key] = label.First();
        return new SideLabels(demands.ToImmutable());
    }

    // An aggregation without a clause, or `without`, or `ignoring` on the way may take the label away.
    private static bool IsDropped(Expression side, string label) => QueryNode.Walk(side).Any(node => node.Expression switch
    {
        Expression.Aggregate { Operator: AggregateOperator.TopK or AggregateOperator.BottomK } => false,
        Expression.Aggregate aggregate => aggregate.Grouping.Without == aggregate.Grouping.Names.Contains(label),
        Expression.Binary { Left.Kind: not ValueKind.Scalar, Right.Kind: not ValueKind.Scalar } binary =>
            binary.Matching.On != binary.Matching.Names.Contains(label),
        _ => false,
    });
}
