using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>Arguments that are given and not declared (argo-rollouts, utils/analysis/factory.go): ignored.</summary>
internal sealed class UnknownArgumentLint() : RolloutLint("CM1759", Severity.Warning, "an argument that no template declares")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(RolloutManifest rollout)
    {
        foreach (AnalysisUse use in rollout.Analyses)
        {
            if (use.Templates.Any(template => template.All.IsEmpty))
                continue;
            foreach (ManifestPlace item in use.Place["args"].Items)
            {
                string name = item["name"].Text;
                if (name.Length == 0 || use.Spec.Arguments.Any(argument => argument.Name == name))
                    continue;
                string near = Spelling.Nearest(name, use.Spec.Arguments.Select(argument => argument.Name));
                yield return At(
                    item["name"], $"No template of this analysis declares an argument {Messages.Quoted(name)}; it is ignored.",
                    near.Length > 0 ? $"Write `{near}`, or remove it." : "Declare it under `args` of the template, or remove it.");
            }
        }
    }
}
