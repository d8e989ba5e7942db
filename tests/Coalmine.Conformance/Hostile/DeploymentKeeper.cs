using System.Text.Json.Nodes;
using Coalmine.Testing;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.Hostile;

/// <summary>The controller of Deployments that belong to no operator of the fake cluster: counts revisions, and says after a while that pods are ready.</summary>
internal sealed class DeploymentKeeper(ApiServerCore core, VirtualTime time, TimeSpan podStart, Func<string, bool> isBroken)
{
    private readonly Dictionary<string, (string Template, int Revision)> _seen = new(StringComparer.Ordinal);

    /// <summary>Looks at a Deployment now, and again when its pods have started.</summary>
    public void Follow(string name)
    {
        if (core.Find("apps", "deployments", SteeredObject.Namespace, name) is not JsonObject found)
            return;
        string template = found["spec"]!["template"]!["spec"]!.ToJsonString();
        (string known, int revision) = _seen.GetValueOrDefault(name, ("", 0));
        bool isNew = template != known;
        if (isNew)
            _seen[name] = (template, revision + 1);
        Write(name, isReady: !isNew || revision == 0);
        if (isNew)
            _ = time.CreateTimer(_ => Write(name, isReady: true), null, podStart, Timeout.InfiniteTimeSpan);
    }

    private void Write(string name, bool isReady)
    {
        JsonObject found = core.Find("apps", "deployments", SteeredObject.Namespace, name)!;
        int replicas = (int)(found["spec"]!["replicas"]?.GetValue<long>() ?? 1);
        bool runs = isReady && !isBroken(found["spec"]!["template"]!.ToJsonString());
        string path = $"/apis/apps/v1/namespaces/{SteeredObject.Namespace}/deployments/{name}";
        JsonObject marks = new()
        {
            ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["deployment.kubernetes.io/revision"] = $"{_seen[name].Revision}" } },
        };
        _ = core.Handle(new ApiRequest("PATCH", path, "application/merge-patch+json", marks.ToJsonString()) { UserAgent = "kube-controller-manager" });
        JsonObject status = new()
        {
            ["observedGeneration"] = found["metadata"]!["generation"]!.DeepClone(),
            ["replicas"] = replicas,
            ["updatedReplicas"] = replicas,
            ["availableReplicas"] = runs ? replicas : 0,
        };
        JsonArray patch = [new JsonObject { ["op"] = "add", ["path"] = "/status", ["value"] = status }];
        _ = core.Handle(new ApiRequest("PATCH", path + "/status", "application/json-patch+json", patch.ToJsonString()) { UserAgent = "kube-controller-manager" });
    }
}
