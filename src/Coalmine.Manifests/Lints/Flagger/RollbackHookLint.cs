using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Lints.Flagger;

/// <summary>rollback hooks (fluxcd/flagger, pkg/controller/scheduler_hooks.go, runRollbackHooks): success means roll back.</summary>
internal sealed class RollbackHookLint() : CanaryLint("CM1835", Severity.Error, "a rollback hook that says yes")
{
    private static readonly string[] Tellers =
        ["pager", "slack", "alert", "notif", "opsgenie", "teams", "discord", "mail", "chat", "message", "incident", "sms"];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(CanaryManifest canary)
    {
        foreach ((FlaggerHook hook, ManifestPlace place) in canary.Spec.EffectiveAnalysis.Hooks.Zip(canary.Hooks))
        {
            if (hook.Type != FlaggerHookType.Rollback)
                continue;
            string words = $"{hook.Name} {hook.Url}";
            bool tells = Tellers.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase));
            Finding finding = At(
                place["type"],
                "A rollback hook is asked on every tick of a run, before anything is checked, and an answer of 200 to 202 means: roll back now. "
                + (tells ? "A service that takes messages answers so to each, and rolls back every canary at once."
                    : "It must answer with an error as long as all is well."),
                tells ? "To tell somebody about a rollback, list an `alerts` entry with `severity: error`, or make the hook's type `event`."
                    : "Keep it only where a gate answers, such as a load tester's.");
            yield return tells ? finding : finding with { Severity = Severity.Warning };
        }
    }
}
