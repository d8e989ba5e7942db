using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>A range that spans steps (prometheus, section 2.4 of the reference: the range is taken at evaluation time only).</summary>
internal sealed class WindowLint() : RolloutLint("CM1739", Severity.Warning, "a query that looks back beyond its step")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(RolloutManifest rollout)
    {
        foreach (AnalysisUse use in rollout.Analyses.Where(use => use.Kind == AnalysisUseKind.Inline))
        {
            long elapsed = StepTimes.SinceWeight(rollout, use.Step);
            foreach (WrittenMetric metric in use.Metrics)
            {
                long delay = metric.Spec.InitialDelay is { } text ? Math.Max(0, PauseDuration.Seconds(text)) * 1000L : 0;
                long window = metric.Query is { } query ? QueryFacts.LongestRange(query) : 0;
                if (elapsed < 0 || window <= elapsed + delay)
                    continue;
                yield return At(
                    use.Place["templates"],
                    $"Metric {metric.Spec.Name} looks back {LintWords.Duration(window)}, and its first measurement comes "
                        + $"{LintWords.Duration(elapsed + delay)} after the weight was set: it "
                    + "judges the traffic of the step before too.",
                    $"Pause {LintWords.Duration(window)} before the analysis, or shorten the range of the query to "
                        + $"{LintWords.Duration(Math.Max(60_000, elapsed + delay))}.");
            }
        }
    }
}
