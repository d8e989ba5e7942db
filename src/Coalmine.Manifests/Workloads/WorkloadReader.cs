using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Workloads;

/// <summary>
/// Reads what says how many pods run: Deployments and StatefulSets (<c>apps</c>), HorizontalPodAutoscalers, ScaledObjects. Only numbers of pods are read;
/// wrong ones are refused as the API server refuses them.
/// </summary>
internal static class WorkloadReader
{
    private const int KedaMost = 100;

    /// <summary>Whether an object is a workload whose pods are counted here.</summary>
    public static bool IsWorkload(KubernetesObject found) => found is { Group: "apps", Kind: "Deployment" or "StatefulSet" };

    /// <summary>Whether an object is an autoscaler that is read here.</summary>
    public static bool IsScaler(KubernetesObject found) =>
        (found.Group, found.Kind) is ("autoscaling", "HorizontalPodAutoscaler") or ("keda.sh", "ScaledObject");

    /// <summary>The replicas of a workload: 1 where it says none.</summary>
    /// <param name="found">The workload.</param>
    /// <param name="said">Where a wrong number is said.</param>
    public static int Replicas(KubernetesObject found, List<Diagnostic> said) => Count(found, found.Place["spec"]["replicas"], said) ?? 1;

    /// <summary>An autoscaler; nothing where its limits are refused, which is said.</summary>
    public static ScalerManifest? Scaler(KubernetesObject found, List<Diagnostic> said)
    {
        ManifestPlace spec = found.Place["spec"];
        ManifestPlace target = spec["scaleTargetRef"];
        bool isKeda = found.Kind == "ScaledObject";
        int before = said.Count;
        int least = Count(found, spec[isKeda ? "minReplicaCount" : "minReplicas"], said) ?? (isKeda ? 0 : 1);
        int? most = Count(found, spec[isKeda ? "maxReplicaCount" : "maxReplicas"], said) ?? (isKeda ? KedaMost : null);
        if (most < least)
            said.Add(Diagnostic.At(found.File.Source.File, spec[isKeda ? "maxReplicaCount" : "maxReplicas"].Start, Messages.ScalerLimits(least, most.Value)));
        string kind = target["kind"].Text;
        return said.Count > before ? null : new ScalerManifest(found, kind.Length > 0 ? kind : "Deployment", target["name"].Text, least, most);
    }

    private static int? Count(KubernetesObject found, ManifestPlace place, List<Diagnostic> said)
    {
        DiagnosticList own = new(found.File.Source.File);
        int? read = new ObjectReading(own).Whole(place);
        if (read < 0)
            own.Add(place.Start, Messages.NumberOutOfRange(ObjectReading.LastKey(place), place.Text, "whole numbers from 0"));
        said.AddRange(own.All);
        return read < 0 ? null : read;
    }
}
