using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>Averages of gauges over pods (reference, prometheus 3.7): avg weights series equally.</summary>
internal sealed class AverageOverPodsLint() : QueryLint("CM1915", Severity.Warning, "an average that weighs all pods alike")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(WrittenQuery query, LintOptions options)
    {
        foreach (Expression.Aggregate average in query.Nodes.Select(node => node.Expression).OfType<Expression.Aggregate>())
        {
            if (average.Operator != AggregateOperator.Avg || QueryNode.Bare(average.Operand) is not Expression.Selector gauge
                || query.Owner == QueryOwner.RecordingRule)
                continue;
            string metric = QueryFacts.MetricOf(gauge);
            if (metric.Contains(':', StringComparison.Ordinal))
                continue;
            yield return At(
                query, average.Position, 3,
                $"The average of a gauge weighs every pod alike, whatever its share of the requests, and says nothing about how many answers "
                    + $"{(metric.Length > 0 ? metric : "it")} rests on: a pod with ten labelled "
                    + "answers counts as much as one with ten thousand.",
                "Export counters of right and of labelled answers, and divide their sums of `increase`.");
        }
    }
}
