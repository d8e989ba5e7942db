using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Operators;

/// <summary>
/// KServe's Knative mode (ksvc_reconciler.go and inference_service_status.go, PropagateStatus): a revision for every change of the predictor, traffic between the
/// latest ready one and the one that had everything last.
/// </summary>
internal sealed class KnativeMode(FakeCluster cluster) : IClusterOperator
{
    private readonly OperatorClient _client = new(cluster.Core, "manager");

    /// <inheritdoc/>
    public void Work()
    {
        foreach ((JsonObject service, string space, string name) in InferenceServices.Of(cluster, false))
            Reconcile(service, space, name);
    }

    private void Reconcile(JsonObject service, string space, string name)
    {
        JsonObject predictor = (JsonObject)(service["spec"]?["predictor"]?.DeepClone() ?? new JsonObject());
        long? percent = JsonText.Number(predictor, "canaryTrafficPercent");
        predictor.Remove("canaryTrafficPercent");
        JsonObject before = service["status"]?["components"]?["predictor"] as JsonObject ?? [];
        string created = Created(space, name, predictor, out long count);
        string ready = cluster.Workloads.IsReady($"{space}/{created}", predictor) ? created : JsonText.Text(before, "latestReadyRevision");
        string rolledOut = JsonText.Text(before, "latestRolledoutRevision");
        string previous = JsonText.Text(before, "previousRolledoutRevision");
        bool isInRange = percent is null or (>= 0 and <= 100);

        // Less than everything for what had everything already: the share goes back to the one before.
        if (percent < 100 && isInRange && rolledOut.Length > 0 && rolledOut == ready && previous.Length > 0 && created == ready)
            (rolledOut, previous) = (previous, "");
        JsonArray traffic = isInRange ? Traffic(percent, ready, rolledOut) : before["traffic"]?.DeepClone() as JsonArray ?? [];
        bool hasAll = isInRange && ready.Length > 0 && traffic.Count == 1 && JsonText.Number(traffic[0], "percent") == 100;
        if (hasAll && rolledOut != ready)
            (previous, rolledOut) = (rolledOut, ready);
        JsonObject component = new() { ["latestCreatedRevision"] = created, ["traffic"] = traffic };
        Put(component, "latestReadyRevision", ready);
        Put(component, "latestRolledoutRevision", rolledOut);
        Put(component, "previousRolledoutRevision", previous);
        _client.Status(InferenceServices.Path(space, name), Status(component, created == ready, isInRange, cluster.IsBroken(predictor), count));
    }

    private static void Put(JsonObject component, string field, string value)
    {
        if (value.Length > 0)
            component[field] = value;
    }

    private static JsonArray Traffic(long? percent, string ready, string rolledOut)
    {
        if (ready.Length == 0)
            return [];
        if (percent is null || rolledOut.Length == 0)
            return [new JsonObject { ["latestRevision"] = true, ["percent"] = 100, ["revisionName"] = ready }];
        JsonArray traffic = [new JsonObject { ["latestRevision"] = true, ["percent"] = percent, ["revisionName"] = ready }];
        if (percent < 100)
            traffic.Add(new JsonObject { ["latestRevision"] = false, ["percent"] = 100 - percent, ["revisionName"] = rolledOut, ["tag"] = "prev" });
        return traffic;
    }

    // The name of the newest revision, which is made where the predictor is not what the last one runs.
    private string Created(string space, string name, JsonObject predictor, out long count)
    {
        string label = $"{name}-predictor";
        JsonObject[] revisions = [.. cluster.Core.List("serving.knative.dev", "revisions", space)
            .Where(one => JsonText.Text(one, "metadata", "labels", "serving.knative.dev/configuration") == label)];
        count = revisions.Length;
        if (revisions.Length > 0 && JsonNode.DeepEquals(revisions[^1]["spec"], predictor))
            return JsonText.Text(revisions[^1], "metadata", "name");
        count++;
        string created = FormattableString.Invariant($"{label}-{count:d5}");
        _client.Ensure($"/apis/serving.knative.dev/v1/namespaces/{space}/revisions", "serving.knative.dev", new JsonObject
        {
            ["apiVersion"] = "serving.knative.dev/v1",
            ["kind"] = "Revision",
            ["metadata"] = new JsonObject
            {
                ["name"] = created,
                ["namespace"] = space,
                ["labels"] = new JsonObject { ["serving.knative.dev/configuration"] = label, ["serving.kserve.io/inferenceservice"] = name },
            },
            ["spec"] = predictor.DeepClone(),
        });
        return created;
    }

    // What is told as observed is the generation of Knative's own object, which has nothing to do with this one's.
    private static JsonObject Status(JsonObject component, bool isReady, bool isRouted, bool isBroken, long count)
    {
        bool hasReady = component.ContainsKey("latestReadyRevision");
        return new JsonObject
        {
            ["observedGeneration"] = count,
            ["components"] = new JsonObject { ["predictor"] = component },
            ["modelStatus"] = new JsonObject
            {
                ["transitionStatus"] = isReady ? "UpToDate" : isBroken ? "BlockedByFailedLoad" : "InProgress",
                ["states"] = new JsonObject { ["activeModelState"] = hasReady ? "Loaded" : "", ["targetModelState"] = isReady ? "Loaded" : isBroken ? "FailedToLoad" : "Pending" },
            },
            ["conditions"] = new JsonArray(
                InferenceServices.Condition("IngressReady", hasReady && isRouted), InferenceServices.Condition("LatestDeploymentReady", isReady),
                InferenceServices.Condition("PredictorConfigurationReady", isReady), InferenceServices.Condition("PredictorReady", isReady && isRouted),
                InferenceServices.Condition("PredictorRouteReady", hasReady && isRouted), InferenceServices.Condition("RoutesReady", hasReady && isRouted),
                InferenceServices.Condition("Ready", isReady && isRouted)),
        };
    }
}
