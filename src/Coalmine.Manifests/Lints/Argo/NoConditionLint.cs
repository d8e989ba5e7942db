using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>Neither condition (argo-rollouts, analysis/analysis.go): the measurement is Successful.</summary>
internal sealed class NoConditionLint() : MetricLint("CM1745", Severity.Error, "a metric without a condition")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(LintedMetric metric)
    {
        if (metric.Spec is not
            {
                SuccessCondition.Length: 0, FailureCondition.Length: 0,
                Providers: [MetricProvider.Prometheus or MetricProvider.Datadog or MetricProvider.Web]
            })
            yield break;
        yield return At(
            metric.Written.Place["name"], "The metric has no condition: every measurement is Successful, whatever its value, NaN and no answer included.",
            "Write a `successCondition`.");
    }
}
