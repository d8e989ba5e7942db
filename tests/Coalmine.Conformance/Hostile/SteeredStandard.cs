using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Traffic;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.Hostile;

/// <summary>An InferenceService without Knative, with a list of canaries.</summary>
internal sealed class SteeredStandard : SteeredObject
{
    /// <inheritdoc/>
    public override TrafficTarget Target => new() { Platform = ServingPlatform.KServeStandard, Namespace = Namespace, Name = Name, Canary = "second" };

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKinds.InferenceService;

    /// <inheritdoc/>
    public override ImmutableArray<(string Collection, string Json)> Manifests =>
    [
        (Kind.PathOf(Namespace),
            """
            {"apiVersion":"serving.kserve.io/v1beta1","kind":"InferenceService",
             "metadata":{"name":"fraud","namespace":"ml","annotations":{"serving.kserve.io/deploymentMode":"Standard"}},
             "spec":{"predictor":{"minReplicas":5,"sklearn":{"storageUri":"gs://v1"}},
                     "canary":[{"predictor":{"name":"second","sklearn":{"storageUri":"gs://v2"}},"trafficPercent":0}]}}
            """),
    ];

    /// <inheritdoc/>
    public override int? WeightOf(JsonObject found)
    {
        JsonObject[] canaries = [.. Objects(found["spec"]?["canary"])];
        return canaries.All(one => Number(one["trafficPercent"]) is >= 0 and <= 100) && canaries.Sum(one => Number(one["trafficPercent"])) is var sum and <= 100
            ? sum
            : null;
    }

    /// <inheritdoc/>
    public override void Edit(JsonObject found, int weight) => Objects(found["spec"]?["canary"]).First()["trafficPercent"] = weight;

    /// <inheritdoc/>
    public override bool HasCanary(JsonObject found) => Objects(found["spec"]?["canary"]).Any();

    /// <inheritdoc/>
    public override string BaselineModel(JsonObject found, ApiServerCore core) => found["spec"]!["predictor"]!["sklearn"]!["storageUri"]!.ToString();
}
