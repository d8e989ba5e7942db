using System.Collections.Immutable;
using Coalmine.Manifests.Flagger;
using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Explanations.Words;

/// <summary>What a Canary of Flagger's does, in words (fluxcd/flagger 1.44.0, commit 15bd6ad5).</summary>
internal static class FlaggerWords
{
    /// <summary>What is simulated as Flagger does it.</summary>
    public static ImmutableArray<string> Simulated { get; } =
    [
        "ticks in Flagger's order: readiness, hooks, metrics, weight, promotion; failed checks counted over the whole run",
        "built-in queries of the provider, inline queries and templates, the last of several series, thresholds in percent and whole milliseconds",
        "weighted canaries, blue/green and A/B; promotion over the primary's own rollout; readiness and its deadline",
        "queries of Prometheus: scrapes, staleness, extrapolation of rates, bucket interpolation, empty vectors, NaN",
    ];

    /// <summary>What Flagger does and is not modelled.</summary>
    public static ImmutableArray<string> NotModelled { get; } =
    [
        "alerts; the objects that are written (VirtualService, Ingress, HTTPRoute); errors of the router",
        "cookies of session affinity; retries of hooks (their longest time counts)",
        "metric stores other than Prometheus; deletion with revertOnDeletion; Knative's own scaling",
    ];

    /// <summary>What the file does not say.</summary>
    public static ImmutableArray<string> Assumed(CanaryManifest canary, string podStart) =>
    [
        canary.Spec.Provider.Length > 0 ? "the controller itself serves the provider that the file names" : "the file names no provider: the controller was "
            + $"installed for {canary.AssumedController.Name}",
        .. WorkloadWords.OfTarget(canary),
        "every hook accepts at once, and no rollback hook asks for a rollback",
        $"in the schedule there are {WorkloadWords.PrimaryPods(canary)} primary pods, a pod serves {podStart} after it is asked for, traffic is steady",
        "in a simulation a revision is noticed after half an interval; here times count from the tick that notices it",
    ];

    /// <summary>The sentence on who carries it out.</summary>
    public static string Summary(FlaggerCanarySpec spec, string provider) =>
        $"decides a rollout of {spec.TargetKind} {spec.Target}, carried out by Flagger 1.44 (provider {provider})";

    /// <summary>A Canary that the API server refuses.</summary>
    public static string Refused => "It shifts nothing as it stands, for the reasons above. What follows is what its fields mean once they are mended.";

    /// <summary>The sentences on the whole.</summary>
    public static IEnumerable<string> Of(FlaggerCanarySpec spec, FlaggerChecks checks, FlaggerProvider provider)
    {
        FlaggerAnalysis analysis = spec.EffectiveAnalysis;
        if (spec.SkipsAnalysis)
        {
            yield return "The analysis is skipped: a new revision is promoted as soon as its pods are ready, and nothing is checked.";
            yield break;
        }

        if (spec.Suspend)
            yield return "It is suspended: ticks do nothing. What follows is what it does once it is resumed.";
        yield return $"Once every {Length(analysis.EffectiveInterval)} Flagger makes one tick: hooks, then metrics, one after another. The first "
            + "failure ends the tick and counts once; "
            + "what comes after it is not asked.";
        yield return Strategy(spec, provider);
        yield return Threshold(analysis);
        foreach (FlaggerCheck check in checks.All)
            yield return Check(check);
        if (checks.All.IsEmpty)
            yield return "There are no metrics: every tick passes unless a hook refuses.";
        yield return "No value, NaN and an error of the query are failed checks; nothing is inconclusive.";
        foreach (IGrouping<FlaggerHookType, FlaggerHook> hooks in analysis.Hooks.GroupBy(hook => hook.Type))
            yield return Hooks(hooks.Key, [.. hooks.Select(hook => hook.Name)]);
        yield return "A rollback gives all traffic to the primary and scales the canary to nothing. The Canary stays Failed until its target gets "
            + "another revision.";
        yield return $"Pods that make no progress for {Length(spec.EffectiveProgressDeadline)} end the run as failed. A primary that breaks during the "
            + "promotion leaves all traffic on the "
            + "canary.";
    }

    /// <summary>A point of a schedule in a few words.</summary>
    public static string Label(FlaggerPhase phase, int weight) => phase switch
    {
        FlaggerPhase.Progressing => $"progressing, canary {weight} %",
        FlaggerPhase.WaitingPromotion => $"waiting for promotion, canary {weight} %",
        FlaggerPhase.Promoting => $"promoting, template copied to the primary, canary {weight} %",
        FlaggerPhase.Finalising => "finalising, all traffic to the primary",
        FlaggerPhase.Succeeded => "succeeded",
        FlaggerPhase.Failed => "failed, all traffic to the primary",
        FlaggerPhase.Initialized => "initialized",
        _ => "waiting",
    };

    private static string Strategy(FlaggerCanarySpec spec, FlaggerProvider provider)
    {
        FlaggerAnalysis analysis = spec.EffectiveAnalysis;
        if (provider.IsKubernetes)
            return "It is blue/green, whatever else is written, since provider kubernetes routes nothing: no user meets the canary before it is copied to the "
                + $"primary, after {Sentences.Count((analysis.Iterations < 1 ? 10 : analysis.Iterations) + 1, "passing tick")}.";
        if (analysis.Iterations > 0)
            return analysis.HasMatch
                ? "It is an A/B test: requests that match go to the canary from the first tick on, for "
                    + $"{Sentences.Count(analysis.Iterations, "passing tick")}."
                : $"It is blue/green: no {(analysis.Mirror && provider.Mirrors(spec) ? "traffic but copies" : "traffic")} goes to the canary for "
                    + $"{Sentences.Count(analysis.Iterations, "passing tick")}, then all of it, then the promotion.";
        int first = analysis.NextStep(0);
        string start = analysis.Mirror
            ? $"It is a weighted canary: one tick with mirrored requests, then {first} %"
            : $"It is a weighted canary: {first} % as soon as its pods are ready, without any check";
        string steps = analysis.StepWeight > 0 || analysis.StepWeights.IsEmpty
            ? $"each passing tick adds {Math.Max(0, analysis.StepWeight)} points"
            : $"passing ticks go through {string.Join(", ", analysis.StepWeights)} %";
        return $"{start}; {steps}; a tick that passes at {analysis.PromotionWeight} % or more promotes. maxWeight is where the promotion comes, not a "
            + "ceiling.";
    }

    private static string Threshold(FlaggerAnalysis analysis)
    {
        string place = Sentences.Place(analysis.EffectiveThreshold);
        string zero = analysis.Threshold <= 0 ? $" (the file's {analysis.Threshold} counts as 1)" : "";
        return $"The {place} failed check of the whole run ends it{zero}; passes between do not lower the count. The traffic is taken away one tick later: "
            + $"{Length(analysis.EffectiveInterval)} more on the canary.";
    }

    private static string Check(FlaggerCheck check)
    {
        if (check.Problem.Length > 0)
            return $"Metric {check.Metric.Name} cannot be asked and fails on every tick: {check.Problem}.";
        string what = check.Kind switch
        {
            FlaggerCheckKind.SuccessRate => "the built-in success rate in percent",
            FlaggerCheckKind.Duration => check.Query.Contains("histogram_quantile", StringComparison.Ordinal)
                ? "the built-in duration (p99, in whole milliseconds)"
                : "the built-in duration (on this provider the mean, no p99; in whole milliseconds)",
            _ => "its query",
        };
        return $"Metric {check.Metric.Name}: {what} passes {Range(check)}; several series: the last one counts.";
    }

    private static string Range(FlaggerCheck check) => check.Metric.Range switch
    {
        { Min: { } min, Max: { } max } => $"from {Sentences.Number(min)} to {Sentences.Number(max)}",
        { Min: { } min } => $"from {Sentences.Number(min)} on",
        { Max: { } max } => $"up to {Sentences.Number(max)}",
        { } => "whatever it is, since the range has no end",
        null => check.Kind == FlaggerCheckKind.SuccessRate
            ? $"from {Sentences.Number(check.Metric.Threshold)} on"
            : $"up to {Sentences.Number(check.Metric.Threshold)}",
    };

    private static string Hooks(FlaggerHookType type, ImmutableArray<string> names)
    {
        string subject = $"Hook{(names.Length == 1 ? "" : "s")} {Sentences.List(names)}";
        return type switch
        {
            FlaggerHookType.Rollout => $"{subject}: called on every checked tick before the metrics; a refusal is a failed check.",
            FlaggerHookType.ConfirmRollout => $"{subject}: called before the canary is scaled up, until accepted, without an end.",
            FlaggerHookType.PreRollout => $"{subject}: called while the canary has no traffic; a refusal is a failed check.",
            FlaggerHookType.ConfirmTrafficIncrease => $"{subject}: called after passing checks; a refusal holds the weight and counts nothing.",
            FlaggerHookType.ConfirmPromotion => $"{subject}: called when the promotion is due; a refusal waits, with the traffic where it is, while "
                + "checks go on.",
            FlaggerHookType.Rollback => $"{subject}: called on every tick; accepting rolls back, so that whatever always answers 200 rolls back every "
                + "canary.",
            FlaggerHookType.PostRollout => $"{subject}: called after the end; changes nothing.",
            FlaggerHookType.Event => $"{subject}: called at every event; changes nothing.",
            _ => $"{subject}: of a type that Flagger does not know, never called.",
        };
    }

    private static string Length(TimeSpan time) => Figures.Length(time.TotalSeconds);
}
