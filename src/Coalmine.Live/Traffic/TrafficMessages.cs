using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Traffic;

/// <summary>Sentences that say why a target cannot be steered as asked, with the way out where there is one.</summary>
internal static class TrafficMessages
{
    public const string KServeHasNoMirror =
        "KServe cannot mirror requests (kserve#2978). Use a VirtualService or an HTTPRoute in front of it, or leave the shadow stage out.";

    public const string OneComponentOnKnative =
        "On Knative both arms share one component, so that neither is scaled by itself. Set `minReplicas` and `maxReplicas`.";

    public const string NoSecondRevision =
        "There is no second revision. Write the new model together with `canaryTrafficPercent: 0`, or name it as the canary's model.";

    public const string BaselineModelNotKnown =
        "The address of the baseline's model is not known: the canary is pinned at 0 %, and its model takes everything if `canaryTrafficPercent` is removed.";

    public const string RestoredModel =
        "The baseline's model is put back, in a third revision equal to the first; only its address was restored.";

    public const string PinStays =
        "`canaryTrafficPercent: 0` stays: the revision with the baseline's model is not ready. This harms nobody.";

    public const string RoutesNothing =
        "The HTTPRoute has no backend for the canary: KServe v0.20.0 starts a canary and routes nothing to it, later ones wait until it is ready.";

    public const string NoWorkloads =
        "The Deployments of the two arms are not named, so that the canary's version cannot be made the baseline's; all traffic stays with the canary. "
        + "Name them with `baselineWorkload:` and `canaryWorkload:`.";

    public const string NotAllReady = "Not all Deployments are ready, so that Seldon would not move the traffic.";

    public const string RoutersLag = "The routers do not send everything to the canary yet.";

    public const string ForeignElement = "Another element of the list would be changed.";

    public static Message WorkloadsFound(string baseline, string canary) => new("CM3342", Severity.Note,
        $"By the Services' selectors the baseline's pods are those of Deployment {baseline}, and the canary's those of {canary}: a promotion changes the "
        + "first, and the end of a rollout scales the second. Name `baselineWorkload:` and `canaryWorkload:` for others.");

    public static Message WorkloadsUnknown(string problem) => new("CM3343", Severity.Warning,
        $"{problem} Without both Deployments pods are not counted, and a promotion leaves all traffic with the canary: name `baselineWorkload:` and "
        + "`canaryWorkload:` in the target.");

    public static string NoCanaryElement(string canary) =>
        $"`spec.canary` has no element whose predictor is called `{canary}`; add it with `trafficPercent: 0` (KServe v0.20 or later).";

    public static string NoPercentage(string field, long? read) =>
        string.Create(CultureInfo.InvariantCulture, $"`{field}: {read}` is no percentage; the platform refuses it and nothing moves.");

    public static string Settles(TimeSpan settle, string why) =>
        string.Create(CultureInfo.InvariantCulture, $"{why}; the routers are taken to follow after {settle.TotalSeconds:0.###} s.");

    public static string NoRouteWithBoth(string baseline, string canary) =>
        $"No route has both `{baseline}` and `{canary}`; add the missing one with weight 0.";

    public static string NoSuchRoute(string route, ImmutableArray<string> there) =>
        $"There is no route `{route}`; there are: {string.Join(", ", there)}.";
}
