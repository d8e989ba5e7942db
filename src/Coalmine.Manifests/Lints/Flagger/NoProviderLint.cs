using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>provider defaults to the controller's (fluxcd/flagger, cmd/flagger/main.go).</summary>
internal sealed class NoProviderLint() : CanaryLint("CM1862", Severity.Note, "an ingress without a provider")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        ManifestPlace ingress = canary.Origin.Place["spec"]["ingressRef"];
        if (ingress.Exists && canary.Spec.Provider.Length == 0)
            yield return At(
                ingress,
                "No `provider` is written, so that the controller's own counts (`-mesh-provider`, istio unless set): only nginx and skipper read "
                    + "`ingressRef`.",
                "Write `provider: nginx`, so that the file says which queries are asked.");
    }
}
