using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Rules;

/// <summary>Compiles the expressions of rules.</summary>
public static class RuleQuery
{
    /// <summary>
    /// Compiles a query that a rule can have: Prometheus refuses texts and ranges there; this evaluator also refuses <c>count_values</c>, whose values would
    /// be labels of series that do not exist when the rules are bound.
    /// </summary>
    /// <param name="text">The expression.</param>
    /// <param name="options">How it is read and evaluated.</param>
    public static CompileResult Compile(string text, PromQLOptions options)
    {
        var result = CompiledQuery.Compile(text, options);
        if (result is not CompileResult.Compiled { Query.Root: var root })
            return result;
        if (root.Kind is ValueKind.Text or ValueKind.RangeVector)
            return Refused(root, PromQLMessages.KindMismatch("the result of a rule", root.Kind), "a scalar or an instant vector");
        return CountValues(root) is { } counting
            ? Refused(counting, PromQLMessages.NotSupported("count_values in a rule is", PromQLMessages.UnknownLabels), "")
            : result;
    }

    private static CompileResult.Refused Refused(Expression node, string message, string allowed) =>
        new(new PromQLError(node.Position, message, PromQLMessages.Quote(node.ToString()), allowed));

    private static Expression? CountValues(Expression? node) => node switch
    {
        Expression.Aggregate { Operator: AggregateOperator.CountValues } => node,
        Expression.Aggregate aggregate => CountValues(aggregate.Operand) ?? CountValues(aggregate.Parameter),
        Expression.Call call => call.Arguments.Select(CountValues).FirstOrDefault(found => found is not null),
        Expression.Subquery subquery => CountValues(subquery.Operand),
        Expression.Binary binary => CountValues(binary.Left) ?? CountValues(binary.Right),
        Expression.Negate negate => CountValues(negate.Operand),
        Expression.Parenthesized inner => CountValues(inner.Operand),
        _ => null,
    };
}
