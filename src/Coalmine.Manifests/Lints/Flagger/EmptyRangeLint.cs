using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Empty thresholdRange (fluxcd/flagger, pkg/controller/scheduler_metrics.go).</summary>
internal sealed class EmptyRangeLint() : CanaryMetricLint("CM1838", Severity.Error, "a range without ends")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary, CanaryMetric metric)
    {
        if (metric.Spec.Range is { Min: null, Max: null })
            yield return At(
                metric.Place["thresholdRange"], "A range without `min` and `max` passes every value, and hides `threshold`.", "Write `min`, `max` or both.");
    }
}
