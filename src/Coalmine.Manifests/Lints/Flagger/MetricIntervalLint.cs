using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>
/// The interval of a metric is the range of its query (fluxcd/flagger, pkg/metrics/observers); that of the analysis is the time between checks.
/// </summary>
internal sealed class MetricIntervalLint() : CanaryMetricLint("CM1840", Severity.Warning, "a window that does not fit the ticks")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary, CanaryMetric metric)
    {
        long window = QueryPlaceholders.Milliseconds(metric.Spec.Template is null ? metric.Spec.EffectiveInterval : metric.Spec.Interval);
        long tick = (long)canary.Spec.EffectiveAnalysis.EffectiveInterval.TotalMilliseconds;
        if (window <= 0 || window == tick)
            yield break;
        ManifestPlace place = metric.Place["interval"].Exists ? metric.Place["interval"] : metric.Place["name"];
        string lengths = $"The window of {LintWords.Duration(window)} is {(window > tick ? "longer" : "shorter")} than the {LintWords.Duration(tick)} "
            + "between checks: ";
        if (window > tick)
            yield return At(
                place, lengths + "each check also sees the traffic of earlier weights.",
                $"Write `interval: {LintWords.Duration(tick)}` here, or check less often.");
        else
            yield return At(
                place, lengths + "what happens in the rest of the time is never read.",
                $"Write `interval: {LintWords.Duration(tick)}` here.") with
            { Severity = Severity.Note };
    }
}
