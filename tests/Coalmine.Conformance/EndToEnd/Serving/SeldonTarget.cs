using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.EndToEnd.Serving;

/// <summary>The SeldonDeployment of the end-to-end runs: a baseline with all the traffic, and a canary with none.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
internal sealed record SeldonTarget(string Namespace, string Name)
{
    public const string Baseline = "main";
    public const string Canary = "candidate";
    public const string BaselineModel = "gs://models/fraud/1";
    public const string CanaryModel = "gs://models/fraud/2";
    public const int BaselinePods = 2;
    public const int CanaryPods = 1;

    private const string Group = "machinelearning.seldon.io";
    private const string Plural = "seldondeployments";

    /// <summary>The path of the resources of its kind.</summary>
    public string Collection => $"/apis/{Group}/v1/namespaces/{Namespace}/{Plural}";

    /// <summary>The resource as it is before a rollout.</summary>
    public string Manifest =>
        $$"""
        {"apiVersion":"machinelearning.seldon.io/v1","kind":"SeldonDeployment","metadata":{"name":"{{Name}}","namespace":"{{Namespace}}"},
         "spec":{"predictors":[
          {"name":"{{Baseline}}","traffic":100,"replicas":{{BaselinePods}},"graph":{"name":"model","implementation":"SKLEARN_SERVER","modelUri":"{{BaselineModel}}"} },
          {"name":"{{Canary}}","traffic":0,"replicas":{{CanaryPods}},"graph":{"name":"model","implementation":"SKLEARN_SERVER","modelUri":"{{CanaryModel}}"} }] } }
        """;

    /// <summary>The resource as the cluster has it now.</summary>
    public JsonObject? Find(ApiServerCore core) => core.Find(Group, Plural, Namespace, Name);

    /// <summary>The predictors of a resource.</summary>
    public static IReadOnlyList<JsonObject> Predictors(JsonObject? found) =>
        [.. (JsonText.At(found, "spec", "predictors") as JsonArray ?? []).OfType<JsonObject>()];

    /// <summary>The model of a predictor; empty where there is none.</summary>
    public static string ModelOf(JsonObject? found, string predictor) =>
        JsonText.Text(Predictors(found).FirstOrDefault(one => JsonText.Text(one, "name") == predictor), "graph", "modelUri");
}
