using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>
/// Reads what the components of an InferenceService share (pkg/apis/serving/v1beta1/component.go, v0.20.0): replicas, their autoscaling, and the model.
/// </summary>
internal static class ComponentReader
{
    private static readonly ImmutableArray<string> Keys =
    [
        "name", "custom", "parallelism", "minReplicas", "maxReplicas", "scaleTarget", "scaleMetric", "scaleMetricType", "autoScaling",
        "containerConcurrency", "timeout", "canaryTrafficPercent", "logger", "batcher", "labels", "annotations", "deploymentStrategy", "model", "workerSpec",
        "sklearn", "xgboost", "tensorflow", "pytorch", "triton", "onnx", "huggingface", "pmml", "lightgbm", "paddle", "mlflow", "alibi", "art",
    ];

    // KServe writes a component's pod spec into the component itself: any of its fields may stand there.
    private static readonly ImmutableArray<string> PodKeys =
    [
        "volumes", "initContainers", "containers", "ephemeralContainers", "restartPolicy", "terminationGracePeriodSeconds", "activeDeadlineSeconds",
        "dnsPolicy", "nodeSelector", "serviceAccountName", "serviceAccount", "automountServiceAccountToken", "nodeName", "hostNetwork", "hostPID", "hostIPC",
        "shareProcessNamespace", "securityContext", "imagePullSecrets", "hostname", "subdomain", "affinity", "schedulerName", "tolerations", "hostAliases",
        "priorityClassName", "priority", "dnsConfig", "readinessGates", "runtimeClassName", "enableServiceLinks", "preemptionPolicy", "overhead",
        "topologySpreadConstraints", "setHostnameAsFQDN", "os", "hostUsers", "schedulingGates", "resourceClaims", "resources",
    ];

    /// <summary>Reads a component, which is a mapping. Absent <c>minReplicas</c> is 1, <c>maxReplicas</c> of 0 or absent is no limit.</summary>
    public static ComponentScale Read(CarrierReading reading, ManifestPlace place)
    {
        reading.Values.Known(place, ObjectReading.LastKey(place), [.. Keys, .. PodKeys]);
        int least = reading.Replicas(place["minReplicas"]) ?? 1;
        int? most = reading.Replicas(place["maxReplicas"]);
        int? target = reading.Replicas(place["scaleTarget"]);
        string metric = place["scaleMetric"].Exists ? reading.Word(place["scaleMetric"], "concurrency", "rps", "cpu", "memory") : "";
        if (most > 0 && least > most)
            reading.Say(place["minReplicas"], Messages.NumberOutOfRange("minReplicas", place["minReplicas"].Text, $"at most `maxReplicas`, which is {most}"));
        bool scales = place["maxReplicas"].Exists || target is not null || metric.Length > 0 || least == 0 || place["autoScaling"].Exists;
        return new ComponentScale(least, scales ? new ReplicaScaling(least, most is > 0 ? most : null, metric, target) : null, ModelOf(place));
    }

    // predictor.model.storageUri, or predictor.<framework>.storageUri.
    private static string ModelOf(ManifestPlace place)
    {
        foreach ((Node.Scalar _, ManifestPlace value) in place.Keys)
        {
            if (value["storageUri"] is { Exists: true } uri)
                return uri.Text;
        }

        return "";
    }
}
