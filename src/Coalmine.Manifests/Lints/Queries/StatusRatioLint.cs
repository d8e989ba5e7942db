using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>Ratios whose numerator filters a status (reference, prometheus 2.4 and 4.3): no series until the first such request.</summary>
internal sealed class StatusRatioLint() : QueryLint("CM1913", Severity.Warning, "a ratio that vanishes where one status is absent")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(WrittenQuery query, LintOptions options)
    {
        foreach (Expression.Binary ratio in query.Nodes.Select(node => node.Expression).OfType<Expression.Binary>()
            .Where(binary => binary.Operator == BinaryOperator.Divide))
        {
            if (QueryNode.Walk(ratio.Left).Any(node => node.Expression is Expression.Binary { Operator: BinaryOperator.Or }))
                continue;
            foreach (Expression.Selector above in QueryNode.Selectors(ratio.Left))
            {
                LabelMatcher? status = above.Matchers.FirstOrDefault(matcher => StatusLabels.Contains(matcher.Name));
                if (status is null || !QueryNode.Selectors(ratio.Right).Any(below => IsWhole(below, above, status)))
                    continue;
                yield return Judge(query, ratio, above, status);
                break;
            }
        }
    }

    private static readonly string[] StatusLabels =
        ["code", "response_code", "response_code_class", "status", "status_code", "http_status", "http_response_status_code", "grpc_code", "grpc_status",
            "grpc_response_status", "envoy_response_code", "classification"];

    private static bool IsWhole(Expression.Selector below, Expression.Selector above, LabelMatcher status) =>
        QueryFacts.MetricOf(below) == QueryFacts.MetricOf(above) && !below.Matchers.Any(matcher => matcher.Name == status.Name);

    private Finding Judge(WrittenQuery query, Expression.Binary ratio, Expression.Selector above, LabelMatcher status)
    {
        string failure = status.Name == "classification" ? "failure" : status.Name == "response_code_class" ? "5xx" : "500";
        bool countsErrors = status.Matches(failure);
        bool isRule = query.Owner is QueryOwner.RecordingRule or QueryOwner.AlertingRule;
        string rest = isRule
            ? countsErrors ? "Until the first error there is no ratio at all, which is no harm to an alert on "
                + "errors." : "At 100 % errors there is no ratio, and what alerts on it does not fire."
            : countsErrors ? "A canary without errors has no ratio, and that is no answer: an error to Argo, a failed check to Flagger."
                : "At 100 % errors there is no ratio: an error to Argo, a failed check to Flagger.";
        Finding finding = At(
            query, above.Position, QueryFacts.LengthOf(above), $"A series with {status} exists only once there was such a request; without one this side "
                + $"is empty, and so is the ratio. {rest}",
            Instead(ratio, countsErrors));
        return isRule == countsErrors ? finding with { Severity = Severity.Note }
            : finding with { Severity = isRule || countsErrors ? Severity.Warning : Severity.Note };
    }

    private static string Instead(Expression.Binary ratio, bool countsErrors)
    {
        bool isGrouped = QueryFacts.KeptLabels(ratio.Left) is not { IsEmpty: true };
        string filled = isGrouped ? "`(errors) or 0 * (all)` with the same grouping" : "`(errors) or vector(0)`";
        return countsErrors ? $"Write {filled} in place of the errors." : $"Write 1 - errors / all, with {filled} in place of the errors.";
    }
}
