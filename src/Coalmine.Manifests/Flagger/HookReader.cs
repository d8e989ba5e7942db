using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Flagger;

/// <summary>
/// Reads webhooks (fluxcd/flagger 15bd6ad5, <c>CanaryWebhook</c> in <c>pkg/apis/flagger/v1beta1/canary.go</c>; types of the schema in crd.yaml).
/// </summary>
internal static class HookReader
{
    private static readonly Dictionary<string, FlaggerHookType> Types = new()
    {
        [""] = FlaggerHookType.Rollout,
        ["rollout"] = FlaggerHookType.Rollout,
        ["confirm-rollout"] = FlaggerHookType.ConfirmRollout,
        ["pre-rollout"] = FlaggerHookType.PreRollout,
        ["confirm-traffic-increase"] = FlaggerHookType.ConfirmTrafficIncrease,
        ["confirm-promotion"] = FlaggerHookType.ConfirmPromotion,
        ["rollback"] = FlaggerHookType.Rollback,
        ["post-rollout"] = FlaggerHookType.PostRollout,
        ["event"] = FlaggerHookType.Event,
    };

    /// <summary>Reads one hook.</summary>
    public static FlaggerHook Read(ManifestPlace place, ObjectReading reading)
    {
        reading.Known(place, "a webhook", "type", "name", "url", "muteAlert", "timeout", "metadata", "retries", "disableTLS");
        string type = reading.Text(place["type"]);
        if (!Types.TryGetValue(type, out FlaggerHookType read))
            reading.Say(place["type"], Messages.HookTypeUnknown(type, [.. Types.Keys.Where(name => name.Length > 0)]));
        string timeout = reading.Text(place["timeout"]);
        if (timeout.Length > 0 && !SchemaDuration.IsAllowed(timeout))
            reading.Say(place["timeout"], Messages.FlaggerDuration(timeout, "timeout"));
        return new FlaggerHook(reading.Needed(place["name"], "the webhook"), read)
        {
            Url = reading.Needed(place["url"], "the webhook"),
            Timeout = timeout,
            Command = place["metadata"]["cmd"].Text,
            CommandType = place["metadata"]["type"].Text,
            Retries = reading.Whole(place["retries"]) ?? 0,
            MuteAlert = reading.Flag(place["muteAlert"]),
            DisableTls = reading.Flag(place["disableTLS"]),
        };
    }
}
