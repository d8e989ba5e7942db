using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>threshold is cumulative (fluxcd/flagger, pkg/controller/scheduler.go), which is often taken for checks that must pass.</summary>
internal sealed class ThresholdLint() : CanaryLint("CM1830", Severity.Note, "what threshold counts")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        if (canary.Spec.Analysis is not { } analysis || !canary.Analysis["threshold"].Exists)
            yield break;
        int threshold = analysis.EffectiveThreshold;
        string read = analysis.Threshold == threshold ? "" : string.Create(LintWords.Culture, $" ({analysis.Threshold} acts as 1)");
        yield return At(
            canary.Analysis["threshold"],
            string.Create(LintWords.Culture, $"`threshold` counts the failed checks of the whole rollout{read}: the canary is rolled back one interval "
                + $"after failed check {threshold}, in a row or not, and no passing check sets the count back."),
            "One passing check is enough for each increase; no field asks for several.");
    }
}
