using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Blue/green without load (fluxcd/flagger, pkg/controller/scheduler.go).</summary>
internal sealed class NoLoadLint() : CanaryLint("CM1855", Severity.Warning, "checks without traffic")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        if (canary.Spec.Analysis is not { Iterations: > 0, HasMatch: false, Mirror: false, Metrics.Length: > 0 } analysis)
            yield break;
        if (!analysis.Hooks.Any(hook => hook.Type is FlaggerHookType.Rollout or FlaggerHookType.PreRollout))
            yield return At(
                canary.Analysis["iterations"],
                "Blue/green: until everything moves the canary gets no traffic, and metrics without traffic are failed checks.",
                "Add a `rollout` webhook that makes load, or `mirror: true` where the router can.");
    }
}
