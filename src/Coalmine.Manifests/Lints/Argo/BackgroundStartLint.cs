using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>Background analysis from step 0 (argo-rollouts, rollout/analysis.go): it does not look at canary pods or weight.</summary>
internal sealed class BackgroundStartLint() : RolloutLint("CM1730", Severity.Warning, "a background analysis that measures before there is a canary")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(RolloutManifest rollout)
    {
        foreach (AnalysisUse use in rollout.Analyses.Where(use => use.Kind == AnalysisUseKind.Background && use.Step == 0))
        {
            if (use.Metrics.All(metric => metric.Spec.InitialDelay is not null))
                continue;
            yield return At(
                use.Place["startingStep"],
                "The background analysis starts with the update, before any canary pod exists. A query without an answer is asked again every 10 s, and the "
                + "fifth error in a row aborts: with pods that take a minute to start, the rollout is over after 40 s with the canary at 0 %.",
                "Write `startingStep: 1` (behind the first `setWeight`), or give each metric an `initialDelay`.");
        }
    }
}
