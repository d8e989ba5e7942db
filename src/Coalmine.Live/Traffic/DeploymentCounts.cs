using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Traffic;

/// <summary>Counts the pods of Deployments (apps/v1).</summary>
internal static class DeploymentCounts
{
    private const string RevisionMark = "deployment.kubernetes.io/revision";

    /// <summary>
    /// The pods of one Deployment. Pods of an older template do not count as available, and a status that is older than the specification tells no revision:
    /// both would let an update look finished that has only begun (kubectl's rule for <c>rollout status</c>).
    /// </summary>
    public static WorkloadCount Of(JsonObject deployment)
    {
        bool isSeen = (deployment.Number("status", "observedGeneration") ?? 0) >= (deployment.Number("metadata", "generation") ?? 0);
        long available = deployment.Number("status", "availableReplicas") ?? 0;
        long updated = deployment.Number("status", "updatedReplicas") ?? 0;
        string revision = deployment.Text("metadata", "annotations", RevisionMark);
        return new WorkloadCount(
            Count(deployment.Number("spec", "replicas") ?? 1),
            Count(deployment.Number("status", "replicas") ?? 0),
            Count(Math.Min(available, updated)),
            isSeen && int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0);
    }

    /// <summary>The pods of two workloads together; the revision is unknown where one is, and their sum otherwise, which rises with each of them.</summary>
    public static WorkloadCount Sum(WorkloadCount one, WorkloadCount other) => new(
        one.Desired + other.Desired,
        one.Created + other.Created,
        one.Available + other.Available,
        one.Revision == 0 || other.Revision == 0 ? 0 : one.Revision + other.Revision);

    /// <summary>A number of pods.</summary>
    public static int Count(long number) => (int)Math.Clamp(number, 0, int.MaxValue);
}
