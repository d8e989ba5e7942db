using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic;

/// <summary>
/// Finds the Deployments behind a route, which knows Services only (Istio, Gateway API): the one whose pods a Service selects. Reads each Service by name, and
/// lists the namespace's Deployments; changes nothing.
/// </summary>
/// <param name="client">The cluster.</param>
public sealed class WorkloadFinder(ClusterClient client)
{
    /// <summary>Finds what a target does not name.</summary>
    /// <param name="target">The target.</param>
    /// <param name="cancellation">Gives it up; only that throws.</param>
    /// <returns>
    /// The target as it is, silently, where it names both or its platform knows its pods; with both Deployments, and a note, where each Service leads to one of
    /// its own; otherwise as it is, with a warning that says what to name. Nothing is guessed: with the wrong Deployment a promotion would replace somebody
    /// else's pods.
    /// </returns>
    public async ValueTask<WorkloadFinding> FindAsync(TrafficTarget target, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        bool knowsRoutesOnly = target.Platform is ServingPlatform.Istio or ServingPlatform.GatewayApi;
        if (!knowsRoutesOnly || (target.BaselineWorkload.Length > 0 && target.CanaryWorkload.Length > 0))
            return new WorkloadFinding(target, null);
        (string baseline, string baselineProblem) = await FindAsync(target, Arm.Baseline, cancellation).ConfigureAwait(false);
        (string canary, string canaryProblem) = await FindAsync(target, Arm.Canary, cancellation).ConfigureAwait(false);
        string problem = string.Join(' ', new[] { baselineProblem, canaryProblem }.Where(text => text.Length > 0).Distinct());
        if (problem.Length == 0 && baseline == canary)
            problem = $"Both arms lead to the Deployment {baseline}.";
        return problem.Length > 0
            ? new WorkloadFinding(target, TrafficMessages.WorkloadsUnknown(problem))
            : new WorkloadFinding(
                target with { BaselineWorkload = baseline, CanaryWorkload = canary }, TrafficMessages.WorkloadsFound(baseline, canary));
    }

    /// <summary>The Deployment whose pods a Service selects. A pure function.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="deployments">The namespace's Deployments.</param>
    /// <returns>Its name, or why there is not one.</returns>
    internal static (string Name, string Problem) Of(JsonObject service, JsonArray deployments)
    {
        string name = $"Service {service.Text("metadata", "name")}";
        if (service.Child("spec", "selector") is not { Count: > 0 } selector)
            return ("", $"{name} selects no pods.");
        string[] found =
        [
            .. deployments.OfType<JsonObject>().Where(deployment => IsSelected(deployment.Child("spec", "template", "metadata", "labels"), selector))
                .Select(deployment => deployment.Text("metadata", "name")).Order(StringComparer.Ordinal),
        ];
        return found.Length switch
        {
            0 => ("", $"{name} selects the pods of no Deployment."),
            1 => (found[0], ""),
            _ => ("", $"{name} selects the pods of several Deployments: {string.Join(", ", found)}."),
        };
    }

    private static bool IsSelected(JsonObject? labels, JsonObject selector) =>
        labels is not null && selector.All(wanted => labels.Text(wanted.Key) == selector.Text(wanted.Key) && labels.ContainsKey(wanted.Key));

    private async ValueTask<(string Name, string Problem)> FindAsync(TrafficTarget target, Arm arm, CancellationToken cancellation)
    {
        string named = arm == Arm.Baseline ? target.BaselineWorkload : target.CanaryWorkload;
        if (named.Length > 0)
            return (named, "");
        string destination = arm == Arm.Baseline ? target.Baseline : target.Canary;
        if (ServiceOf(destination, target.Namespace) is not { } service)
            return ("", $"{destination} is not a Service of the namespace alone, by which its pods could be found.");
        ClusterAnswer found = await client.GetAsync(new ClusterResource(ResourceKinds.Service, target.Namespace, service), cancellation).ConfigureAwait(false);
        if (found is not ClusterAnswer.Ok { Body: var body })
            return ("", $"Service {service} cannot be read: {found.Text.TrimEnd('.')}.");
        ClusterAnswer all = await client.ListAsync(ResourceKinds.Deployment, target.Namespace, "", cancellation).ConfigureAwait(false);
        return all is ClusterAnswer.Ok { Body: var list }
            ? Of(body, list.Items("items"))
            : ("", $"Deployments cannot be listed: {all.Text.TrimEnd('.')}.");
    }

    // Of Istio's HOST, HOST/SUBSET and /SUBSET only the first is a Service; a subset's labels are in a DestinationRule, which may be anybody's.
    private static string? ServiceOf(string destination, string ns)
    {
        if (destination.Length == 0 || destination.Contains('/', StringComparison.Ordinal))
            return null;
        string[] parts = destination.Split('.', 3);
        bool isHere = parts.Length == 1 || (parts[1] == ns && (parts.Length == 2 || parts[2] is "svc" or "svc.cluster.local"));
        return isHere ? parts[0] : null;
    }
}
