using System.Text.Json;
using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Conformance.Argo;

/// <summary>An update as a case describes it.</summary>
internal sealed record UpdateCase
{
    private static readonly string[] KnownActions = ["abort", "retry", "resume", "pause", "promoteFull", "stableDown"];
    private readonly Dictionary<string, List<(double From, JsonElement Sample)>> _samples = new(StringComparer.Ordinal);

    /// <summary>The Rollout.</summary>
    public required ArgoRolloutSpec Spec { get; init; }

    /// <summary>How long a pod takes until it is available.</summary>
    public required double PodStartSeconds { get; init; }

    /// <summary>What is done from outside.</summary>
    public required IReadOnlyList<UpdateAction> Actions { get; init; }

    /// <summary>After this nothing happens any more.</summary>
    public required double HorizonSeconds { get; init; }

    /// <summary>Reads a case.</summary>
    public static UpdateCase Read(JsonElement element)
    {
        UpdateCase update = new()
        {
            Spec = new ArgoRolloutSpec
            {
                Replicas = CaseFields.Needed(element, "replicas"),
                Canary = Strategy(element),
                ProgressDeadlineSeconds = CaseFields.Whole(element, "progressDeadlineSeconds") ?? ArgoRolloutSpec.DefaultProgressDeadlineSeconds,
                ProgressDeadlineAbort = ArgoValues.Flag(element, "progressDeadlineAbort"),
            },
            PodStartSeconds = (ArgoValues.Number(element, "pod_start_s") ?? 0),
            Actions = [.. ArgoValues.List(element, "actions").Select(Action)],
            HorizonSeconds = (ArgoValues.Number(element, "horizon_s") ?? double.NaN),
        };
        if (!double.IsFinite(update.HorizonSeconds))
            throw new CaseFormatException("the input 'horizon_s' is missing");
        update.ReadSamples(element);
        return update;
    }

    /// <summary>What the provider answers about a metric at a second.</summary>
    public JsonElement Sample(string metric, double seconds)
    {
        if (!_samples.TryGetValue(metric, out List<(double From, JsonElement Sample)>? samples))
            throw new CaseFormatException($"no samples for the metric '{metric}'");
        int last = samples.FindLastIndex(sample => sample.From <= seconds + 1e-6);
        return last >= 0 ? samples[last].Sample : throw new CaseFormatException($"no sample for the metric '{metric}' at {seconds} s");
    }

    private void ReadSamples(JsonElement element)
    {
        if (ArgoValues.Find(element, "samples_by_time") is not { } samples)
            return;
        foreach (JsonProperty metric in samples.EnumerateObject())
            _samples[metric.Name] = [.. metric.Value.EnumerateArray().Select(sample => ((ArgoValues.Number(sample, "from_s") ?? 0), sample))];
    }

    private static ArgoCanaryStrategy Strategy(JsonElement element)
    {
        JsonElement options = ArgoValues.Find(element, "canary_options") is { } given ? given : default;
        bool hasOptions = options.ValueKind == JsonValueKind.Object;
        ArgoCanaryStrategy canary = new()
        {
            HasTrafficRouting = ArgoValues.Flag(element, "traffic_routing"),
            MaxWeight = MaxWeight(element, options),
            Steps = StrategyReader.Steps(ArgoValues.List(element, "steps"), index => Inline(element, index)),
            Background = Background(element),
        };
        return hasOptions ? WithOptions(canary, options) : canary;
    }

    private static ArgoCanaryStrategy WithOptions(ArgoCanaryStrategy canary, JsonElement options) => canary with
    {
        MaxSurge = StrategyReader.IntOrPercent(options, "maxSurge", IntOrPercent.Quarter),
        MaxUnavailable = StrategyReader.IntOrPercent(options, "maxUnavailable", IntOrPercent.Quarter),
        DynamicStableScale = ArgoValues.Flag(options, "dynamicStableScale"),
        AbortScaleDownDelaySeconds = CaseFields.Whole(options, "abortScaleDownDelaySeconds"),
        ScaleDownDelaySeconds = CaseFields.Whole(options, "scaleDownDelaySeconds") ?? ArgoCanaryStrategy.DefaultScaleDownDelaySeconds,
        MinPodsPerReplicaSet = CaseFields.Whole(options, "minPodsPerReplicaSet"),
        ReplicaProgressThreshold = StrategyReader.Threshold(options),
    };

    private static int MaxWeight(JsonElement element, JsonElement options)
    {
        int? weight = CaseFields.Whole(element, "max_weight");
        if (options.ValueKind == JsonValueKind.Object)
        {
            weight ??= CaseFields.Whole(options, "maxTrafficWeight");
            if (ArgoValues.Find(options, "trafficRouting") is { } routing)
                weight ??= CaseFields.Whole(routing, "maxTrafficWeight");
        }

        return weight ?? ArgoCanaryStrategy.DefaultMaxWeight;
    }

    private static BackgroundAnalysis? Background(JsonElement element) => ArgoValues.Find(element, "background") is { } background
        ? new BackgroundAnalysis(CaseFields.Whole(background, "startingStep") ?? 0, Analysis(background))
        : null;

    private static AnalysisSpec Inline(JsonElement element, int index)
    {
        if (ArgoValues.Find(element, "inline_runs") is not { } runs || ArgoValues.Find(runs, $"step{index}") is not { } metrics)
            throw new CaseFormatException($"no 'inline_runs' for the analysis at step {index}");
        return Analysis(metrics);
    }

    /// <summary>A list of metrics, or an object with such a list and rules of dry runs.</summary>
    private static AnalysisSpec Analysis(JsonElement analysis)
    {
        bool isList = analysis.ValueKind == JsonValueKind.Array;
        JsonElement metrics = isList ? analysis : analysis.GetProperty("metrics");
        return new AnalysisSpec
        {
            Metrics = [.. metrics.EnumerateArray().Select(metric => ArgoValues.Metric(metric, [new MetricProvider.Prometheus("up")]))],
            DryRun = isList ? [] : [.. ArgoValues.List(analysis, "dry_run").Select(rule => rule.GetString() ?? "")],
        };
    }

    private static UpdateAction Action(JsonElement action)
    {
        string word = ArgoValues.Text(action, "do") ?? throw new CaseFormatException("an action without 'do'");
        if (!KnownActions.Contains(word, StringComparer.Ordinal))
            throw new CaseFormatException($"the action '{word}' is none of {string.Join(", ", KnownActions)}");
        return new UpdateAction((ArgoValues.Number(action, "at") ?? 0), word, CaseFields.Whole(action, "n") ?? 0);
    }
}
