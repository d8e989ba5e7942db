using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>A lint of the metrics of Flagger's Canaries.</summary>
internal abstract class CanaryMetricLint(string id, Severity severity, string about) : CanaryLint(id, severity, about)
{
    /// <inheritdoc/>
    protected sealed override IEnumerable<Finding> Look(CanaryManifest canary) => canary.Metrics.SelectMany(metric => Look(canary, metric));

    /// <summary>Looks at one metric.</summary>
    protected abstract IEnumerable<Finding> Look(CanaryManifest canary, CanaryMetric metric);
}
