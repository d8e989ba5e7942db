using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Traffic.Platforms;

/// <summary>
/// The Deployments behind the predictors of a SeldonDeployment: <c>status.deploymentStatus</c> names them, and a name begins with
/// <c>(resource)-(predictor)-</c> (Seldon Core v1.18.2), unless it was too long and became a hash.
/// </summary>
internal static class SeldonPods
{
    /// <summary>Names of all Deployments.</summary>
    public static ImmutableArray<string> Names(JsonObject found) =>
        [.. (found.Child("status", "deploymentStatus") ?? []).Select(member => member.Key).Order(StringComparer.Ordinal)];

    /// <summary>The pods of a predictor.</summary>
    public static WorkloadCount Count(ClusterView view, TrafficTarget target, JsonObject predictor, string name)
    {
        WorkloadCount? sum = null;
        foreach (string deployment in NamesOf(view.Target, target, name))
        {
            WorkloadCount one = view.Find(new ClusterResource(ResourceKinds.Deployment, target.Namespace, deployment)) is JsonObject read
                ? DeploymentCounts.Of(read)
                : FromStatus(view.Target.Child("status", "deploymentStatus", deployment));
            sum = sum is WorkloadCount before ? DeploymentCounts.Sum(before, one) : one;
        }

        WorkloadCount pods = sum ?? new WorkloadCount(DeploymentCounts.Count(Replicas(view.Target, predictor)), 0, 0, 0);
        return name == target.Baseline ? pods with { Revision = RevisionOf(view, target, pods.Revision) } : pods;
    }

    /// <summary>
    /// What to remember of the baseline's Deployments when its model is changed: that a later count is of the new model is then seen also where Seldon
    /// names the Deployment anew, as it does when a container's name changes.
    /// </summary>
    public static string Remember(ClusterView view, TrafficTarget target)
    {
        ImmutableArray<string> names = NamesOf(view.Target, target, target.Baseline);
        int sum = names.Sum(name => RevisionOf(view, target, name));
        return string.Create(CultureInfo.InvariantCulture, $"{sum} {string.Join(',', names)}");
    }

    private static int RevisionOf(ClusterView view, TrafficTarget target, int counted)
    {
        string[] before = ChangeMarks.Of(view.Target, ChangeMarks.BeforePromotion).Split(' ');
        if (before.Length != 2 || counted == 0 || !int.TryParse(before[0], NumberStyles.None, CultureInfo.InvariantCulture, out int sum))
            return counted;
        string names = string.Join(',', NamesOf(view.Target, target, target.Baseline));
        return names == before[1] ? counted : Math.Max(counted, sum + 1);
    }

    private static int RevisionOf(ClusterView view, TrafficTarget target, string deployment) =>
        view.Find(new ClusterResource(ResourceKinds.Deployment, target.Namespace, deployment)) is JsonObject read ? DeploymentCounts.Of(read).Revision : 0;

    private static ImmutableArray<string> NamesOf(JsonObject found, TrafficTarget target, string predictor) =>
        [.. Names(found).Where(name => OwnerOf(name, found, target) == predictor)];

    // A predictor may be called `a` and another `a-b`: the longest name that fits owns the Deployment.
    private static string OwnerOf(string deployment, JsonObject found, TrafficTarget target)
    {
        string prefix = target.Name + "-";
        if (!deployment.StartsWith(prefix, StringComparison.Ordinal))
            return "";
        string rest = deployment[prefix.Length..];
        return found.Items("spec", "predictors").OfType<JsonObject>().Select(predictor => predictor.Text("name")).Append(target.Baseline).Append(target.Canary)
            .Where(name => rest == name || rest.StartsWith(name + "-", StringComparison.Ordinal))
            .OrderByDescending(name => name.Length).FirstOrDefault("");
    }

    // The status tells no revision, and so never that an update is finished.
    private static WorkloadCount FromStatus(JsonObject? status)
    {
        int replicas = DeploymentCounts.Count(status.Number("replicas") ?? 0);
        return new WorkloadCount(replicas, replicas, DeploymentCounts.Count(status.Number("availableReplicas") ?? 0), 0);
    }

    private static long Replicas(JsonObject found, JsonObject predictor) => predictor.Number("replicas") ?? found.Number("spec", "replicas") ?? 1;
}
