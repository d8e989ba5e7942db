using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>Background analysis whose count is reached (argo-rollouts, rollout/analysis.go): finished, and not restarted.</summary>
internal sealed class BackgroundCountLint() : RolloutLint("CM1731", Severity.Warning, "a background analysis that ends before the rollout does")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(RolloutManifest rollout)
    {
        foreach (AnalysisUse use in rollout.Analyses.Where(use => use.Kind == AnalysisUseKind.Background))
        {
            WrittenMetric[] metrics = [.. use.Metrics];
            if (metrics.Length == 0 || metrics.Any(metric => (metric.Spec.Count?.Value ?? 0) <= 0 && metric.Spec.Interval is not null))
                continue;
            ManifestPlace count = metrics[0].Place["count"].Exists ? metrics[0].Place["count"] : metrics[0].Place["interval"];
            yield return At(
                count.Exists ? count : metrics[0].Place["name"],
                "Every metric of this background analysis has an end. Once all have it, the run is Successful and never made again: the rest of the "
                + "rollout is unwatched.",
                "Leave `count` out and write an `interval`; the run then ends with the rollout.");
        }
    }
}
