using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Manifests.Workloads;
using Coalmine.PromQL.Bindings;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Flagger;

/// <summary>
/// Reads a Canary of <c>flagger.app/v1beta1</c> (fluxcd/flagger 1.44.0, commit 15bd6ad5, <c>pkg/apis/flagger/v1beta1/canary.go</c>; what the API server refuses
/// is in artifacts/flagger/crd.yaml).
/// </summary>
internal static class CanaryReader
{
    private static readonly string[] SpecFields =
    [
        "provider", "metricsServer", "targetRef", "autoscalerRef", "ingressRef", "routeRef", "upstreamRef", "service", "analysis", "canaryAnalysis",
        "progressDeadlineSeconds", "skipAnalysis", "revertOnDeletion", "suspend",
    ];

    private static readonly string[] AnalysisFields =
    [
        "interval", "iterations", "threshold", "primaryReadyThreshold", "canaryReadyThreshold", "maxWeight", "stepWeight", "stepWeights",
        "stepWeightPromotion", "mirror", "mirrorWeight", "match", "metrics", "webhooks", "alerts", "sessionAffinity",
    ];

    /// <summary>Reads the object; what cannot be read is said and left out.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="templates">The metric templates of its set.</param>
    /// <param name="workloads">The Deployments and autoscalers of its set.</param>
    public static CanaryManifest Read(KubernetesObject owner, ImmutableArray<MetricTemplateManifest> templates, WorkloadSet workloads)
    {
        ObjectReading reading = new(new DiagnosticList(owner.File.Source.File));
        ManifestPlace spec = owner.Place["spec"];
        if (!reading.Mapping(spec))
            reading.Say(spec, Messages.FieldMissing("spec", owner.ToString()));
        reading.Known(spec, "the spec of a Canary", SpecFields);
        ManifestPlace analysis = spec["analysis"].Exists ? spec["analysis"] : spec["canaryAnalysis"];
        if (spec["canaryAnalysis"].Exists)
            reading.Say(spec["canaryAnalysis"], Messages.CanaryAnalysisIsOld);
        CanaryMetricReader metricReader = new(owner, templates, reading);
        ImmutableArray<CanaryMetric> metrics = [.. reading.List(analysis["metrics"]).Select(metricReader.Read)];
        string name = reading.Needed(owner.Place["metadata"]["name"], "the Canary");
        string target = reading.Needed(spec["targetRef"]["name"], "targetRef");
        ManifestPlace reference = spec["autoscalerRef"];
        List<Message> doubts = [];
        ScalerManifest? scaler = workloads.Scaler(reference["kind"].Text, reference["name"].Text, owner, doubts);
        string targetKind = Kind(spec["targetRef"], reading);
        PodCount? pods = workloads.Of(targetKind, target, owner, doubts);
        foreach (Message doubt in doubts)
            reading.Say(spec["targetRef"]["name"], doubt);
        FlaggerCanarySpec read = new()
        {
            Name = name,
            Namespace = owner.Namespace.Length > 0 ? owner.Namespace : "default",
            Target = target,
            TargetKind = targetKind,
            Provider = reading.Text(spec["provider"]),
            ServiceName = reading.Text(spec["service"]["name"]),
            IngressName = reading.Text(spec["ingressRef"]["name"]),
            RouteName = reading.Text(spec["routeRef"]["name"]),
            IsTcp = reading.Text(spec["service"]["appProtocol"]).Equals("tcp", StringComparison.OrdinalIgnoreCase),
            Analysis = reading.Mapping(analysis) ? Analysis(analysis, metrics, reading) : null,
            SkipAnalysis = reading.Flag(spec["skipAnalysis"]),
            Suspend = reading.Flag(spec["suspend"]),
            ProgressDeadlineSeconds = reading.Whole(spec["progressDeadlineSeconds"]) ?? 0,
            TargetReplicas = pods?.Written ?? 0,
            AutoscalerMinimum = Math.Max(0, scaler?.Least ?? 0),
        };
        CanaryRules.Check(spec, analysis, read, reading);
        return new CanaryManifest(owner, read, analysis, metrics, Arms(read), reading.Said.All) { Scaler = scaler, Target = pods };
    }

    private static string Kind(ManifestPlace target, ObjectReading reading)
    {
        string kind = reading.Needed(target["kind"], "targetRef");
        if (kind is not ("" or "Deployment" or "DaemonSet" or "Service"))
            reading.Say(target["kind"], Messages.TargetKind(kind));
        return kind.Length > 0 ? kind : "Deployment";
    }

    private static FlaggerAnalysis Analysis(ManifestPlace place, ImmutableArray<CanaryMetric> metrics, ObjectReading reading)
    {
        reading.Known(place, "the analysis", AnalysisFields);
        ManifestPlace affinity = place["sessionAffinity"];
        return new FlaggerAnalysis
        {
            Interval = reading.Text(place["interval"]),
            Threshold = reading.Whole(place["threshold"]) ?? 0,
            MaxWeight = reading.Whole(place["maxWeight"]) ?? 0,
            StepWeight = reading.Whole(place["stepWeight"]) ?? 0,
            StepWeights = [.. reading.List(place["stepWeights"]).Select(item => reading.Whole(item) ?? 0)],
            StepWeightPromotion = reading.Whole(place["stepWeightPromotion"]) ?? 0,
            Iterations = reading.Whole(place["iterations"]) ?? 0,
            Mirror = reading.Flag(place["mirror"]),
            MirrorWeight = reading.Whole(place["mirrorWeight"]) ?? 0,
            HasMatch = !reading.List(place["match"]).IsEmpty,
            PrimaryReadyThreshold = reading.Whole(place["primaryReadyThreshold"]) ?? 0,
            CanaryReadyThreshold = reading.Whole(place["canaryReadyThreshold"]) ?? 0,
            Metrics = [.. metrics.Select(metric => metric.Spec)],
            Hooks = [.. reading.List(place["webhooks"]).Select(item => HookReader.Read(item, reading))],
            SessionAffinity = reading.Mapping(affinity)
                ? new FlaggerSessionAffinity(
                    reading.Needed(affinity["cookieName"], "sessionAffinity"), reading.Whole(affinity["maxAge"]) ?? 0,
                        reading.Text(affinity["primaryCookieName"]))
                : null,
        };
    }

    private static ArmNames Arms(FlaggerCanarySpec spec)
    {
        string service = spec.ServiceName.Length > 0 ? spec.ServiceName : spec.Target;
        return new ArmNames(
            Baseline: [.. new[] { $"{spec.Target}-primary", $"{service}-primary" }.Distinct()],
            Canary: [.. new[] { spec.Target, $"{service}-canary" }.Distinct()],
            Shared: service == spec.Target ? [] : [service]);
    }
}
