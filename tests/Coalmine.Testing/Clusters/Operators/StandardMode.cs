using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Operators;

/// <summary>
/// KServe's Standard mode with the list of canaries of v0.20.0: a Deployment for each, and an HTTPRoute which the canaries get a share of only where the cluster
/// is told to run what came after that release (commits 85b090806 and 22cbd3788).
/// </summary>
internal sealed class StandardMode(FakeCluster cluster) : IClusterOperator
{
    private readonly OperatorClient _client = new(cluster.Core, "manager");

    /// <inheritdoc/>
    public void Work()
    {
        foreach ((JsonObject service, string space, string name) in InferenceServices.Of(cluster, true))
            Reconcile(service, space, name);
    }

    private static string DeploymentName(string name, string predictor) => predictor.Length == 0 ? $"{name}-predictor" : $"{name}-{predictor}";

    private void Reconcile(JsonObject service, string space, string name)
    {
        JsonObject stable = service["spec"]?["predictor"] as JsonObject ?? [];
        JsonObject[] canaries = [.. (service["spec"]?["canary"] as JsonArray ?? []).OfType<JsonObject>()];
        long replicas = JsonText.Number(stable, "minReplicas") ?? 1;
        string stableName = DeploymentName(name, JsonText.Text(stable, "name"));
        HashSet<string> wanted = [stableName];
        long others = 0;
        long share = 0;
        bool areReady = true;
        JsonArray statuses = [];
        List<(string Name, long Weight)> routed = [];
        foreach (JsonObject canary in canaries)
        {
            JsonObject predictor = canary["predictor"] as JsonObject ?? [];
            long percent = JsonText.Number(canary, "trafficPercent") ?? 0;
            long own = JsonText.Number(predictor, "minReplicas") ?? (long)Math.Ceiling(replicas * percent / 100.0);
            others += own;
            string deployment = DeploymentName(name, JsonText.Text(predictor, "name"));
            wanted.Add(deployment);
            bool isReady = Run(space, name, deployment, own, predictor);
            areReady &= isReady;
            statuses.Add(new JsonObject { ["name"] = JsonText.Text(predictor, "name"), ["ready"] = isReady, ["trafficPercent"] = percent });
            if (!isReady || !cluster.Options.RoutesStandardCanary)
                continue;
            routed.Add((deployment, percent));
            share += percent;
        }

        bool isStableReady = Run(space, name, stableName, Math.Max(1, replicas - others), stable);
        Route(space, name, [(stableName, 100 - share), .. routed]);
        foreach (JsonObject one in cluster.Core.List("apps", "deployments", space)
            .Where(one => JsonText.Text(one, "metadata", "labels", "serving.kserve.io/inferenceservice") == name))
        {
            if (!wanted.Contains(JsonText.Text(one, "metadata", "name")))
                cluster.Workloads.Stop(space, JsonText.Text(one, "metadata", "name"));
        }

        JsonArray conditions =
        [
            InferenceServices.Condition("IngressReady", true), InferenceServices.Condition("PredictorReady", isStableReady),
            InferenceServices.Condition("Ready", isStableReady),
        ];
        if (canaries.Length > 0)
            conditions.Add(InferenceServices.Condition("CanaryPredictorReady", areReady));
        JsonObject status = new()
        {
            ["observedGeneration"] = JsonText.Number(cluster.Core.Find("apps", "deployments", space, stableName), "metadata", "generation") ?? 1,
            ["deploymentMode"] = "Standard",
            ["conditions"] = conditions,
        };
        if (statuses.Count > 0)
            status["canaryStatuses"] = statuses;
        _client.Status(InferenceServices.Path(space, name), status);
    }

    private bool Run(string space, string name, string deployment, long replicas, JsonObject predictor)
    {
        JsonObject template = (JsonObject)predictor.DeepClone();
        template.Remove("minReplicas");
        JsonObject labels = new() { ["serving.kserve.io/inferenceservice"] = name, ["app"] = $"isvc.{deployment}" };
        return cluster.Workloads.Run(space, deployment, labels, (int)replicas, template);
    }

    private void Route(string space, string name, IReadOnlyList<(string Name, long Weight)> backends) => _client.Ensure(
        $"/apis/gateway.networking.k8s.io/v1/namespaces/{space}/httproutes", "gateway.networking.k8s.io", new JsonObject
        {
            ["apiVersion"] = "gateway.networking.k8s.io/v1",
            ["kind"] = "HTTPRoute",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = space },
            ["spec"] = new JsonObject
            {
                ["parentRefs"] = new JsonArray(new JsonObject { ["name"] = "kserve-ingress-gateway", ["namespace"] = "kserve" }),
                ["rules"] = new JsonArray(new JsonObject
                {
                    ["backendRefs"] = new JsonArray([.. backends.Select(one => (JsonNode)new JsonObject { ["name"] = one.Name, ["port"] = 80, ["weight"] = one.Weight })]),
                }),
            },
        });
}
