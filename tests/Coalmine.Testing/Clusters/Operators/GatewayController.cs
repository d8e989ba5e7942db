using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Operators;

/// <summary>A gateway that accepts every route and says for which generation.</summary>
internal sealed class GatewayController(FakeCluster cluster) : IClusterOperator
{
    private readonly OperatorClient _client = new(cluster.Core, "gateway-controller");

    /// <inheritdoc/>
    public void Work()
    {
        if (!cluster.Core.Kinds.All.Any(kind => kind.Plural == "httproutes"))
            return;
        foreach (JsonObject route in cluster.Core.List("gateway.networking.k8s.io", "httproutes"))
        {
            long generation = JsonText.Number(route, "metadata", "generation") ?? 1;
            JsonArray parents = [];
            foreach (JsonNode? parent in JsonText.At(route, "spec", "parentRefs") as JsonArray ?? [])
            {
                parents.Add(new JsonObject
                {
                    ["parentRef"] = parent?.DeepClone(),
                    ["controllerName"] = "coalmine.dev/fake-gateway",
                    ["conditions"] = new JsonArray(Condition("Accepted", "Accepted", generation), Condition("ResolvedRefs", "ResolvedRefs", generation)),
                });
            }

            string path = $"/apis/gateway.networking.k8s.io/v1/namespaces/{JsonText.Text(route, "metadata", "namespace")}/httproutes/{JsonText.Text(route, "metadata", "name")}";
            _client.Status(path, new JsonObject { ["parents"] = parents });
        }
    }

    private static JsonObject Condition(string type, string reason, long generation) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["reason"] = reason,
        ["message"] = "",
        ["observedGeneration"] = generation,
        ["lastTransitionTime"] = "2026-01-01T00:00:00Z",
    };
}
