using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Unset threshold of the success rate (fluxcd/flagger, pkg/controller/scheduler_metrics.go): a floor of 0.</summary>
internal sealed class UnsetFloorLint() : CanaryMetricLint("CM1837", Severity.Error, "a success rate that cannot fail")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary, CanaryMetric metric)
    {
        if (metric.Spec is { Name: FlaggerMetric.SuccessRateName, Range: null, Threshold: <= 0 })
            yield return At(
                metric.Place["threshold"].Exists ? metric.Place["threshold"] : metric.Place["name"],
                "The floor of the success rate is 0, so that the check passes whatever the rate; only no traffic fails "
                    + "it.", "Write `thresholdRange: { min: 99 }`.");
    }
}
