using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Inline queries are not templates (fluxcd/flagger, pkg/controller/scheduler_metrics.go).</summary>
internal sealed class InlineTemplateLint() : CanaryMetricLint("CM1858", Severity.Error, "an inline query with template expressions")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary, CanaryMetric metric)
    {
        if (metric.Query is not null && metric.Spec.Query.Contains("{{", StringComparison.Ordinal))
            yield return At(
                metric.Place["query"], "An inline `query` is not rendered: what stands in braces is asked as it is, which is no PromQL.",
                "Move the query to a MetricTemplate and name it by `templateRef`.");
    }
}
