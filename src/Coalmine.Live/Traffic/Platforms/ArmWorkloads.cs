using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic.Platforms;

/// <summary>The two Deployments behind a route that knows nothing of them.</summary>
internal sealed class ArmWorkloads(TrafficTarget target)
{
    private ClusterResource Baseline => new(ResourceKinds.Deployment, target.Namespace, target.BaselineWorkload);

    private ClusterResource Canary => new(ResourceKinds.Deployment, target.Namespace, target.CanaryWorkload);

    /// <summary>What to read.</summary>
    public ImmutableArray<ClusterResource> Related =>
        [.. new[] { Baseline, Canary }.Where(workload => workload.Name.Length > 0)];

    /// <summary>The pods of an arm; none known where its Deployment is not named or cannot be read.</summary>
    public WorkloadCount Count(ClusterView view, Arm arm) => view.Find(Of(arm)) is JsonObject found ? DeploymentCounts.Of(found) : default;

    /// <summary>Why pods are not known, a sentence each.</summary>
    public IEnumerable<string> Notes(ClusterView view) =>
        Related.Select(view.WhyNot).Where(why => why.Length > 0).Select(why => $"Pods cannot be counted: {why}");

    /// <summary>
    /// Gives the baseline's Deployment the canary's pods: the specification of its template, not the labels, by which services and subsets tell the two apart.
    /// </summary>
    /// <param name="view">The objects.</param>
    /// <param name="routed">What the routers have been told: the baseline's pods are replaced only when nobody is sent to them.</param>
    public TrafficEdit Promote(ClusterView view, TrafficWeight? routed)
    {
        if (Related.Length < 2)
            return new TrafficEdit.Impossible(TrafficMessages.NoWorkloads);
        if (routed is not TrafficWeight told || told < TrafficWeight.All)
            return new TrafficEdit.Later(TrafficMessages.RoutersLag, TimeSpan.FromSeconds(2));
        if (view.Find(Baseline) is not JsonObject found || view.Find(Canary) is not JsonObject canary)
            return new TrafficEdit.Later($"{view.WhyNot(Baseline)} {view.WhyNot(Canary)}".Trim(), TimeSpan.FromSeconds(5));
        if (found.Items("metadata", "ownerReferences").OfType<JsonObject>().FirstOrDefault() is JsonObject owner)
            return new TrafficEdit.Impossible($"{Baseline} belongs to {owner.Text("kind")} {owner.Text("name")}, which would undo the change.");
        if (canary.Child("spec", "template", "spec") is not JsonObject pods)
            return new TrafficEdit.Impossible($"{Canary} has no pod template.");
        JsonObject wanted = (JsonObject)found.DeepClone();
        wanted.Made("spec").Made("template")["spec"] = pods.DeepClone();
        return JsonNode.DeepEquals(found, wanted) ? new TrafficEdit.Nothing() : new TrafficEdit.Change(Baseline, found, wanted, IsLast: false);
    }

    /// <summary>Runs so many pods of an arm.</summary>
    public TrafficEdit Scale(ClusterView view, TrafficAim.Scale scale, TrafficWeight weight)
    {
        ClusterResource workload = Of(scale.Arm);
        if (workload.Name.Length == 0)
        {
            return scale is { Arm: Arm.Canary, Replicas: 0 }
                ? new TrafficEdit.Nothing("The canary's Deployment is not named: its pods are left as they are, without traffic.")
                : new TrafficEdit.Impossible("The arm's Deployment is not named, so that it cannot be scaled.");
        }

        if (scale.Replicas < 0 || (scale.Replicas == 0 && (scale.Arm == Arm.Baseline || weight.Parts > 0)))
            return new TrafficEdit.Impossible($"{workload} serves, and is not scaled to nothing.");
        if (view.Find(workload) is not JsonObject found)
            return new TrafficEdit.Later(view.WhyNot(workload), TimeSpan.FromSeconds(5));
        if ((found.Number("spec", "replicas") ?? 1) == scale.Replicas)
            return new TrafficEdit.Nothing();
        JsonObject wanted = (JsonObject)found.DeepClone();
        wanted.Made("spec")["replicas"] = scale.Replicas;
        return new TrafficEdit.Change(workload, found, wanted, IsLast: false);
    }

    private ClusterResource Of(Arm arm) => arm == Arm.Baseline ? Baseline : Canary;
}
