using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>A lint of Rollouts with a canary strategy.</summary>
internal abstract class RolloutLint(string id, Severity severity, string about) : Lint(id, severity, about)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(ManifestSet set, LintOptions options) =>
        set.Rollouts.Where(rollout => rollout.Strategy == ArgoStrategyKind.Canary).SelectMany(Look);

    /// <summary>Looks at one Rollout.</summary>
    protected abstract IEnumerable<Finding> Look(RolloutManifest rollout);
}
