using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>request-duration in whole milliseconds (fluxcd/flagger, pkg/controller/scheduler_metrics.go).</summary>
internal sealed class MillisecondsLint() : CanaryMetricLint("CM1839", Severity.Warning, "a duration limit that is not whole milliseconds")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary, CanaryMetric metric)
    {
        if (metric.Spec.Name != FlaggerMetric.DurationName)
            yield break;
        double limit = metric.Spec.Range is null ? metric.Spec.Threshold : metric.Spec.Range.Max ?? 0;
        if (limit <= 0 || limit == Math.Truncate(limit))
            yield break;
        Finding finding = At(
            metric.Spec.Range is null ? metric.Place["threshold"] : metric.Place["thresholdRange"]["max"],
            $"The limit is in milliseconds and cut to whole ones: {LintWords.Number(limit)} is {LintWords.Number(Math.Truncate(limit))} ms"
                + (limit < 1 ? ", which fails everything from 1 ms on." : "."),
            limit < 10 ? $"If seconds are meant, write {LintWords.Number(limit * 1000)}." : "Write whole milliseconds.");
        yield return limit < 1 ? finding with { Severity = Severity.Error } : finding;
    }
}
