using System.Collections.Immutable;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>Steps before the first weight run with weight 0 and no canary pods (argo-rollouts, utils/replicaset/canary.go).</summary>
internal sealed class NoTrafficLint() : RolloutLint("CM1748", Severity.Warning, "an analysis without any traffic to analyse")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(RolloutManifest rollout)
    {
        foreach (AnalysisUse use in rollout.Analyses.Where(use => use.Kind == AnalysisUseKind.Inline))
        {
            if (!HasTraffic(rollout.Spec.Canary.Steps, use.Step))
                yield return At(
                    use.Place["templates"],
                    "No weight is set before this analysis: the canary has neither pods nor traffic, and what is measured is the stable version or nothing.",
                    "Put a `setWeight` before it.");
        }
    }

    private static bool HasTraffic(ImmutableArray<ArgoStep> steps, int before)
    {
        for (int i = Math.Min(before, steps.Length) - 1; i >= 0; i--)
        {
            if (steps[i] is ArgoStep.SetWeight set)
                return set.Weight > 0;
            if (steps[i] is ArgoStep.SetHeaderRoute or ArgoStep.SetMirrorRoute or ArgoStep.SetCanaryScale)
                return true;
        }

        return false;
    }
}
