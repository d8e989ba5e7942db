using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Serving;

/// <summary>scaleTarget (reference, serving-platforms 11).</summary>
internal sealed class ScaleTargetLint() : ObjectLint("CM1931", Severity.Note, "what scaleTarget is")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(KubernetesObject found)
    {
        if (found.Group is not ("serving.kserve.io" or "serving.kubeflow.org") || found.Kind != "InferenceService")
            yield break;
        foreach (string component in new[] { "predictor", "transformer", "explainer" })
        {
            ManifestPlace place = found.Place["spec"][component];
            if (place["scaleTarget"].Exists)
                yield return At(
                    place["scaleTarget"],
                    $"`scaleTarget` is what the autoscaler wants of each pod "
                        + $"({(place["scaleMetric"].Exists ? place["scaleMetric"].Text : "requests at once")}), and no time: nothing scales to zero by it.",
                    "Scaling to zero takes `minReplicas: 0`.");
        }
    }
}
