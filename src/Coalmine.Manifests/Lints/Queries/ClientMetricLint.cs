using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>Seldon's executor (reference, serving-platforms 7.1): completed round trips only.</summary>
internal sealed class ClientMetricLint() : QueryLint("CM1922", Severity.Note, "what the metric of a client does not see")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(WrittenQuery query, LintOptions options)
    {
        foreach (Expression.Selector selector in QueryNode.Selectors(query.Root!))
        {
            string metric = QueryFacts.MetricOf(selector);
            if (!metric.StartsWith("seldon_api_executor_client_requests_seconds", StringComparison.Ordinal))
                continue;
            yield return At(
                query, selector.Position, metric.Length,
                "The executor's client metric has no requests that were refused or timed out, counts each node of the graph, and status and metadata "
                    + "calls too.",
                "Use `seldon_api_executor_server_requests_seconds` with `service=\"predictions\"` for counts and errors.");
            yield break;
        }
    }
}
