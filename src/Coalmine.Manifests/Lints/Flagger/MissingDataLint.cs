using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>No values found (fluxcd/flagger, pkg/metrics/providers/prometheus.go): a failed check.</summary>
internal sealed class MissingDataLint() : CanaryMetricLint("CM1847", Severity.Note, "what no data means")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary, CanaryMetric metric)
    {
        if (metric.Template is not { Query: not null } && metric.Query is null)
            yield break;
        yield return At(
            metric.Place["name"],
            "Where the query finds nothing, or NaN, the check fails: silence counts against the canary here, while it is an error to Argo and often a "
                + "pass to scripts. Of several series the last one is taken.",
            "Give the query a value where nothing is no fault, such as `or on() vector(0)` for errors.");
    }
}
