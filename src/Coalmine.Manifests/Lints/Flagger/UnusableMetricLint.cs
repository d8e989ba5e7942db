using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Metrics without a query, and templates that do not render (fluxcd/flagger, pkg/controller/scheduler_metrics.go, since 1.36).</summary>
internal sealed class UnusableMetricLint() : CanaryLint("CM1846", Severity.Error, "a metric that fails every check")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        Dictionary<FlaggerMetric, CanaryMetric> metrics = canary.MetricsBySpec();
        foreach (FlaggerCheck check in FlaggerChecks.Of(canary.Spec, canary.AssumedController).All)
        {
            // A template that is missing, or lacks its interval, has a sentence of its own.
            bool isSaidElsewhere = check.Metric.Template is { IsFound: false } || check.Metric is { Template: not null, Interval.Length: 0 };
            if (check.Problem.Length == 0 || isSaidElsewhere)
                continue;
            CanaryMetric metric = metrics[check.Metric];
            yield return At(
                metric.Spec.Template is null ? metric.Place["name"] : metric.Place["templateRef"]["name"],
                $"Every check fails: {check.Problem}.",
                metric.Spec.Template is null
                    ? "Write `request-success-rate` or `request-duration`, or give the metric a `query` or a `templateRef`."
                    : "Use name, namespace, target, service, ingress, route, interval, or `variables.x` with `templateVariables`.");
        }
    }
}
