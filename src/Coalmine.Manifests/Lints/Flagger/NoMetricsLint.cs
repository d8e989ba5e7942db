using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Analyses without metrics (fluxcd/flagger, pkg/controller/scheduler.go).</summary>
internal sealed class NoMetricsLint() : CanaryLint("CM1843", Severity.Warning, "a canary that no metric judges")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        if (canary.Spec.SkipAnalysis)
            yield return At(
                canary.Origin.Place["spec"]["skipAnalysis"], "Every revision is promoted as soon as its pods are ready; nothing is checked.",
                "Remove `skipAnalysis`.");
        else if (canary.Spec.Analysis is { Metrics.Length: 0 } analysis && !analysis.Hooks.Any(hook => hook.Type == FlaggerHookType.Rollout))
            yield return At(canary.Analysis, "The analysis has no metrics: every canary whose pods are ready is promoted.", "Add `metrics`.");
    }
}
