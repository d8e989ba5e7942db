using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Queries;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Intervals (fluxcd/flagger, pkg/apis/flagger/v1beta1/canary.go, GetAnalysisInterval).</summary>
internal sealed class ShortIntervalLint() : CanaryLint("CM1853", Severity.Warning, "an interval that acts as another")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        if (canary.Spec.Analysis is not { Interval.Length: > 0 } analysis)
            yield break;
        long acts = (long)analysis.EffectiveInterval.TotalMilliseconds;
        if (QueryPlaceholders.Milliseconds(analysis.Interval) != acts)
            yield return At(
                canary.Analysis["interval"],
                $"{Messages.Quoted(analysis.Interval)} acts as {LintWords.Duration(acts)}: what cannot be read is 60 s, and 10 s is the least.",
                "Write what is meant.");
    }
}
