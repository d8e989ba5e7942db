using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Conditions;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>Conditions that do not fit the type of the result (argo-rollouts, utils/evaluate): compiled at each measurement.</summary>
internal sealed class ConditionTypeLint() : MetricLint("CM1736", Severity.Error, "a condition that is an error whatever is measured")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(LintedMetric metric)
    {
        foreach ((string field, string text) in metric.Conditions)
        {
            Condition condition = Condition.Parse(text, ExprVersion.Expr117);
            ManifestPlace place = metric.Written.Place[field];
            if (condition.Problem is { } problem)
            {
                yield return At(
                    place, $"This condition cannot be read: {problem.Message}. Every measurement is an error, and the fifth one aborts the rollout.",
                    problem.IsUnsupported ? "It may be valid for Argo and is not supported here." : "Write a condition such as `result[0] >= 0.95`.");
                continue;
            }

            ResultShape shape = metric.AnswersVector ? ResultShape.Numbers : ResultShape.Number;
            if (metric.Written.Query?.Root is null || (condition.MisfitOf(shape) ?? condition.Evaluate(metric.FullAnswer).Error) is not { } misfit)
                continue;
            bool usesDefault = text.Contains("default(", StringComparison.Ordinal);
            yield return At(
                place,
                $"Prometheus answers this query with {(metric.AnswersVector ? "a list of numbers" : "one number")}, and the condition does not fit it "
                    + $"({misfit}). Every measurement is an error, and the "
                + "fifth one, after 40 s, aborts the "
                + $"rollout.{(usesDefault ? " `default` replaces only nothing at all, and an empty list is something." : "")}",
                metric.AnswersVector ? "Take an element: `len(result) > 0 && result[0] >= 0.95`." : "Compare `result` itself: `result >= 0.95`.");
        }
    }
}
