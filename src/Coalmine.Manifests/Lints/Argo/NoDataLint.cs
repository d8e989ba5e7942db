using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Conditions;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>Unguarded result[0] (argo-rollouts, utils/evaluate and analysis/analysis.go): an empty vector has no first element.</summary>
internal sealed class NoDataLint() : MetricLint("CM1735", Severity.Warning, "a condition that is an error where Prometheus answers nothing")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(LintedMetric metric)
    {
        if (!metric.AnswersVector)
            yield break;
        foreach ((string field, string text) in metric.Conditions)
        {
            Condition condition = Condition.Parse(text, ExprVersion.Expr117);
            if (condition.Evaluate(metric.FullAnswer).Error is not null || condition.Evaluate(new ProviderResult.Vector([])).Error is null)
                continue;
            ManifestPlace place = metric.Written.Place[field];
            string guarded = $"len(result) > 0 && "
                + $"{(text.Contains("||", StringComparison.Ordinal) || text.Contains('?', StringComparison.Ordinal) ? $"({text})" : text)}";
            int errors = metric.Spec.ConsecutiveErrorLimit is null ? 4 : metric.Limit(metric.Spec.ConsecutiveErrorLimit);
            yield return At(
                place,
                string.Create(LintWords.Culture, $"Where the query finds no series, this condition is an error and no failure. Errors are asked again "
                    + $"every 10 s whatever the `interval`, and error {errors + 1} in a row, after {errors * 10} s, aborts the rollout."),
                field == "successCondition" ? $"Write `{guarded}`: no answer is then a failure, which `failureLimit` "
                    + "counts." : $"Write `{guarded}`: no answer is then no failure.")
                with
            { Edits = metric.Resolve(place.Text) == place.Text ? Rewrite(place, guarded) : [] };
        }
    }
}
