using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Metrics;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Metrics without a query, and templates that do not render (fluxcd/flagger, pkg/controller/scheduler_metrics.go, since 1.36).</summary>
internal sealed class UnusableMetricLint() : CanaryMetricLint("CM1846", Severity.Error, "a metric that fails every check")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary, CanaryMetric metric)
    {
        FlaggerCheck? broken = FlaggerChecks.Of(canary.Spec, canary.AssumedController).All
            .FirstOrDefault(check => ReferenceEquals(check.Metric, metric.Spec) && check.Problem.Length > 0);
        bool lacksInterval = metric is { Template: not null, Spec.Interval.Length: 0 };
        if (broken is null || metric.Spec.Template is { IsFound: false } || lacksInterval)
            yield break;
        yield return At(
            metric.Spec.Template is null ? metric.Place["name"] : metric.Place["templateRef"]["name"],
            $"Every check fails: {broken.Problem}.",
            metric.Spec.Template is null
                ? "Write `request-success-rate` or `request-duration`, or give the metric a `query` or a `templateRef`."
                : "Use name, namespace, target, service, ingress, route, interval, or `variables.x` with `templateVariables`.");
    }
}
