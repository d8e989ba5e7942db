using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>failureLimit is a total (argo-rollouts, analysis/analysis.go), which comments often take for failures in a row.</summary>
internal sealed class FailureLimitLint() : MetricLint("CM1734", Severity.Note, "what failureLimit counts")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(LintedMetric metric)
    {
        int limit = metric.Limit(metric.Spec.FailureLimit);
        if (limit < 1)
            yield break;
        yield return At(
            metric.Written.Place["failureLimit"],
            string.Create(LintWords.Culture, $"`failureLimit: {limit}` is the number of failed measurements that the whole run tolerates, in a row or "
                + $"not: failure {limit + 1} fails the metric, and nothing sets the count back."),
            "There is no limit on failures in a row. Choose the limit for the length of the run; `successCondition` is a condition and counts nothing.");
    }
}
