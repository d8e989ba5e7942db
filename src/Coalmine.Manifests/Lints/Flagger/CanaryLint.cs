using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>A lint of Flagger's Canaries.</summary>
internal abstract class CanaryLint(string id, Severity severity, string about) : Lint(id, severity, about)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(ManifestSet set, LintOptions options) => set.Canaries.SelectMany(Look);

    /// <summary>Looks at one Canary.</summary>
    protected abstract IEnumerable<Finding> Look(CanaryManifest canary);
}
