using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Argo;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Explanations.Words;

/// <summary>What a Rollout of Argo's does, in words (argoproj/argo-rollouts, commit 9f8d111d, described as v1.10.0-rc1-70).</summary>
internal static class ArgoWords
{
    /// <summary>What is simulated as Argo does it.</summary>
    public static ImmutableArray<string> Simulated { get; } =
    [
        "passes in Argo's order: weight, experiments, analysis runs, scaling, pause, status; times in whole seconds",
        "pods for a weight with and without a router, rounding, surge, availability gates, abort and scale-down delays, dynamic stable scale",
        "analysis runs: arguments, both conditions in the release's expression language, all limits, retries of errors, dry runs, cancellation",
        "instant queries of Prometheus: scrapes, staleness, extrapolation of rates, bucket interpolation, empty vectors, NaN",
    ];

    /// <summary>What Argo does and is not modelled.</summary>
    public static ImmutableArray<string> NotModelled { get; } =
    [
        "metric providers other than instant queries of Prometheus: such a Rollout is refused for simulation",
        "pods of experiments, which count as available; requests that header and mirror routes move",
        "blue-green strategies, rollback windows, a change of the template during an update, verification of weights",
        "what plugins answer; notifications; API conflicts",
    ];

    /// <summary>What the file does not say.</summary>
    public static ImmutableArray<string> Assumed(RolloutManifest rollout, string podStart) =>
    [
        $"in the schedule a pod serves {podStart} after it is asked for, queries answer at once, traffic is steady",
        "in a simulation the scenario says how long pods start, how often Prometheus scrapes and what traffic there is",
        "the stable version runs all its replicas when the update begins",
        .. WorkloadWords.OfRollout(rollout),
    ];

    /// <summary>The sentence on who carries it out.</summary>
    public static string Summary(string release) => $"decides a canary rollout, carried out by Argo Rollouts {release}";

    /// <summary>The sentence where Argo, or the API server before it, refuses the Rollout.</summary>
    public static string Invalid(string release) => $"is invalid: Argo Rollouts {release} carries nothing of it out as it stands";

    /// <summary>A Rollout that Argo or we refuse.</summary>
    public static string Refused => "It shifts nothing as it stands, for the reasons above. What follows is what its fields mean once they are mended.";

    /// <summary>The sentences on the whole.</summary>
    public static IEnumerable<string> Of(ArgoRolloutSpec spec, ArgoRelease release)
    {
        yield return Traffic(spec);
        if (spec.Canary.Steps.IsEmpty)
            yield return spec.Canary.HasTrafficRouting
                ? "There are no steps: the canary is scaled up at weight 0 and then promoted, without any check but a background analysis."
                : "There are no steps: it is an ordinary rolling update, without any check but a background analysis.";
        if (spec.Canary.Background is { } background)
            foreach (string sentence in Background(spec, background, release))
                yield return sentence;
        foreach (string sentence in Steps(spec.Canary.Steps, release))
            yield return sentence;
        yield return "After the last step the canary gets all its pods at the last weight, then all the traffic, and is promoted; nothing is checked "
            + "once more, and a "
            + "background analysis is ended as successful.";
        yield return Abort(spec.Canary);
        yield return Deadline(spec);
    }

    /// <summary>A step in a few words.</summary>
    public static string Label(ArgoStep step, int index, int maxWeight)
    {
        string text = step switch
        {
            ArgoStep.SetWeight weight => $"set weight {Weight(weight.Weight, maxWeight)}",
            ArgoStep.Pause { Seconds: { } seconds } => $"pause {Figures.Length(seconds)}",
            ArgoStep.Pause => "pause until somebody resumes",
            ArgoStep.Analyze analyze => $"analysis {string.Join(", ", analyze.Spec.Metrics.Select(metric => metric.Name))}",
            ArgoStep.Experiment => "experiment",
            ArgoStep.SetCanaryScale => "set canary scale",
            ArgoStep.SetHeaderRoute route => $"header route {route.Name}",
            ArgoStep.SetMirrorRoute route => route.Removes ? $"end mirror route {route.Name}" : $"mirror route {route.Name}",
            ArgoStep.Plugin plugin => $"plugin {plugin.Name}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {text}");
    }

    private static string Weight(int weight, int maxWeight) => maxWeight == 100
        ? string.Create(CultureInfo.InvariantCulture, $"{weight} %")
        : string.Create(CultureInfo.InvariantCulture, $"{weight}/{maxWeight}");

    private static string Traffic(ArgoRolloutSpec spec) => spec.Canary.HasTrafficRouting
        ? "A router splits the traffic. A step's weight is written only when enough pods serve for it: the canary's on the way up, "
            + $"{Sentences.Count(spec.Replicas, "stable pod")} "
            + "on the way down; the steps go on meanwhile."
        : $"There is no traffic routing: the canary's weight is its share of {Sentences.Count(spec.Replicas, "pod")}, so that weights are rounded to "
            + "whole pods; the schedule "
            + "shows what comes of them.";

    private static IEnumerable<string> Background(ArgoRolloutSpec spec, BackgroundAnalysis background, ArgoRelease release)
    {
        bool fromTheFirst = background.StartingStep <= 0;
        yield return fromTheFirst
            ? "A background analysis begins with the update, before any canary pod exists, and runs beside the steps until the promotion."
            : $"A background analysis begins when step {background.StartingStep + 1} of {spec.Canary.Steps.Length} is reached and runs beside the "
                + "steps until the promotion.";
        yield return "When it fails or ends in Error the rollout is aborted at once, whatever the step; when it is inconclusive only scaling stops, "
            + "and later pauses count as resumed.";
        foreach (string sentence in Run("background", background.Spec, release))
            yield return sentence;
    }

    // Steps that do the same are told together.
    private static IEnumerable<string> Steps(ImmutableArray<ArgoStep> steps, ArgoRelease release)
    {
        var told = steps.Select((step, index) => (Number: Sentences.Number(index + 1), Sentences: Step(step, release)))
            .GroupBy(each => string.Join('\n', each.Sentences))
            .Where(alike => alike.Key.Length > 0);
        foreach (var alike in told)
        {
            string place = $"step{(alike.Count() == 1 ? "" : "s")} {Sentences.List([.. alike.Select(each => each.Number)])}";
            foreach (string sentence in alike.First().Sentences)
                yield return place + sentence;
        }
    }

    private static ImmutableArray<string> Step(ArgoStep step, ArgoRelease release) => step switch
    {
        ArgoStep.Analyze analyze => [.. Run("", analyze.Spec, release)],
        ArgoStep.Experiment { Spec: var experiment } => [.. experiment.Analyses.SelectMany(analysis => Run($" {analysis.Name}", analysis.Spec, release))],
        ArgoStep.Pause { Seconds: null } => [": waits until somebody resumes the rollout; there is no time limit."],
        _ => [],
    };

    private static IEnumerable<string> Run(string run, AnalysisSpec spec, ArgoRelease release) => AnalysisPlan.Prepare(spec, release) switch
    {
        AnalysisPreparation.Ready ready => ready.Plan.Metrics.SelectMany(metric => ArgoMetricWords.Of(run, metric)),
        AnalysisPreparation.Rejected rejected => [$"{run}: the run ends in Error as soon as it begins, which rolls back: {rejected.Message}."],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Abort(ArgoCanaryStrategy canary)
    {
        string weight = canary.HasTrafficRouting ? "takes the canary's weight back as soon as enough stable pods "
            + "serve" : "scales the canary's pods down and the stable ones up";
        string pods = !canary.HasTrafficRouting ? ""
            : canary.AbortScaleDownDelaySeconds == 0 ? "; the canary's pods stay"
            : canary is { DynamicStableScale: true, AbortScaleDownDelaySeconds: null } ? "; the canary's pods go along with the weight"
            : $"; the canary's pods go {Figures.Length(canary.AbortScaleDownDelaySeconds ?? ArgoCanaryStrategy.DefaultScaleDownDelaySeconds)} later";
        return $"An abort {weight}{pods}. The Rollout then stays Degraded with the new template in its spec, until somebody retries it (from step 1) "
            + "or writes another template.";
    }

    private static string Deadline(ArgoRolloutSpec spec) => spec.ProgressDeadlineAbort
        ? $"Pods that make no progress for {Figures.Length(spec.ProgressDeadlineSeconds)} abort the rollout (not during pauses and analyses)."
        : $"Pods that make no progress for {Figures.Length(spec.ProgressDeadlineSeconds)} mark it Degraded and nothing more: it goes on waiting.";
}
