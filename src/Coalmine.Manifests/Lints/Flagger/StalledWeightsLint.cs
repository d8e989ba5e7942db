using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>stepWeights must rise (fluxcd/flagger, pkg/controller/scheduler.go): a step of 0 or less stalls.</summary>
internal sealed class StalledWeightsLint() : CanaryLint("CM1833", Severity.Error, "a list of weights that stops rising")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        if (canary.Spec.Analysis is not { StepWeight: <= 0, Iterations: <= 0 } analysis || analysis.StepWeights.IsEmpty)
            yield break;
        ManifestPlace[] items = [.. canary.Analysis["stepWeights"].Items];
        for (int i = 0; i < analysis.StepWeights.Length; i++)
        {
            int before = i == 0 ? 0 : analysis.StepWeights[i - 1];
            if (analysis.StepWeights[i] > before)
                continue;
            yield return At(
                items[i],
                string.Create(LintWords.Culture, $"{analysis.StepWeights[i]} follows {before}: the step is not above 0, so the canary stays at {before} % "
                    + $"for ever. It goes on being checked and can still be rolled back, never promoted."),
                "Let the weights rise from each to the next.");
            yield break;
        }
    }
}
