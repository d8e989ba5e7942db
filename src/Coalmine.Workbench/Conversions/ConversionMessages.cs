using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Conversions;

/// <summary>The catalogue of what conversions lose, and of what they say.</summary>
internal static class ConversionMessages
{
    public const string PodsFirst = "the canary's pods are started before the first weight, all of them; each time then lies as much later as they "
        + "take to start";
    public const string ArgoErrors = "a query that Prometheus refuses is asked again after 10s by Argo and aborts at the fifth time in a row; a policy "
        + "of ours holds";
    public const string FlaggerTicks = "Flagger acts on its ticks: the first weight comes up to two intervals after the revision, and a failed check "
        + "takes the traffic away one interval later";
    public const string FlaggerPromotes = "Flagger promotes by copying the template to the primary, and takes two ticks more";
    public const string AlertsLeft = "alerts, and hooks after the end or at events, change no decision and are left out";
    public const string PlatformNames = "usual metrics are asked in the words of Seldon Core v1, as a simulation asks them";
    public const string MaximumAdded = "the maximum is twice the plan's own length and cannot be reached";

    public static Message Shadow => Lost("CM2601", "The shadow stage would be lost: mirrored requests and their looks have no counterpart.");

    public static Message Evidence => Lost("CM2602", "The minimum of evidence would be lost: other controllers count looks, no requests. Leave it out "
        + "and ask for more `passes`.");

    public static Message Bake(string length) => Lost("CM2603", $"The step lasts longer ({length}) than its looks; other controllers leave it at once. "
        + "Raise `passes` in place of it.");

    public static Message OperatorPause => Lost("CM2604", "The pause for an operator would be lost.");

    public static Message Hooks => Lost("CM2605", "The hooks would be lost: what they refuse would not stop the rollout any more.");

    public static Message Method(string check, string method) => Lost("CM2607",
        $"Check '{check}' gathers evidence (`method: {method}`), which no other controller does: its meaning would be lost. Only `method: point` can "
            + "be converted.");

    public static Message Baseline(string check) => Lost("CM2608",
        $"Check '{check}' compares two answers of the same moment, canary and baseline; other controllers judge one query by itself. Write one query "
            + "for both.");

    public static Message MissingHolds(string check) => Lost("CM2609",
        $"Without data check '{check}' holds and the passes start anew; Argo would count, retry or pause, Flagger would fail. Say `missing: pass`, or "
            + "a value beyond the limit, "
        + "so that silence fails.");

    public static Message NoQuery(string check) => Lost("CM2610", $"Check '{check}' has no query that could be asked elsewhere.");

    public static Message Total => Lost("CM2611", "Weights must be parts of 100.");

    public static Message WholeSeconds => Lost("CM2612", "The time between looks must be whole seconds: other controllers count in seconds.");

    public static Message Query(string check, string why) => Lost("CM2613", $"Check '{check}' cannot be converted: {why}.");

    public static Message NotSingle(string check) => Lost("CM2614",
        $"The query of check '{check}' may give several series, of which the first one is read by some and the last one by others. Aggregate it to "
            + "one, such as with sum().");

    public static Message NanAlone(string check) => Lost("CM2615", $"Check '{check}' passes without data and fails on NaN, which a policy of ours "
        + "cannot say.");

    public static Message LooksPerStep => Lost("CM2616", "Flagger raises the weight after every passing tick; a step with several looks has no "
        + "counterpart. Write more steps with `passes: 1`.");

    public static Message EqualTimes => Lost("CM2617", "Flagger has one interval for the whole run; steps of different lengths have no counterpart.");

    public static Message ShortInterval => Lost("CM2618", "Flagger's interval is at least 10s; looks that come more often have no counterpart.");

    public static Message PodShare => Lost("CM2621", "Without traffic routing the weight is rounded to pods, which only Argo does.");

    public static Message Background => Lost("CM2622", "A background analysis is asked at times of its own beside the steps, which a plan of looks "
        + "after each weight cannot say.");

    public static Message StepOrder => Lost("CM2623",
        "Only `setWeight`, then a `pause` with a duration or an `analysis` or both, can be converted; other steps, or another order, have no counterpart.");

    public static Message Limits(string metric) => Lost("CM2624",
        $"Metric '{metric}' bears failures, wants successes in a row, or is a dry run; elsewhere the first failure ends the rollout. Only "
            + "`failureLimit: 0` with a `count` can be "
        + "converted.");

    public static Message Times(string metric) => Lost("CM2625",
        $"Metric '{metric}' must be asked at equal times after the weight, in whole seconds and as the other metrics of its step: once, or with a "
            + "`count` and an `interval` that is as long as `pause` and `initialDelay` before it.");

    public static Message Condition(string metric) => Lost("CM2626",
        $"The conditions of metric '{metric}' cannot be said elsewhere. What can: a `successCondition` such as `len(result) > 0 && result[0] <= 1`, "
            + "which says what no data means, "
            + "and no `failureCondition`.");

    public static Message MetricsDiffer => Lost("CM2627", "The steps ask different metrics; checks of a policy are asked in every step.");

    public static Message NotRolledOut => Lost("CM2628", "This file shifts nothing as it stands; `coalmine lint` says why. Mend it first.");

    public static Message Kind(string kind) => Lost("CM2629", $"Read {kind}, which decides nothing: there is nothing to convert. Give a Rollout, "
        + "a Canary or a policy.");

    public static Message Threshold(int threshold) => Lost("CM2631",
        $"Up to {threshold - 1} failed checks are borne over the whole run; elsewhere the first one ends it. Only `threshold: 1` can be converted.");

    public static Message Strategy => Lost("CM2632", "Only a weighted canary without mirroring can be converted; blue/green, A/B and a skipped "
        + "analysis have no counterpart.");

    public static Message Stalls => Lost("CM2633", "This canary never promotes, which a plan cannot say.");

    public static Message Range(string metric) => Lost("CM2635", $"Metric '{metric}' has a range without an end, and passes whatever comes.");

    public static Message LimitTooFar(string metric) => Lost("CM2636", $"Metric '{metric}' has a limit beyond 1e15, which a policy of ours cannot have.");

    private static Message Lost(string id, string text) => new(id, Severity.Error, text);
}
