using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>match and sessionAffinity (fluxcd/flagger, pkg/router/istio.go).</summary>
internal sealed class MatchLint() : CanaryLint("CM1851", Severity.Note, "users that always see one version")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        if (canary.Spec.Analysis is { HasMatch: true, Iterations: <= 0 })
            yield return At(
                canary.Analysis["match"],
                "Without `iterations` this is no A/B test: weights apply among the requests that match, and all others go to the primary.",
                "For an A/B test write `iterations` instead of weights.");
        if (canary.Spec.Analysis is { SessionAffinity: not null })
            yield return At(
                canary.Analysis["sessionAffinity"],
                "Users that the canary has answered stay with it, so that its share of the requests grows beyond the weight.");
    }
}
