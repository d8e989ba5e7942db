using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Plans that stay (fluxcd/flagger, pkg/controller/scheduler.go).</summary>
internal sealed class NeverPromotesLint() : CanaryLint("CM1834", Severity.Error, "a plan that never promotes")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        if (canary.Spec.Analysis is not { Iterations: <= 0, StepWeights.Length: 0 } analysis || canary.Spec.Provider == "kubernetes")
            yield break;
        if (analysis.StepWeight <= 0 && canary.Analysis["stepWeight"].Exists)
            yield return At(
                canary.Analysis["stepWeight"], "A step that is not above 0 leaves the canary at 0 % for ever; it can be rolled back and never promoted.",
                "Write `stepWeight: 10`.");
        else if (analysis.StepWeight > 0 && analysis.MaxWeight > 100)
            yield return At(
                canary.Analysis["maxWeight"],
                string.Create(LintWords.Culture, $"No weight reaches {analysis.MaxWeight}: the canary stays at 100 % and is never "
                    + $"promoted."), "Write `maxWeight: 100`.");
    }
}
