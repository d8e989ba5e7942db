using Coalmine.Manifests.Queries;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>A quantile of a known histogram within an expression, and what it is multiplied by on the way out.</summary>
/// <param name="Family">The histogram.</param>
/// <param name="Metric">Its name as the query writes it.</param>
/// <param name="Factor">The expression's value for a quantile of 1 in the histogram's own unit.</param>
internal readonly record struct QuantileScale(MetricFamily Family, string Metric, double Factor)
{
    /// <summary>Finds the quantile of an expression that is nothing but one, scaled; nothing otherwise.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="recorded">The expressions of recording rules, by the metric that they record.</param>
    /// <param name="depth">How many recording rules led here.</param>
    public static QuantileScale? Of(Expression expression, Func<string, Expression?> recorded, int depth = 0) => QueryNode.Bare(expression) switch
    {
        Expression.Call { Function.Name: "histogram_quantile" } call => OfHistogram(call.Arguments[1]),
        Expression.Aggregate { Operator: AggregateOperator.Avg or AggregateOperator.Max or AggregateOperator.Min } aggregate =>
            Of(aggregate.Operand, recorded, depth),
        Expression.Binary { Operator: BinaryOperator.Multiply } product =>
            Scaled(product.Left, product.Right, recorded, depth) ?? Scaled(product.Right, product.Left, recorded, depth),
        Expression.Binary { Operator: BinaryOperator.Divide } quotient when QueryNode.Bare(quotient.Right) is Expression.Number { Value: not 0 } by =>
            Of(quotient.Left, recorded, depth) is { } found ? found with { Factor = found.Factor / by.Value } : null,
        Expression.Selector selector when depth < 8 && recorded(QueryFacts.MetricOf(selector)) is { } rule => Of(rule, recorded, depth + 1),
        _ => null,
    };

    private static QuantileScale? Scaled(Expression inner, Expression factor, Func<string, Expression?> recorded, int depth) =>
        QueryNode.Bare(factor) is Expression.Number number && Of(inner, recorded, depth) is { } found ? found with { Factor = found.Factor * number.Value }
            : null;

    private static QuantileScale? OfHistogram(Expression buckets)
    {
        foreach (Expression.Selector selector in QueryNode.Selectors(buckets))
        {
            string metric = QueryFacts.MetricOf(selector);
            if (FamilyTable.Find(metric, out SeriesPart part) is { Bounds.Length: > 0 } family && part == SeriesPart.Bucket)
                return new QuantileScale(family, metric, 1);
        }

        return null;
    }
}
