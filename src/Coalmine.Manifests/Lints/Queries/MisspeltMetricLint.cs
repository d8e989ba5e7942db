using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Readers;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>
/// Metrics that nobody is known to expose beside one that a platform does (reference, serving-platforms 7): an absent series is no data, not an error.
/// </summary>
internal sealed class MisspeltMetricLint() : QueryLint("CM1923", Severity.Warning, "a metric that is spelt almost like a known one")
{
    // Nearer than what Spelling takes for a slip: names of metrics are long, and share much.
    private const int Letters = 2;

    private static readonly string[] Known =
    [
        .. FamilyTable.All.SelectMany(family =>
            family.IsHistogram ? new[] { "_bucket", "_sum", "_count" }.Select(part => family.Name + part) : [family.Name]).Distinct(),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(WrittenQuery query, LintOptions options)
    {
        foreach (Expression.Selector selector in QueryNode.Selectors(query.Root!))
        {
            string metric = QueryFacts.MetricOf(selector);
            if (metric.Length < 8 || FamilyTable.Find(metric, out _) is not null)
                continue;
            string near = Known.Where(known => Math.Abs(known.Length - metric.Length) <= Letters && Spelling.Distance(metric, known) <= Letters)
                .OrderBy(known => Spelling.Distance(metric, known)).FirstOrDefault("");
            if (near.Length > 0)
                yield return At(
                    query, selector.Position, QueryFacts.LengthOf(selector),
                    $"No platform is known to expose {metric}, and {near} is spelt almost alike: a series that nobody exposes is no data, whatever is wrong.",
                    $"Write `{near}`, if that is meant.");
        }
    }
}
