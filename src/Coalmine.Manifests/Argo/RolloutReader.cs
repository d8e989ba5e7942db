using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Kubernetes;
using Coalmine.Manifests.Sets;
using Coalmine.Manifests.Workloads;
using Coalmine.PromQL.Bindings;
using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Manifests.Argo;

/// <summary>
/// Reads a Rollout of <c>argoproj.io/v1alpha1</c> (argoproj/argo-rollouts, commit 9f8d111d, pkg/apis/rollouts/v1alpha1/types.go) and says what Argo refuses
/// as InvalidSpec.
/// </summary>
internal static class RolloutReader
{
    private static readonly string[] SpecFields =
    [
        "replicas", "selector", "template", "workloadRef", "minReadySeconds", "strategy", "revisionHistoryLimit", "paused", "progressDeadlineSeconds",
        "progressDeadlineAbort", "restartAt", "analysis", "rollbackWindow",
    ];

    private static readonly string[] CanaryFields =
    [
        "canaryService", "stableService", "steps", "trafficRouting", "maxUnavailable", "maxSurge", "analysis", "antiAffinity", "canaryMetadata",
        "stableMetadata", "scaleDownDelaySeconds", "scaleDownDelayRevisionLimit", "abortScaleDownDelaySeconds", "dynamicStableScale", "pingPong",
        "minPodsPerReplicaSet", "replicaProgressThreshold",
    ];

    /// <summary>Reads the object; what cannot be read is said and left out.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="lookup">The templates of its set.</param>
    /// <param name="workloads">The Deployments and autoscalers of its set.</param>
    public static RolloutManifest Read(KubernetesObject owner, TemplateLookup lookup, WorkloadSet workloads)
    {
        ObjectReading reading = new(new DiagnosticList(owner.File.Source.File));
        ManifestPlace spec = owner.Place["spec"];
        reading.Needed(owner.Place["metadata"]["name"], "the Rollout");
        if (!reading.Mapping(spec))
            reading.Say(spec, Messages.FieldMissing("spec", owner.ToString()));
        reading.Known(spec, "the spec of a Rollout", SpecFields);
        ArgoStrategyKind strategy = Strategy(spec["strategy"], reading);
        AnalysisReader analyses = new(owner, lookup, reading);
        ArgoRolloutSpec read = new()
        {
            Replicas = reading.Whole(spec["replicas"]) ?? 1,
            Canary = strategy == ArgoStrategyKind.Canary ? Canary(spec["strategy"]["canary"], analyses, reading) : new ArgoCanaryStrategy(),
            ProgressDeadlineSeconds = reading.Whole(spec["progressDeadlineSeconds"]) ?? ArgoRolloutSpec.DefaultProgressDeadlineSeconds,
            ProgressDeadlineAbort = reading.Flag(spec["progressDeadlineAbort"]),
            IsPaused = reading.Flag(spec["paused"]),
            RollbackWindowRevisions = reading.Whole(spec["rollbackWindow"]["revisions"]),
        };
        analyses.RefuseEndless();
        RolloutRules.Check(spec, strategy, read, reading);
        List<Message> doubts = [];
        ScalerManifest? scaler = workloads.ScalerOf("Rollout", owner.Name, owner, doubts);
        foreach (Message doubt in doubts)
            reading.Say(owner.Place["metadata"]["name"], doubt);
        ManifestPlace workload = spec["workloadRef"];
        return new RolloutManifest(owner, strategy, read, [.. analyses.Uses], Arms(owner), reading.Said.All)
        {
            Scaler = scaler,
            Workload = workload.Exists ? workloads.Of(workload["kind"].Text, workload["name"].Text, owner) : null,
        };
    }

    private static ArgoStrategyKind Strategy(ManifestPlace place, ObjectReading reading)
    {
        bool hasCanary = place["canary"].Exists;
        bool hasBlueGreen = place["blueGreen"].Exists;
        if (hasCanary != hasBlueGreen)
        {
            reading.Mapping(hasCanary ? place["canary"] : place["blueGreen"]);
            return hasCanary ? ArgoStrategyKind.Canary : ArgoStrategyKind.BlueGreen;
        }

        reading.Say(place, hasCanary ? Messages.TwoStrategies : Messages.NoStrategy);
        return ArgoStrategyKind.None;
    }

    private static ArgoCanaryStrategy Canary(ManifestPlace place, AnalysisReader analyses, ObjectReading reading)
    {
        reading.Known(place, "the canary strategy", CanaryFields);
        ManifestPlace background = place["analysis"];
        int start = reading.Whole(background["startingStep"]) ?? 0;
        return new ArgoCanaryStrategy
        {
            Background = reading.Mapping(background)
                ? new BackgroundAnalysis(start, analyses.Read(background, AnalysisUseKind.Background, start).Spec)
                : null,
            Steps = new StepReader(analyses, reading).Read(place["steps"]),
            HasTrafficRouting = reading.Mapping(place["trafficRouting"]),
            MaxWeight = reading.Whole(place["trafficRouting"]["maxTrafficWeight"]) ?? ArgoCanaryStrategy.DefaultMaxWeight,
            MaxSurge = Pods(place["maxSurge"], reading),
            MaxUnavailable = Pods(place["maxUnavailable"], reading),
            DynamicStableScale = reading.Flag(place["dynamicStableScale"]),
            AbortScaleDownDelaySeconds = reading.Whole(place["abortScaleDownDelaySeconds"]),
            ScaleDownDelaySeconds = reading.Whole(place["scaleDownDelaySeconds"]) ?? ArgoCanaryStrategy.DefaultScaleDownDelaySeconds,
            MinPodsPerReplicaSet = reading.Whole(place["minPodsPerReplicaSet"]),
            ReplicaProgressThreshold = Threshold(place["replicaProgressThreshold"], reading),
        };
    }

    private static IntOrPercent Pods(ManifestPlace place, ObjectReading reading)
    {
        if (!place.Exists)
            return IntOrPercent.Quarter;
        if (place.Meaning.Kind == ScalarKind.Text)
        {
            string text = place.Text;
            if (text.EndsWith('%') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int percent))
                return IntOrPercent.Percent(percent);
            reading.Say(place, Messages.FieldType(ObjectReading.LastKey(place), Messages.Quoted(text), "a whole number of pods, or per cent such as 25%"));
            return IntOrPercent.Quarter;
        }

        int pods = reading.Whole(place) ?? 0;
        if (pods < 0)
            reading.Say(place, Messages.FieldType(ObjectReading.LastKey(place), Messages.Quoted(place.Text), "a whole number from 0, or per cent"));
        return IntOrPercent.Pods(Math.Max(0, pods));
    }

    private static ProgressThreshold? Threshold(ManifestPlace place, ObjectReading reading)
    {
        if (!reading.Mapping(place))
            return null;
        string type = reading.Needed(place["type"], "replicaProgressThreshold");
        if (type is not ("Percent" or "Pod" or ""))
            reading.Say(place["type"], Messages.FieldType("type", Messages.Quoted(type), "Percent or Pod"));
        return new ProgressThreshold(reading.Whole(place["value"]) ?? -1, type == "Percent");
    }

    private static ArmNames Arms(KubernetesObject owner)
    {
        ManifestPlace canary = owner.Place["spec"]["strategy"]["canary"];
        ManifestPlace rule = canary["trafficRouting"]["istio"]["destinationRule"];
        ManifestPlace pingPong = canary["pingPong"];
        return new ArmNames(
            Baseline: [.. Names(canary["stableService"], rule["stableSubsetName"], pingPong["pongService"]), RolloutManifest.StableHash],
            Canary: [.. Names(canary["canaryService"], rule["canarySubsetName"], pingPong["pingService"]), RolloutManifest.LatestHash],
            Shared: [.. Names(owner.Place["metadata"]["name"])]);
    }

    private static IEnumerable<string> Names(params ManifestPlace[] places) => places.Select(place => place.Text).Where(name => name.Length > 0);
}
