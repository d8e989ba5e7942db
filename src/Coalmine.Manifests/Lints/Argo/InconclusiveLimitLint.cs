using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>inconclusiveLimit defaults to 0 (argo-rollouts, analysis/analysis.go).</summary>
internal sealed class InconclusiveLimitLint() : MetricLint("CM1742", Severity.Note, "a metric that one unclear measurement stops")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(LintedMetric metric)
    {
        if (metric.Spec is not { SuccessCondition.Length: > 0, FailureCondition.Length: > 0 } || metric.Limit(metric.Spec.InconclusiveLimit) > 0)
            yield break;
        yield return At(
            metric.Written.Place["failureCondition"],
            "Where neither condition holds the measurement is inconclusive, and with `inconclusiveLimit: 0` the first one makes the run Inconclusive and "
            + "pauses the rollout until a person decides.",
            "Allow a few with `inconclusiveLimit`, if that is not meant.");
    }
}
