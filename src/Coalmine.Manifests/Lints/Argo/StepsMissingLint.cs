using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>No steps, or steps without analysis (argo-rollouts, rollout/canary.go).</summary>
internal sealed class StepsMissingLint() : RolloutLint("CM1749", Severity.Warning, "a canary that nothing stops")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(RolloutManifest rollout)
    {
        if (rollout.Spec.Canary.Steps.IsEmpty)
        {
            yield return At(
                rollout.Canary,
                rollout.Spec.Canary.HasTrafficRouting
                    ? "There are no steps: the canary's pods start, get no traffic at all, and are promoted."
                    : "There are no steps: this is an ordinary rolling update, in which pods are replaced as fast as they start.",
                "Add `steps`.");
        }
        else if (rollout.Analyses.Length == 0 && !rollout.Spec.Canary.Steps.Any(step => step is ArgoStep.Pause { Seconds: null } or ArgoStep.Plugin))
        {
            yield return At(
                rollout.Canary["steps"], "No analysis measures anything and no pause waits for a person: every version that starts is "
                    + "promoted.", "Add an `analysis`.");
        }
    }
}
