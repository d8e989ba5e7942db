using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>Inconclusive background runs (argo-rollouts, rollout/pause.go and canary.go).</summary>
internal sealed class InconclusiveBackgroundLint() : RolloutLint("CM1741", Severity.Warning, "a background analysis that may be inconclusive")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(RolloutManifest rollout)
    {
        bool hasTimedPause = rollout.Spec.Canary.Steps.Any(step => step is ArgoStep.Pause { Seconds: not null });
        foreach (AnalysisUse use in rollout.Analyses.Where(use => use.Kind == AnalysisUseKind.Background && hasTimedPause))
            foreach (WrittenMetric metric in use.Metrics)
                if (metric.Spec is { SuccessCondition.Length: > 0, FailureCondition.Length: > 0 })
                    yield return At(
                        metric.Place["failureCondition"],
                        "With both conditions a measurement can be inconclusive, and in the background that pauses only the scaling: timed pauses run "
                        + "out, later pauses count as resumed, and a canary with enough pods goes straight to 100 %.",
                        "Use one condition in the background, so that what is not good fails; or make the pauses `pause: {}`.");
    }
}
