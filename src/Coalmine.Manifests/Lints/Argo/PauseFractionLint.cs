using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>Pause durations are whole seconds (argo-rollouts, pkg/apis/rollouts/v1alpha1/types.go).</summary>
internal sealed class PauseFractionLint() : RolloutLint("CM1756", Severity.Warning, "a pause that takes no time")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(RolloutManifest rollout)
    {
        foreach ((ArgoStep step, ManifestPlace place) in rollout.Spec.Canary.Steps.Zip(rollout.Steps))
            if (step is ArgoStep.Pause { Seconds: 0 } && place["pause"]["duration"].Exists)
                yield return At(
                    place["pause"]["duration"], "The pause is over at once; fractions of a second are "
                        + "dropped.", "Write whole seconds, or `pause: {}` to wait for a person.");
    }
}
