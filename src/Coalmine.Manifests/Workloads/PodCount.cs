using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Workloads;

/// <summary>How many pods a workload runs when a rollout begins, and where that is written.</summary>
/// <param name="Origin">The workload.</param>
/// <param name="Written">The replicas that it says; 1 where it says none.</param>
/// <param name="Scaler">The autoscaler that may change them; nothing where they stay.</param>
public sealed record PodCount(KubernetesObject Origin, int Written, ScalerManifest? Scaler)
{
    /// <summary>The pods: the replicas within the autoscaler's limits. An autoscaler leaves a workload of 0 replicas alone.</summary>
    public int Pods => Scaler is null || Written == 0 ? Written : Scaler.Within(Written);

    /// <summary>Where that number is written: by the autoscaler where its limits decide, else by the workload, or what should hold it.</summary>
    public ManifestPlace Place => Pods != Written ? Scaler!.LeastAt : Origin.Place["spec"]["replicas"];
}
