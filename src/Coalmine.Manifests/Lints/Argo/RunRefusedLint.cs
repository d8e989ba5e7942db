using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>
/// Checks at the start of a run (argo-rollouts, utils/analysis/helpers.go, ValidateMetrics): not part of what is refused when the objects are applied.
/// </summary>
internal sealed class RunRefusedLint() : MetricLint("CM1733", Severity.Error, "a metric whose run is an error as soon as it starts")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(LintedMetric metric)
    {
        MetricSpec resolved = metric.Spec with
        {
            Interval = Resolve(metric, metric.Spec.Interval),
            InitialDelay = Resolve(metric, metric.Spec.InitialDelay),
            Count = Resolve(metric, metric.Spec.Count),
            FailureLimit = Resolve(metric, metric.Spec.FailureLimit),
            InconclusiveLimit = Resolve(metric, metric.Spec.InconclusiveLimit),
            ConsecutiveErrorLimit = Resolve(metric, metric.Spec.ConsecutiveErrorLimit),
            ConsecutiveSuccessLimit = Resolve(metric, metric.Spec.ConsecutiveSuccessLimit),
        };
        string[] texts =
        [
            $"{resolved.Interval}{resolved.InitialDelay}", $"{resolved.Count}{resolved.FailureLimit}{resolved.InconclusiveLimit}",
            $"{resolved.ConsecutiveErrorLimit}{resolved.ConsecutiveSuccessLimit}",
        ];
        if (texts.Any(text => text.Contains("{{", StringComparison.Ordinal)) || MetricValidation.ProblemOf(resolved) is not { } said)
            yield break;
        string problem = said.Replace("startDelay", "initialDelay", StringComparison.Ordinal);
        string[] fields =
            ["interval", "initialDelay", "consecutiveErrorLimit", "consecutiveSuccessLimit", "inconclusiveLimit", "failureLimit", "count", "provider"];
        string named = fields.FirstOrDefault(field => problem.Contains(field, StringComparison.OrdinalIgnoreCase)
            && metric.Written.Place[field].Exists) ?? "name";
        yield return At(
            metric.Written.Place[named],
            $"Argo takes the template, and every run of this metric is an error as soon as it starts, which aborts the rollout: {problem}.",
            named is "interval" or "initialDelay" ? "Write a number with its unit, such as `60s`." : "Mend it before a rollout finds out.");
    }

    private static string? Resolve(LintedMetric metric, string? text) => text is null ? null : metric.Resolve(text);

    private static IntOrText? Resolve(LintedMetric metric, IntOrText? limit) => limit?.Text is { } text ? metric.Resolve(text) : limit;
}
