using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Unset thresholds of durations, queries and templates (fluxcd/flagger, pkg/controller/scheduler_metrics.go).</summary>
internal sealed class UnsetCeilingLint() : CanaryMetricLint("CM1836", Severity.Error, "a limit of 0 that nobody wrote")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary, CanaryMetric metric)
    {
        if (metric.Spec is not { Range: null, Name: not FlaggerMetric.SuccessRateName } || metric.Place["threshold"].Exists)
            yield break;
        if (metric.Spec is { Name: not FlaggerMetric.DurationName, Query.Length: 0, Template: null })
            yield break;
        yield return At(
            metric.Place["name"],
            "Without `thresholdRange` the limit is `threshold`, which is 0 where it is not written: any value above 0 is a failed check.",
            "Write `thresholdRange: { max: ... }` or `{ min: ... }`.");
    }
}
