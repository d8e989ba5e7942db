using System.Globalization;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Operating;

/// <summary>
/// Every sentence of <c>live doctor</c>, with its id: CM3300 to CM3339; what the metrics lack is said by the ids of that folder (CM3001 to CM3049).
/// CM3341: alerts and dashboards. CM3390 to CM3394 are the events of logs. Ids are never given a second meaning.
/// </summary>
internal static class OperatingMessages
{
    public static Message NoServer(string text) => Error("CM3300", $"{text.TrimEnd('.')}. Check the kubeconfig, its context, and the network.");

    public static Message KindMissing(string kind, string group) => Error("CM3301",
        $"The API server does not know {kind} ({group}): the platform is not installed in this cluster, or in another version. Check `platform`, and "
        + "the context.");

    public static Message Unauthorised(string text) => Error("CM3302", $"The API server does not know who asks: {text} Renew the credentials.");

    public static Message KindFound(string kind, string group) => Note("CM3303", $"The API server knows {kind} ({group}).");

    public static Message RightsMissing(string ns, IEnumerable<string> rights) => Error("CM3304",
        $"These rights are missing in namespace {ns}, without which nothing can be driven: {string.Join(", ", rights)}. "
        + "Grant them with a Role (scenarios/manifests/live/deploy has one a platform).");

    public static Message RightsUseful(string ns, IEnumerable<string> rights) => Warning("CM3305",
        $"These rights are missing in namespace {ns}; what they are for is left out: {string.Join(", ", rights)}.");

    public static Message RightsUnknown(string text) => Warning("CM3306", $"The API server does not say which rights there are: {text}");

    public static Message RightsThere(int count) => Note("CM3307", string.Create(
        CultureInfo.InvariantCulture, $"All {count} rights that are needed are there."));

    public static Message TargetUnreadable(string problem) => Error("CM3308", $"The target cannot be read: {problem}");

    public static Message TargetFound(string text) => Note("CM3309", $"The target is there: {text}");

    public static Message OtherDriver(string driver) => Error("CM3310",
        $"Something else steers the target: {driver}. End it first, or let `live advise` answer it instead of driving.");

    public static Message AlreadyWeighted(string weight, string by) => Warning("CM3311", by.Length == 0
        ? $"The canary already gets {weight}, by nobody that is known: the plan begins by changing that."
        : $"The canary already gets {weight}, from rollout {by}. `live drive` goes on with it where its journal is, "
            + "and takes the traffic away where it is not.");

    public static Message TargetNote(string note) => Warning("CM3312", note);

    public static Message NoCanaryPods(string text) => Warning("CM3313",
        $"The canary has no pod that is ready ({text}): the first step waits for data until one is, and rolls back by `noData` where none comes.");

    public static Message LeaseHeld(string lease, string holder) => Warning("CM3314",
        $"{lease} is held by {holder}: `live drive` waits until it is given back or runs out.");

    public static Message RecordFound(string where, string rollout) => Warning("CM3315",
        $"{where} holds rollout {rollout}, which has not ended: `live drive` goes on with that one, by its own policy, and begins no new one.");

    public static Message JournalFolder(string folder, string problem) => Error("CM3316",
        $"The journal cannot be kept in {folder}: {problem} Choose another `journal`, or mend its rights; nothing is driven without a journal.");

    public static Message StepRefused(string step, string text) => Error("CM3317", $"The API server would refuse to {step}: {text}");

    public static Message StepUnknown(string step, string text) => Warning("CM3318", $"Whether the API server would {step} cannot be told: {text}");

    public static Message StepAllowed(string step) => Note("CM3319", $"The API server would {step}.");

    public static Message SamplesFound(string arm, string selector, int series, int samples, int pods) => Note("CM3320", string.Create(
        CultureInfo.InvariantCulture, $"{arm}: `{selector}` has {series} series of {pods} pods with {samples} samples in the last 10 minutes."));

    public static Message LooksTooOften(string step, TimeSpan every, TimeSpan scrape) => Warning("CM3321", string.Create(
        CultureInfo.InvariantCulture,
        $"Step {step} looks every {every.TotalSeconds:0.###} s, and samples come every {scrape.TotalSeconds:0.###} s: looks in between learn nothing. "
        + $"Write `every` at least as long."));

    public static Message MetricsFit(string about, string version) => Note("CM3323",
        $"The metrics are those of {about}, and every check can be asked of them{(version.Length == 0 ? "" : $" (server {version})")}.");

    public static Message HookUnresolved(string name, string host, string problem) => Error("CM3330", $"Hook {name}: {host} cannot be resolved: {problem}");

    public static Message HookPrivate(string name, string host) => Error("CM3331",
        $"Hook {name}: {host} is a loopback, private or link-local address, which is not called. Write `allowPrivate: true` where that is meant.");

    public static Message FileUnreadable(string what, string file, string problem) => Error("CM3332", $"{what}: {file} cannot be read: {problem}");

    public static Message FileEmpty(string what, string file) => Error("CM3333", $"{what}: {file} is empty.");

    public static Message HookFound(string name, string host) => Note("CM3334", $"Hook {name}: {host} is found.");

    public static Message HookInTheClear(string name) => Warning("CM3335",
        $"Hook {name} is called over http: what it is told can be read and changed on its way. Use https, or give it a `secretFile` that it checks.");

    public static Message NamesOfItsOwn => Error("CM3341", "The file names its metrics under `prometheus:`. --metrics is for a policy, which names none.");

    public static Message NoHttps(string address) => Warning("CM3336",
        $"{address} is asked over http: whoever can answer in its place decides what the canary looks like. Use https with `authorityFile`, or a "
        + "network policy.");

    private static Message Note(string id, string text) => new(id, Severity.Note, text);

    private static Message Warning(string id, string text) => new(id, Severity.Warning, text);

    private static Message Error(string id, string text) => new(id, Severity.Error, text);
}
