using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Serving;

/// <summary>engine-prometheus-path (reference, serving-platforms 11).</summary>
internal sealed class MetricsPathLint() : ObjectLint("CM1934", Severity.Note, "an annotation that nobody reads")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(KubernetesObject found)
    {
        if (found.Group is not ("machinelearning.seldon.io") || found.Kind != "SeldonDeployment")
            yield break;
        foreach (ManifestPlace place in found.Place["spec"]["predictors"].Items.Append(found.Place["metadata"]).Append(found.Place["spec"]))
            if (place["annotations"]["seldon.io/engine-prometheus-path"].Exists)
                yield return At(
                    place["annotations"]["seldon.io/engine-prometheus-path"],
                    "Seldon Core 1.18 does not read this annotation: the path is a setting of the operator, `/prometheus` unless changed.", "Leave it out.");
    }
}
