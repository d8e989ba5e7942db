using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Workloads;

/// <summary>
/// An autoscaler beside a workload: a HorizontalPodAutoscaler of Kubernetes (<c>autoscaling</c> v1 to v2) or a ScaledObject of KEDA (<c>keda.sh/v1alpha1</c>).
/// </summary>
/// <param name="Origin">The object.</param>
/// <param name="TargetKind">The kind of what it scales, such as <c>Deployment</c> or <c>Rollout</c>.</param>
/// <param name="TargetName">The name of what it scales.</param>
/// <param name="Least">The fewest pods: <c>minReplicas</c> (1 where absent), <c>minReplicaCount</c> (0 where absent).</param>
/// <param name="Most">The most pods: <c>maxReplicas</c>, <c>maxReplicaCount</c> (100 where absent); nothing where it is missing.</param>
public sealed record ScalerManifest(KubernetesObject Origin, string TargetKind, string TargetName, int Least, int? Most)
{
    /// <summary>Where the fewest pods are written, or what should hold them.</summary>
    public ManifestPlace LeastAt => Origin.Place["spec"][Origin.Kind == "ScaledObject" ? "minReplicaCount" : "minReplicas"];

    /// <summary>A number of pods within its limits.</summary>
    /// <param name="pods">The number that is written.</param>
    public int Within(int pods) => Math.Min(Math.Max(pods, Least), Math.Max(Least, Most ?? int.MaxValue));
}
