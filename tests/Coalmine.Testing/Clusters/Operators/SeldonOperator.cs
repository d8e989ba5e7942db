using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Operators;

/// <summary>
/// Seldon Core v1.18.2 with Istio (seldondeployment_controller.go): Deployments always, routing objects only while every Deployment of the resource is ready,
/// Deployments that are no longer asked for deleted by the same step.
/// </summary>
internal sealed class SeldonOperator(FakeCluster cluster) : IClusterOperator
{
    private const string Owner = "seldon-deployment-id";

    private readonly OperatorClient _client = new(cluster.Core, "manager");

    /// <inheritdoc/>
    public void Work()
    {
        if (!cluster.Core.Kinds.All.Any(kind => kind.Plural == "seldondeployments"))
            return;
        IReadOnlyList<JsonObject> all = cluster.Core.List("machinelearning.seldon.io", "seldondeployments");
        foreach (JsonObject one in all)
            Reconcile(one);
        HashSet<string> alive = [.. all.Select(one => $"{JsonText.Text(one, "metadata", "namespace")}/{JsonText.Text(one, "metadata", "name")}")];
        foreach (JsonObject deployment in cluster.Core.List("apps", "deployments").Where(one => JsonText.Text(one, "metadata", "labels", Owner).Length > 0))
        {
            string space = JsonText.Text(deployment, "metadata", "namespace");
            string owner = JsonText.Text(deployment, "metadata", "labels", Owner);
            if (alive.Contains($"{space}/{owner}"))
                continue;
            cluster.Workloads.Stop(space, JsonText.Text(deployment, "metadata", "name"));
            _client.Delete($"/apis/networking.istio.io/v1/namespaces/{space}/virtualservices/{owner}");
        }
    }

    private void Reconcile(JsonObject resource)
    {
        string space = JsonText.Text(resource, "metadata", "namespace");
        string name = JsonText.Text(resource, "metadata", "name");
        JsonObject[] predictors = [.. (JsonText.At(resource, "spec", "predictors") as JsonArray ?? []).OfType<JsonObject>()];
        bool areReady = true;
        JsonObject deployments = [];
        foreach (JsonObject predictor in predictors)
        {
            string deployment = DeploymentName(name, predictor);
            long replicas = JsonText.Number(predictor, "replicas") ?? JsonText.Number(resource, "spec", "replicas") ?? 1;
            JsonObject labels = new() { [Owner] = name, ["seldon-app"] = $"{name}-{JsonText.Text(predictor, "name")}" };
            bool isReady = cluster.Workloads.Run(space, deployment, labels, (int)replicas, Template(predictor)) || replicas == 0;
            areReady &= isReady;
            deployments[deployment] = new JsonObject { ["replicas"] = replicas, ["availableReplicas"] = isReady ? replicas : 0 };
        }

        if (areReady && predictors.Length > 0)
        {
            Route(space, name, predictors);
            Tidy(space, name, deployments);
        }

        _client.Status($"/apis/machinelearning.seldon.io/v1/namespaces/{space}/seldondeployments/{name}", Status(resource, deployments, areReady));
    }

    // Traffic is not part of what the pods run: a change of it does not restart them.
    private static JsonObject Template(JsonObject predictor)
    {
        JsonObject template = (JsonObject)predictor.DeepClone();
        template.Remove("traffic");
        template.Remove("shadow");
        template.Remove("replicas");
        return template;
    }

    private static string DeploymentName(string name, JsonObject predictor)
    {
        JsonArray containers = JsonText.At((predictor["componentSpecs"] as JsonArray)?.FirstOrDefault(), "spec", "containers") as JsonArray ?? [];
        string[] names = [.. containers.Select(one => JsonText.Text(one, "name"))];
        return $"{name}-{JsonText.Text(predictor, "name")}-0-{(names.Length > 0 ? string.Join('-', names) : JsonText.Text(predictor, "graph", "name"))}";
    }

    private void Route(string space, string name, JsonObject[] predictors)
    {
        JsonObject rest = Http(name, predictors);
        rest["match"] = new JsonArray(new JsonObject { ["uri"] = new JsonObject { ["prefix"] = $"/seldon/{space}/{name}/" } });
        rest["rewrite"] = new JsonObject { ["uri"] = "/" };
        JsonObject grpc = Http(name, predictors);
        grpc["match"] = new JsonArray(new JsonObject
        {
            ["uri"] = new JsonObject { ["regex"] = ".*tensorflow.*|.*seldon.protos.*|.*inference.*" },
            ["headers"] = new JsonObject { ["seldon"] = new JsonObject { ["exact"] = name }, ["namespace"] = new JsonObject { ["exact"] = space } },
        });
        Ensure("virtualservices", "VirtualService", space, name, new JsonObject
        {
            ["hosts"] = new JsonArray("*"),
            ["gateways"] = new JsonArray("istio-system/seldon-gateway"),
            ["http"] = new JsonArray(rest, grpc),
        });
        foreach (JsonObject predictor in predictors)
        {
            string host = $"{name}-{JsonText.Text(predictor, "name")}";
            Ensure("destinationrules", "DestinationRule", space, host, new JsonObject
            {
                ["host"] = host,
                ["subsets"] = new JsonArray(new JsonObject { ["name"] = JsonText.Text(predictor, "name"), ["labels"] = predictor["labels"]?.DeepClone() ?? new JsonObject() }),
            });
        }
    }

    private static JsonObject Http(string name, JsonObject[] predictors)
    {
        static JsonObject Destination(string name, JsonObject predictor) =>
            new() { ["host"] = $"{name}-{JsonText.Text(predictor, "name")}", ["subset"] = JsonText.Text(predictor, "name") };
        JsonObject[] serving = [.. predictors.Where(one => !SeldonWebhook.IsShadow(one))];
        JsonObject http = new()
        {
            ["route"] = new JsonArray([.. serving.Select(one => (JsonNode)new JsonObject
            {
                ["destination"] = Destination(name, one),
                ["weight"] = serving.Length == 1 ? 100 : SeldonWebhook.TrafficOf(one),
            })]),
        };
        if (predictors.FirstOrDefault(SeldonWebhook.IsShadow) is { } shadow)
        {
            http["mirror"] = Destination(name, shadow);
            if (SeldonWebhook.TrafficOf(shadow) > 0)
                http["mirrorPercentage"] = new JsonObject { ["value"] = SeldonWebhook.TrafficOf(shadow) };
        }

        return http;
    }

    private void Tidy(string space, string name, JsonObject deployments)
    {
        foreach (JsonObject one in cluster.Core.List("apps", "deployments", space).Where(one => JsonText.Text(one, "metadata", "labels", Owner) == name))
        {
            if (!deployments.ContainsKey(JsonText.Text(one, "metadata", "name")))
                cluster.Workloads.Stop(space, JsonText.Text(one, "metadata", "name"));
        }
    }

    private void Ensure(string plural, string kind, string space, string name, JsonObject spec) => _client.Ensure(
        $"/apis/networking.istio.io/v1/namespaces/{space}/{plural}", "networking.istio.io", new JsonObject
        {
            ["apiVersion"] = "networking.istio.io/v1",
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = space },
            ["spec"] = spec,
        });

    // The generation that was seen is never told.
    private static JsonObject Status(JsonObject resource, JsonObject deployments, bool areReady)
    {
        static JsonNode Condition(string type, bool holds) => new JsonObject { ["type"] = type, ["status"] = holds ? "True" : "False" };
        string space = JsonText.Text(resource, "metadata", "namespace");
        string name = JsonText.Text(resource, "metadata", "name");
        string first = JsonText.Text((JsonText.At(resource, "spec", "predictors") as JsonArray)?.FirstOrDefault(), "name");
        return new JsonObject
        {
            ["state"] = areReady ? "Available" : "Creating",
            ["deploymentStatus"] = deployments,
            ["address"] = new JsonObject { ["url"] = $"http://{name}-{first}.{space}.svc.cluster.local:8000/api/v1.0/predictions" },
            ["replicas"] = deployments.Sum(one => JsonText.Number(one.Value, "replicas") ?? 0),
            ["conditions"] = new JsonArray(
                Condition("Ready", areReady), Condition("DeploymentsReady", areReady), Condition("ServicesReady", areReady), Condition("istioVirtualServicesReady", areReady)),
        };
    }
}
