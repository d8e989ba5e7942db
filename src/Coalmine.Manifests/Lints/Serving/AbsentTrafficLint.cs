using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Serving;

/// <summary>traffic has no default (reference, serving-platforms 2.1).</summary>
internal sealed class AbsentTrafficLint() : ObjectLint("CM1933", Severity.Warning, "a predictor without traffic")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(KubernetesObject found)
    {
        if (found.Group is not ("machinelearning.seldon.io") || found.Kind != "SeldonDeployment")
            yield break;
        ManifestPlace[] predictors = [.. found.Place["spec"]["predictors"].Items.Where(predictor => !predictor["shadow"].Meaning.Truth)];
        if (predictors.Length < 2)
            yield break;
        foreach (ManifestPlace predictor in predictors)
            if (!predictor["traffic"].Exists)
                yield return At(predictor["name"], "Where there are several predictors, absent `traffic` is 0: this one gets no "
                    + "requests.", "Write `traffic`; those of all predictors make 100.");
    }
}
