using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>maxWeight is the promotion point (fluxcd/flagger, pkg/controller/scheduler.go).</summary>
internal sealed class MaxWeightLint() : CanaryLint("CM1832", Severity.Note, "what maxWeight is")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        if (canary.Spec.Analysis is not { Iterations: <= 0 } analysis || (analysis.StepWeight <= 0 && analysis.StepWeights.IsEmpty))
            yield break;
        int most = analysis.PromotionWeight;
        if (most is <= 0 or >= 100)
            yield break;
        yield return At(
            analysis.StepWeights.IsEmpty ? canary.Analysis["maxWeight"] : canary.Analysis["stepWeights"],
            string.Create(LintWords.Culture, $"{most} % is the weight at which the next passing check promotes; it counts no checks. Promotion replaces "
                + $"the primary's pods while {100 - most} % of the requests go to them, and nothing is checked from then on."),
            "Raise it, if more of the traffic should be tried first.");
    }
}
