using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Routers that cannot mirror (fluxcd/flagger, pkg/router): the step repeats for ever.</summary>
internal sealed class MirrorLint() : CanaryLint("CM1841", Severity.Error, "a mirror that the router does not have")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        FlaggerProvider provider = FlaggerProvider.Of(canary.Spec, FlaggerProvider.Default);
        if (canary.Spec.Analysis is not { Mirror: true } analysis || provider.Mirrors(canary.Spec))
            yield break;
        string router = provider.Name == "istio" ? "Istio does not report mirroring of TCP"
            : $"The router of provider {provider.Name} mirrors nothing for {(analysis.Iterations > 0 ? "this plan" : "a weighted canary")}";
        yield return At(
            canary.Analysis["mirror"],
            analysis.Iterations > 0 ? $"{router}: the checks see no traffic at all."
                : $"{router}: the mirrored tick is repeated for ever, the canary stays at 0 %, and nothing fails.",
            "Remove `mirror`, or use Istio with HTTP.");
    }
}
