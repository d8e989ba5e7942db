using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>Hooks run within the tick (fluxcd/flagger, pkg/controller/job.go).</summary>
internal sealed class SlowHookLint() : CanaryLint("CM1849", Severity.Note, "a hook that may outlast the interval")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        TimeSpan interval = canary.Spec.EffectiveAnalysis.EffectiveInterval;
        foreach ((FlaggerHook hook, ManifestPlace place) in canary.Spec.EffectiveAnalysis.Hooks.Zip(canary.Hooks))
        {
            bool isAwaited = hook.Type is not (FlaggerHookType.PostRollout or FlaggerHookType.Event);
            if (isAwaited && hook.EffectiveTimeout is { } timeout && timeout > interval)
                yield return At(
                    place["timeout"],
                    $"A tick waits for this hook for up to {LintWords.Duration((long)timeout.TotalMilliseconds)}, and ticks come every "
                        + $"{LintWords.Duration((long)interval.TotalMilliseconds)}: of those that fall due meanwhile all but one are dropped.");
        }
    }
}
