using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;
using Xunit;

namespace Coalmine.Live.Tests.Clusters;

/// <summary>Server-side apply: section 1.1 and 1.2 of the serving platforms' reference.</summary>
public sealed class ApplyTests
{
    private const string Services = "/apis/serving.kserve.io/v1beta1/namespaces/ml/inferenceservices";

    private readonly Server _server = new(true);

    [Fact]
    public void WithoutAManager_IsInvalid()
    {
        ApiResponse answer = Apply("", "canaryTrafficPercent: 10");
        Assert.Equal(422, answer.Status);
        Assert.Equal("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch", Server.Message(answer));
    }

    [Fact]
    public void OfWhatIsNotThere_Creates_AndOfLessThanBefore_Removes()
    {
        Assert.Equal(201, Apply("?fieldManager=one", "canaryTrafficPercent: 10").Status);
        ApiResponse without = Apply("?fieldManager=one", "minReplicas: 1");
        Assert.Equal(200, without.Status);
        Assert.Null(Server.Body(without)["spec"]!["predictor"]!["canaryTrafficPercent"]);
    }

    [Fact]
    public void OfAnothersField_IsAConflict_UntilItIsForced()
    {
        _ = Apply("?fieldManager=one", "canaryTrafficPercent: 10");
        ApiResponse refused = Apply("?fieldManager=two", "canaryTrafficPercent: 20");
        Assert.Equal((409, "Conflict"), (refused.Status, Server.Reason(refused)));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"one\": .spec.predictor.canaryTrafficPercent", Server.Message(refused));
        JsonNode cause = Server.Body(refused)["details"]!["causes"]![0]!;
        Assert.Equal("""{"reason":"FieldManagerConflict","message":"conflict with \u0022one\u0022","field":".spec.predictor.canaryTrafficPercent"}""", cause.ToJsonString());
        Assert.Equal(200, Apply("?fieldManager=two&force=true", "canaryTrafficPercent: 20").Status);
        Assert.Equal(200, Apply("?fieldManager=two", "canaryTrafficPercent: 30").Status);
    }

    [Fact]
    public void OfTheSameValue_IsShared()
    {
        _ = Apply("?fieldManager=one", "canaryTrafficPercent: 10");
        Assert.Equal(200, Apply("?fieldManager=two", "canaryTrafficPercent: 10").Status);
    }

    [Fact]
    public void OfWhatAnUpdateWrote_NamesItsVersion()
    {
        _ = _server.Core.Handle(new ApiRequest("POST", Services, "application/json",
            """{"apiVersion":"serving.kserve.io/v1beta1","kind":"InferenceService","metadata":{"name":"m"},"spec":{"predictor":{"minReplicas":2}}}""")
        { UserAgent = "curl/7" });
        Assert.Equal("Apply failed with 1 conflict: conflict with \"curl\" using serving.kserve.io/v1beta1: .spec.predictor.minReplicas",
            Server.Message(Apply("?fieldManager=one", "minReplicas: 1")));
    }

    [Fact]
    public void OfAnUnkeyedList_ReplacesItWhole()
    {
        Server seldon = new();
        ApiResponse answer = seldon.Patch(Server.Fraud + "?fieldManager=one&force=true", Server.ApplyType,
            """
            apiVersion: machinelearning.seldon.io/v1
            kind: SeldonDeployment
            metadata:
              name: fraud
            spec:
              predictors:
              - {name: baseline, traffic: 75, graph: {name: m}}
              - {name: canary, traffic: 25, graph: {name: m}}
            """);
        Assert.Equal(200, answer.Status);
        Assert.All(Server.Body(answer)["spec"]!["predictors"]!.AsArray(), one => Assert.Null(one!["graph"]!["modelUri"]));
    }

    private ApiResponse Apply(string query, string predictor) => _server.Patch($"{Services}/m{query}", Server.ApplyType,
        $"apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  name: m\nspec:\n  predictor:\n    {predictor}\n");
}
