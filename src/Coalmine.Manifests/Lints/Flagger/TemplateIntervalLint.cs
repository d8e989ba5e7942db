using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Queries;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Templates get no default interval (fluxcd/flagger, pkg/metrics/observers/render.go).</summary>
internal sealed class TemplateIntervalLint() : CanaryMetricLint("CM1842", Severity.Error, "a templated metric without its interval")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary, CanaryMetric metric)
    {
        if (metric.Template is not { } template || metric.Spec.Interval.Length > 0)
            yield break;
        bool needsOne = template.ProviderType is "datadog" or "cloudwatch" or "newrelic" or "dynatrace" or "splunk";
        bool namesOne = QueryPlaceholders.Names(template.Template).Any(name => name.Name == "interval");
        if (!needsOne && !namesOne)
            yield break;
        yield return At(
            metric.Place["name"],
            "The default of 1m is for built-in and inline queries only: for a template without `interval` "
                + (namesOne ? "`{{ interval }}` renders as nothing, which is no query" : $"provider {template.ProviderType} refuses to start")
                + ". Every check fails.",
            "Add `interval: 1m`.");
    }
}
