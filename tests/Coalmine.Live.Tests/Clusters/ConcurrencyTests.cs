using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;
using Xunit;

namespace Coalmine.Live.Tests.Clusters;

/// <summary>Section 1.1 to 1.3 of the serving platforms' reference: patches, versions, generations.</summary>
public sealed class ConcurrencyTests
{
    private readonly Server _server = new();

    [Fact]
    public void StaleVersion_Replaced_IsAConflict()
    {
        ApiResponse answer = _server.Patch(Server.Fraud, Server.JsonPatchType, """[{"op":"replace","path":"/metadata/resourceVersion","value":"1"}]""");
        Assert.Equal((409, "Conflict"), (answer.Status, Server.Reason(answer)));
    }

    [Theory]
    [InlineData("""[{"op":"test","path":"/metadata/resourceVersion","value":"1"}]""")]
    [InlineData("""[{"op":"replace","path":"/spec/predictors/7/traffic","value":1}]""")]
    [InlineData("""[{"op":"replace","path":"/spec/nothing","value":1}]""")]
    [InlineData("""[{"op":"remove","path":"/spec/predictors/0/shadow"}]""")]
    public void PatchThatDoesNotFit_IsInvalidWithoutACause(string patch)
    {
        ApiResponse answer = _server.Patch(Server.Fraud, Server.JsonPatchType, patch);
        Assert.Equal(422, answer.Status);
        Assert.Equal("the server rejected our request due to an error in our request", Server.Message(answer));
        Assert.Equal("{}", Server.Body(answer)["details"]!.ToJsonString());
    }

    [Fact]
    public void MergePatch_WithAStaleVersion_IsAConflict_AndWithoutOneIsNot()
    {
        Assert.Equal(409, _server.Patch(Server.Fraud, Server.MergePatchType, """{"metadata":{"resourceVersion":"1"},"spec":{"replicas":2}}""").Status);
        Assert.Equal(200, _server.Patch(Server.Fraud, Server.MergePatchType, """{"spec":{"replicas":2}}""").Status);
    }

    [Fact]
    public void MergePatch_OfOneElement_ReplacesTheWholeList()
    {
        ApiResponse answer = _server.Patch(Server.Fraud, Server.MergePatchType, """{"spec":{"predictors":[{"name":"canary","traffic":25,"graph":{"name":"x"}}]}}""");
        Assert.Equal(200, answer.Status);
        Assert.Single(Server.Body(answer)["spec"]!["predictors"]!.AsArray());
    }

    [Fact]
    public void MergePatch_OfAnElementWithoutAGraph_IsRefusedBySchema()
    {
        ApiResponse answer = _server.Patch(Server.Fraud, Server.MergePatchType, """{"spec":{"predictors":[{"name":"canary","traffic":25}]}}""");
        Assert.Equal(422, answer.Status);
        Assert.Equal("SeldonDeployment.machinelearning.seldon.io \"fraud\" is invalid: spec.predictors.graph: Required value", Server.Message(answer));
        Assert.Equal("FieldValueRequired", Server.Body(answer)["details"]!["causes"]![0]!["reason"]!.ToString());
    }

    [Fact]
    public void SumOfTraffic_WithoutTheWebhook_IsNotChecked() => Assert.Equal(200, _server.Patch(
        Server.Fraud, Server.JsonPatchType,
        """[{"op":"replace","path":"/spec/predictors/0/traffic","value":75},{"op":"replace","path":"/spec/predictors/1/traffic","value":110}]""").Status);

    [Fact]
    public void Put_WithoutAVersion_IsInvalid_AndWithAStaleOneAConflict()
    {
        ApiResponse without = _server.Put(Server.Fraud, Server.Manifest);
        Assert.Equal(422, without.Status);
        Assert.EndsWith("metadata.resourceVersion: Invalid value: 0x0: must be specified for an update", Server.Message(without));
        JsonNode stale = JsonNode.Parse(Server.Manifest)!;
        stale["metadata"]!["resourceVersion"] = "1";
        Assert.Equal(409, _server.Put(Server.Fraud, stale.ToJsonString()).Status);
    }

    [Fact]
    public void Put_OfTheVersionRead_IsStored()
    {
        JsonNode read = _server.Object();
        read["spec"]!["replicas"] = 2;
        JsonNode answer = Server.Body(_server.Put(Server.Fraud, read.ToJsonString()));
        Assert.Equal(2, answer["metadata"]!["generation"]!.GetValue<long>());
        Assert.NotEqual(read["metadata"]!["resourceVersion"]!.ToString(), answer["metadata"]!["resourceVersion"]!.ToString());
    }

    [Fact]
    public void Generation_RisesWithTheSpecAlone()
    {
        string first = _server.Object()["metadata"]!["resourceVersion"]!.ToString();
        _ = _server.Patch(Server.Fraud, Server.JsonPatchType, """[{"op":"replace","path":"/spec/predictors/1/traffic","value":10}]""");
        Assert.Equal(first, _server.Object()["metadata"]!["resourceVersion"]!.ToString());
        _ = _server.Patch(Server.Fraud, Server.MergePatchType, """{"metadata":{"labels":{"a":"b"}}}""");
        Assert.NotEqual(first, _server.Object()["metadata"]!["resourceVersion"]!.ToString());
        Assert.Equal(1, _server.Object()["metadata"]!["generation"]!.GetValue<long>());
        _ = _server.Patch(Server.Fraud, Server.MergePatchType, """{"spec":{"replicas":4}}""");
        Assert.Equal(2, _server.Object()["metadata"]!["generation"]!.GetValue<long>());
    }

    [Fact]
    public void Status_ByTheMainPath_IsIgnored_AndByItsOwnStored()
    {
        Assert.Equal(200, _server.Patch(Server.Fraud, Server.MergePatchType, """{"status":{"state":"Available"}}""").Status);
        Assert.Null(_server.Object()["status"]);
        _ = _server.Patch(Server.Fraud + "/status", Server.MergePatchType, """{"status":{"state":"Available"},"spec":{"replicas":9}}""");
        Assert.Equal("Available", _server.Object()["status"]!["state"]!.ToString());
        Assert.Null(_server.Object()["spec"]!["replicas"]);
        Assert.Equal(1, _server.Object()["metadata"]!["generation"]!.GetValue<long>());
    }

    [Fact]
    public void DryRun_ShowsWhatWouldBe_AndKeepsNothing()
    {
        string before = _server.Get(Server.Fraud).Body;
        JsonNode shown = Server.Body(_server.Patch(Server.Fraud + "?dryRun=All", Server.MergePatchType, """{"spec":{"replicas":4}}"""));
        Assert.Equal(2, shown["metadata"]!["generation"]!.GetValue<long>());
        Assert.Equal(before, _server.Get(Server.Fraud).Body);
        Assert.Equal(422, _server.Post(Server.Collection + "?dryRun=yes", Server.Manifest).Status);
    }

    [Fact]
    public void Deletion_ChecksItsPreconditions()
    {
        ApiResponse refused = _server.Core.Handle(new ApiRequest("DELETE", Server.Fraud, "application/json", """{"preconditions":{"uid":"x"}}"""));
        Assert.Equal((409, "Conflict"), (refused.Status, Server.Reason(refused)));
        Assert.Equal("Success", Server.Body(_server.Core.Handle(new ApiRequest("DELETE", Server.Fraud)))["status"]!.ToString());
        Assert.Equal(404, _server.Get(Server.Fraud).Status);
    }

    [Fact]
    public void Finalizers_HoldAnObjectUntilTheyAreGone()
    {
        _ = _server.Patch(Server.Fraud, Server.MergePatchType, """{"metadata":{"finalizers":["a.b/c"]}}""");
        Assert.Equal(200, _server.Core.Handle(new ApiRequest("DELETE", Server.Fraud)).Status);
        Assert.NotNull(_server.Object()["metadata"]!["deletionTimestamp"]);
        _ = _server.Patch(Server.Fraud, Server.MergePatchType, """{"metadata":{"finalizers":null}}""");
        Assert.Equal(404, _server.Get(Server.Fraud).Status);
    }
}
