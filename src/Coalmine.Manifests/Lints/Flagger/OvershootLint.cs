using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Steps are clipped to 100 only (fluxcd/flagger, pkg/controller/scheduler.go).</summary>
internal sealed class OvershootLint() : CanaryLint("CM1831", Severity.Warning, "a step beyond maxWeight")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        if (canary.Spec.Analysis is not { StepWeight: > 0, Iterations: <= 0, MaxWeight: > 0 and <= 100, StepWeights.Length: 0 } analysis)
            yield break;
        int most = Math.Min(100, (analysis.MaxWeight + analysis.StepWeight - 1) / analysis.StepWeight * analysis.StepWeight);
        if (most > analysis.MaxWeight)
            yield return At(
                canary.Analysis["maxWeight"],
                string.Create(LintWords.Culture, $"Steps are not clipped to `maxWeight`: with `stepWeight: {analysis.StepWeight}` the canary gets {most} "
                    + $"% before it is promoted."),
                string.Create(LintWords.Culture, $"Write `maxWeight: {most}`, or a `stepWeight` that divides {analysis.MaxWeight}."));
    }
}
