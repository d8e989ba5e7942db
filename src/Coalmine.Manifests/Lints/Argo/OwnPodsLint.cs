using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>A Rollout owns its pods (argo-rollouts, pkg/apis/rollouts/v1alpha1/types.go).</summary>
internal sealed class OwnPodsLint() : RolloutLint("CM1757", Severity.Note, "what a Rollout names and the files do not have")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(RolloutManifest rollout)
    {
        HashSet<string> known = [.. rollout.Origin.File.Documents.Select(document =>
            ((document.Root as Documents.Node.Mapping)?.Find("kind")?.Value as Documents.Node.Scalar)?.Text ?? "")];
        ManifestPlace service = rollout.Canary["canaryService"];
        if (service.Exists && !known.Contains("Service"))
            yield return At(
                service,
                "A Rollout runs its own pods, of its own template, and moves traffic between the Services and routes that it names; none of them is in "
                + "this file. It has nothing to do with an InferenceService or a SeldonDeployment, whatever its name says.",
                "");
    }
}
