using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Provider kubernetes is always blue/green (fluxcd/flagger, pkg/controller/scheduler.go).</summary>
internal sealed class NoRoutingLint() : CanaryLint("CM1850", Severity.Warning, "a plan that provider kubernetes ignores")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        if (canary.Spec is not { Provider: "kubernetes", Analysis: { } analysis })
            yield break;
        if (analysis is { StepWeight: <= 0, HasMatch: false, StepWeights.Length: 0 })
            yield break;
        int checks = analysis.Iterations > 0 ? analysis.Iterations : 10;
        yield return At(
            canary.Origin.Place["spec"]["provider"],
            string.Create(LintWords.Culture, $"Provider kubernetes routes nothing: weights and `match` are ignored, and the canary is checked {checks} "
                + $"times without traffic of users before everything moves to it at once."),
            "Write `iterations`, or use a provider with a router.");
    }
}
