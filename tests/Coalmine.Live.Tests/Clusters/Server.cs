using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;
using Microsoft.Extensions.Time.Testing;

namespace Coalmine.Live.Tests.Clusters;

/// <summary>A server with a SeldonDeployment of two predictors, and short ways to ask it.</summary>
internal sealed class Server
{
    public const string Collection = "/apis/machinelearning.seldon.io/v1/namespaces/ml/seldondeployments";
    public const string Fraud = Collection + "/fraud";
    public const string JsonPatchType = "application/json-patch+json";
    public const string MergePatchType = "application/merge-patch+json";
    public const string ApplyType = "application/apply-patch+yaml";

    public const string Manifest =
        """
        {"apiVersion":"machinelearning.seldon.io/v1","kind":"SeldonDeployment","metadata":{"name":"fraud","namespace":"ml"},
         "spec":{"predictors":[
           {"name":"baseline","traffic":90,"replicas":3,"graph":{"name":"m","implementation":"SKLEARN_SERVER","modelUri":"gs://v1"}},
           {"name":"canary","traffic":10,"replicas":1,"graph":{"name":"m","implementation":"SKLEARN_SERVER","modelUri":"gs://v2"}}]}}
        """;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));

    public ApiServerCore Core { get; }

    public Server(bool isEmpty = false)
    {
        Core = new ApiServerCore(Clock);
        if (!isEmpty)
            _ = Post(Collection, Manifest);
    }

    public ApiResponse Get(string path) => Core.Handle(new ApiRequest("GET", path));

    public ApiResponse Post(string path, string body) => Core.Handle(new ApiRequest("POST", path, "application/json", body));

    public ApiResponse Put(string path, string body) => Core.Handle(new ApiRequest("PUT", path, "application/json", body));

    public ApiResponse Patch(string path, string type, string body) => Core.Handle(new ApiRequest("PATCH", path, type, body));

    public JsonNode Object(string path = Fraud) => JsonNode.Parse(Get(path).Body)!;

    public static JsonNode Body(ApiResponse response) => JsonNode.Parse(response.Body)!;

    public static string Message(ApiResponse response) => Body(response)["message"]!.ToString();

    public static string Reason(ApiResponse response) => Body(response)["reason"]!.ToString();
}
