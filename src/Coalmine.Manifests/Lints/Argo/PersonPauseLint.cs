using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>Pauses without a duration (argo-rollouts, rollout/pause.go): only a person, or a program in their place, ends them.</summary>
internal sealed class PersonPauseLint() : RolloutLint("CM1772", Severity.Note, "a pause that waits for a person")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(RolloutManifest rollout)
    {
        foreach ((ArgoStep step, ManifestPlace place) in rollout.Spec.Canary.Steps.Zip(rollout.Steps))
            if (step is ArgoStep.Pause { Seconds: null })
                yield return At(
                    place["pause"],
                    "This step is manual: the rollout waits here until somebody resumes it, however long that takes, and analyses in the background go on.",
                    $"`kubectl argo rollouts promote {rollout.Origin.Name}` resumes it; write `pause: {{duration: 10m}}` to go on without a person.");
    }
}
