using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>failureLimit >= count (argo-rollouts, analysis/analysis.go): a metric fails when failed > failureLimit.</summary>
internal sealed class NeverFailsLint() : MetricLint("CM1732", Severity.Error, "a metric that cannot fail")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(LintedMetric metric)
    {
        int count = metric.EffectiveCount;
        int limit = metric.Limit(metric.Spec.FailureLimit);
        bool isJudged = metric.Spec.Providers is
            [MetricProvider.Job or MetricProvider.Kayenta or MetricProvider.Web or MetricProvider.Prometheus or MetricProvider.Datadog];
        bool isRefused = limit > count && metric.Spec.Count is not null;
        if (!isJudged || isRefused || metric.Limit(metric.Spec.ConsecutiveSuccessLimit) > 0 || count == 0 || limit < count)
            yield break;
        yield return At(
            metric.Written.Place["failureLimit"],
            string.Create(LintWords.Culture, $"The metric fails on failure {limit + 1} and takes {LintWords.Times(count, "measurement")}: it ends "
                + $"Successful with every one of them Failed."),
            string.Create(LintWords.Culture, $"Write a `failureLimit` below {count}{(count == 1 ? ", which is 0, or a `count` with an `interval`" : "")}."));
    }
}
