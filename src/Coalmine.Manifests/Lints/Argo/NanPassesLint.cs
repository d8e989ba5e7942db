using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Conditions;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>NaN in conditions (argo-rollouts, analysis/analysis.go): a false failureCondition alone is a success.</summary>
internal sealed class NanPassesLint() : MetricLint("CM1743", Severity.Warning, "a condition that takes NaN for good")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(LintedMetric metric)
    {
        if (!metric.AnswersVector || metric.Spec.FailureCondition.Length == 0 || metric.Spec.SuccessCondition.Length > 0)
            yield break;
        foreach ((string field, string text) in metric.Conditions)
        {
            Condition condition = Condition.Parse(text, ExprVersion.Expr117);
            if (condition.Evaluate(new ProviderResult.Vector([double.NaN])) is { Error: null, Holds: false })
                yield return At(
                    metric.Written.Place[field],
                    "A ratio without traffic and a quantile without observations are NaN, and NaN is neither below nor above anything: with a "
                    + "`failureCondition` alone such a measurement is Successful.",
                    $"Write `isNaN(result[0]) || {text}`, or turn it into a `successCondition`.");
        }
    }
}
