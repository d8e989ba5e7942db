using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>NGINX and Skipper report a mean (fluxcd/flagger, pkg/metrics/observers/nginx.go and skipper.go).</summary>
internal sealed class MeanLint() : CanaryMetricLint("CM1845", Severity.Warning, "a duration that is a mean")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary, CanaryMetric metric)
    {
        bool isKnown = canary.Spec.Provider.Length > 0;
        bool isMean = isKnown ? canary.Spec.Provider is "nginx" or "skipper" : canary.Origin.Place["spec"]["ingressRef"].Exists;
        if (metric.Spec.Name != FlaggerMetric.DurationName || !isMean)
            yield break;
        yield return At(
            metric.Place["name"],
            (isKnown ? $"With provider {canary.Spec.Provider}" : "With an ingress, whose provider is nginx or skipper,")
                + " the built-in `request-duration` is the mean of all requests and no p99: a tail of slow requests hardly moves it.",
            "Write a MetricTemplate with `histogram_quantile(0.99, ...)`, or choose a limit for the mean.");
    }
}
