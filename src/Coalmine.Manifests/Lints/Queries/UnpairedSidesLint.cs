using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>One-to-one matching (reference, prometheus 3.8 and 4.3): elements without a partner are dropped silently.</summary>
internal sealed class UnpairedSidesLint() : QueryLint("CM1912", Severity.Error, "an operation whose sides never pair")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(WrittenQuery query, LintOptions options)
    {
        foreach (Expression.Binary binary in query.Nodes.Select(node => node.Expression).OfType<Expression.Binary>())
        {
            if (binary.Operator is BinaryOperator.Or or BinaryOperator.Unless || binary.Left.Kind == ValueKind.Scalar || binary.Right.Kind == ValueKind.Scalar)
                continue;
            SideLabels left = SideLabels.Of(binary.Left);
            SideLabels right = SideLabels.Of(binary.Right);
            string[] apart = [.. left.Demands.Where(demand => right.Demands.TryGetValue(demand.Key, out string? other) && other != demand.Value
                && IsMatched(binary, demand.Key)).Select(demand => demand.Key).Order()];
            if (apart.Length == 0)
                continue;
            string labels = string.Join(", ", apart);
            string sign = OperatorText(binary.Operator);
            bool canInsert = binary.Matching is { On: false, Names.Count: 0 }
                && query.Text.AsSpan(binary.Position.Offset).StartsWith(sign, StringComparison.Ordinal);
            yield return At(
                query, binary.Position, sign.Length,
                $"Elements pair only where all their labels are equal, and the two sides demand different values of {labels} ({left.Demands[apart[0]]}, "
                    + $"{right.Demands[apart[0]]}): the result is always empty. {Consequence(query.Owner)}",
                $"Write `{sign} ignoring({labels})`.") with
            {
                Edits = canInsert ? Rewrite(query.Place, query.Text.Insert(binary.Position.Offset + sign.Length, $" ignoring({labels})")) : [],
            };
        }
    }

    private static bool IsMatched(Expression.Binary binary, string label) => binary.Matching.On == binary.Matching.Names.Contains(label);

    private static string Consequence(QueryOwner owner) => owner switch
    {
        QueryOwner.AlertingRule => "The alert never fires.",
        QueryOwner.RecordingRule => "Nothing is ever recorded.",
        QueryOwner.FlaggerMetric => "Every check fails.",
        _ => "Every measurement is an error where the condition takes `result[0]`.",
    };

    private static string OperatorText(BinaryOperator sign) => sign switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Modulo => "%",
        BinaryOperator.Power => "^",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.And => "and",
        _ => "atan2",
    };
}
