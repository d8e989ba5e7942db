using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Serving;

/// <summary>deployment_name (reference, serving-platforms 2.1 and 7.1).</summary>
internal sealed class DeploymentNameLint() : ObjectLint("CM1935", Severity.Note, "a name that metrics do not bear")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(KubernetesObject found)
    {
        if (found.Group is not ("machinelearning.seldon.io") || found.Kind != "SeldonDeployment")
            yield break;
        ManifestPlace name = found.Place["spec"]["name"];
        if (name.Exists && name.Text != found.Name)
            yield return At(
                name, $"`spec.name` is deprecated; the label `deployment_name` of the metrics is `metadata.name`, "
                    + $"{Messages.Quoted(found.Name)}.", "Leave it out.");
    }
}
