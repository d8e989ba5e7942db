using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>The end of the steps (argo-rollouts, rollout/canary.go).</summary>
internal sealed class UnwatchedEndLint() : RolloutLint("CM1747", Severity.Note, "what is not measured at 100 %")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(RolloutManifest rollout)
    {
        ArgoStep[] steps = [.. rollout.Spec.Canary.Steps];
        int last = Array.FindLastIndex(steps, step => step is ArgoStep.SetWeight);
        if (last < 0 || ((ArgoStep.SetWeight)steps[last]).Weight < rollout.Spec.Canary.MaxWeight || last < steps.Length - 1)
            yield break;
        yield return At(
            rollout.Steps[last]["setWeight"],
            "The last step sets the whole weight and nothing follows it: the promotion is final as soon as the pods are there, and nothing is measured at "
                + "100 %.",
            "Add a `pause` or an `analysis` behind it, if the whole traffic should be watched; leave it out otherwise, since the promotion does the same.");
    }
}
