using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>`or vector(0)` beside groups (reference, prometheus 3.8).</summary>
internal sealed class UngroupedZeroLint() : QueryLint("CM1921", Severity.Note, "a zero that fills no group")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(WrittenQuery query, LintOptions options)
    {
        foreach (Expression.Binary union in query.Nodes.Select(node => node.Expression).OfType<Expression.Binary>())
        {
            bool isZero = union.Operator == BinaryOperator.Or && QueryNode.Bare(union.Right) is Expression.Call { Function.Name: "vector" };
            if (!isZero || QueryFacts.KeptLabels(union.Left) is { IsEmpty: true })
                continue;
            bool matchesAll = union.Matching is { On: true, Names.Count: 0 };
            yield return At(
                query, union.Position, 2,
                matchesAll ? "With `on()` the zero is there only where the left side has nothing at all; groups that are missing stay missing."
                    : "`vector(0)` has no labels: it stands beside the groups of the left side and fills none that is missing.",
                "Write `or 0 * (all)` with the same grouping as the left side.");
        }
    }
}
