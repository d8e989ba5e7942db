using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Serving;

/// <summary>Graphs (reference, serving-platforms 2.6; executor/predictor/predictor_process.go of seldon-core).</summary>
internal sealed class GraphChildLint() : ObjectLint("CM1932", Severity.Error, "a stage of a graph that is meant as a shadow")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(KubernetesObject found)
    {
        if (found.Group is not ("machinelearning.seldon.io") || found.Kind != "SeldonDeployment")
            yield break;
        foreach (ManifestPlace predictor in found.Place["spec"]["predictors"].Items)
            foreach (ManifestPlace child in Children(predictor["graph"], 0))
                if (child["logger"].Exists || Words.Any(word => child["name"].Text.Contains(word, StringComparison.OrdinalIgnoreCase)))
                    yield return At(
                        child["name"],
                        "A child of a graph is its next stage: it is given the answer of the model above it, and its own answer is what callers get. "
                            + "`logger` only copies payloads. A second model here answers production's users.",
                        "Write a second predictor with `shadow: true` and its own graph; `traffic` there is the percentage that is mirrored (0 or absent: "
                            + "all).");
    }

    private static readonly string[] Words = ["shadow", "mirror", "canary", "candidate"];

    private static IEnumerable<ManifestPlace> Children(ManifestPlace node, int depth) => depth > 32
        ? []
        : node["children"].Items.SelectMany(child => Children(child, depth + 1).Prepend(child));
}
