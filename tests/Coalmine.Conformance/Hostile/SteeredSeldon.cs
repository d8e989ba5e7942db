using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Traffic;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.Hostile;

/// <summary>A SeldonDeployment with two predictors.</summary>
internal sealed class SteeredSeldon : SteeredObject
{
    /// <inheritdoc/>
    public override TrafficTarget Target => new()
    {
        Platform = ServingPlatform.SeldonV1,
        Namespace = Namespace,
        Name = Name,
        Baseline = "baseline",
        Canary = "canary",
    };

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKinds.SeldonDeployment;

    /// <inheritdoc/>
    public override ImmutableArray<(string Collection, string Json)> Manifests =>
    [
        (Kind.PathOf(Namespace),
            """
            {"apiVersion":"machinelearning.seldon.io/v1","kind":"SeldonDeployment","metadata":{"name":"fraud","namespace":"ml"},
             "spec":{"predictors":[
               {"name":"baseline","traffic":100,"replicas":3,"graph":{"name":"m","implementation":"SKLEARN_SERVER","modelUri":"gs://v1"}},
               {"name":"canary","traffic":0,"replicas":1,"graph":{"name":"m","implementation":"SKLEARN_SERVER","modelUri":"gs://v2"}}]}}
            """),
    ];

    /// <inheritdoc/>
    public override int? WeightOf(JsonObject found)
    {
        JsonObject[] serving = [.. Predictors(found).Where(one => one["shadow"]?.GetValue<bool>() != true)];
        int sum = serving.Sum(one => Number(one["traffic"]));
        bool isWhole = serving.Length == 1 ? sum is 0 or 100 : sum == 100;
        return isWhole && serving.All(one => Number(one["traffic"]) is >= 0 and <= 100) ? Number(Canary(found)?["traffic"]) : null;
    }

    /// <inheritdoc/>
    public override void Edit(JsonObject found, int weight)
    {
        Canary(found)!["traffic"] = weight;
        Predictors(found).First()["traffic"] = 100 - weight;
    }

    /// <inheritdoc/>
    public override bool HasCanary(JsonObject found) => Canary(found) is not null;

    /// <inheritdoc/>
    public override string BaselineModel(JsonObject found, ApiServerCore core) =>
        Predictors(found).First(one => one["name"]!.ToString() == "baseline")["graph"]!["modelUri"]!.ToString();

    private static IEnumerable<JsonObject> Predictors(JsonObject found) => Objects(found["spec"]?["predictors"]);

    private static JsonObject? Canary(JsonObject found) => Predictors(found).FirstOrDefault(one => one["name"]!.ToString() == "canary");
}
