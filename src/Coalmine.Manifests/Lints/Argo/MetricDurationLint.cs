using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>Durations of metrics (argo-rollouts, utils/analysis/helpers.go): Go durations, checked when the run starts.</summary>
internal sealed class MetricDurationLint() : MetricLint("CM1746", Severity.Error, "a duration that ends the run as an error")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(LintedMetric metric)
    {
        foreach ((string field, string? text) in new[] { ("interval", metric.Spec.Interval), ("initialDelay", metric.Spec.InitialDelay) })
        {
            string resolved = metric.Resolve(text ?? "");
            if (resolved.Length == 0 || resolved.Contains("{{", StringComparison.Ordinal))
                continue;
            bool hasUnit = char.IsAsciiLetter(resolved[^1]) || resolved == "0";
            if (hasUnit && PauseDuration.Seconds(resolved) >= 0)
                continue;
            yield return At(
                metric.Written.Place[field],
                $"{Messages.Quoted(resolved)} is no duration to Argo: the run is an error as soon as it starts, and the rollout aborts "
                    + $"then.", "Write a number with its unit, such as `60s`.");
        }
    }
}
