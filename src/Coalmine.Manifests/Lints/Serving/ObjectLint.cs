using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Serving;

/// <summary>A lint of single objects, whoever reads them.</summary>
internal abstract class ObjectLint(string id, Severity severity, string about) : Lint(id, severity, about)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Look(ManifestSet set, LintOptions options) => set.Objects.SelectMany(Look);

    /// <summary>Looks at one object.</summary>
    protected abstract IEnumerable<Finding> Look(KubernetesObject found);
}
