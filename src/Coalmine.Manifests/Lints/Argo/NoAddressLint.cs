using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>Prometheus providers without an address (argo-rollouts, metricproviders/prometheus/prometheus.go): the controller's environment has it.</summary>
internal sealed class NoAddressLint() : MetricLint("CM1773", Severity.Warning, "a Prometheus without an address")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(LintedMetric metric)
    {
        ManifestPlace provider = metric.Written.Place["provider"]["prometheus"];
        if (provider.Exists && metric.Resolve(provider["address"].Text).Trim().Length == 0)
            yield return At(
                provider["address"].Exists ? provider["address"] : provider,
                "No address is given: Argo takes ARGO_ROLLOUTS_PROMETHEUS_ADDRESS of its controller's environment, and where that is not set either every "
                    + "measurement is an error.",
                "Write `address: http://prometheus.monitoring:9090`, or as yours is called.");
    }
}
