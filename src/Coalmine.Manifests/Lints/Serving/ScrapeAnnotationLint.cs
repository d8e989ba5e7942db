using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Serving;

/// <summary>Scraping of model pods (reference, serving-platforms 7.3).</summary>
internal sealed class ScrapeAnnotationLint() : ObjectLint("CM1930", Severity.Warning, "an annotation that does not switch scraping on")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(KubernetesObject found)
    {
        if (found.Group is not ("serving.kserve.io" or "serving.kubeflow.org") || found.Kind != "InferenceService")
            yield break;
        ManifestPlace annotations = found.Place["metadata"]["annotations"];
        if (annotations["prometheus.io/scrape"].Exists && !annotations["serving.kserve.io/enable-prometheus-scraping"].Exists)
            yield return At(
                annotations["prometheus.io/scrape"], "KServe does not read `prometheus.io` annotations of an InferenceService; whether they reach the "
                    + "pods depends on the installation.",
                "Write `serving.kserve.io/enable-prometheus-scraping: \"true\"`.");
    }
}
