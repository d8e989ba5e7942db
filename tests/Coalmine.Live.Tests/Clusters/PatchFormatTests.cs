using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;
using Xunit;

namespace Coalmine.Live.Tests.Clusters;

/// <summary>Operations of RFC 6902 as its appendix A shows them, one member deeper; and Kubernetes' own format.</summary>
public sealed class PatchFormatTests
{
    private const string Path = "/apis/argoproj.io/v1alpha1/namespaces/ml/rollouts/r";

    private readonly Server _server = new(true);

    [Theory]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/spec/baz","value":"qux"}]""", """{"foo":"bar","baz":"qux"}""")]
    [InlineData("""{"foo":["bar","baz"]}""", """[{"op":"add","path":"/spec/foo/1","value":"qux"}]""", """{"foo":["bar","qux","baz"]}""")]
    [InlineData("""{"baz":"qux","foo":"bar"}""", """[{"op":"remove","path":"/spec/baz"}]""", """{"foo":"bar"}""")]
    [InlineData("""{"foo":["bar","qux","baz"]}""", """[{"op":"remove","path":"/spec/foo/1"}]""", """{"foo":["bar","baz"]}""")]
    [InlineData("""{"a":{"bar":"baz","waldo":"fred"},"b":{}}""", """[{"op":"move","from":"/spec/a/waldo","path":"/spec/b/thud"}]""", """{"a":{"bar":"baz"},"b":{"thud":"fred"}}""")]
    [InlineData("""{"foo":["all","grass","cows","eat"]}""", """[{"op":"move","from":"/spec/foo/1","path":"/spec/foo/3"}]""", """{"foo":["all","cows","eat","grass"]}""")]
    [InlineData("""{"foo":["bar"]}""", """[{"op":"add","path":"/spec/foo/-","value":["abc","def"]}]""", """{"foo":["bar",["abc","def"]]}""")]
    [InlineData("""{"/":9,"~1":10}""", """[{"op":"test","path":"/spec/~01","value":10},{"op":"replace","path":"/spec/~1","value":8}]""", """{"/":8,"~1":10}""")]
    [InlineData("""{"a":{"b":1}}""", """[{"op":"copy","from":"/spec/a","path":"/spec/c"}]""", """{"a":{"b":1},"c":{"b":1}}""")]
    public void Operation_Done(string before, string patch, string after)
    {
        Create(before);
        ApiResponse answer = _server.Patch(Path, Server.JsonPatchType, patch);
        Assert.Equal(200, answer.Status);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(after), Server.Body(answer)["spec"]), answer.Body);
    }

    [Theory]
    [InlineData("""[{"op":"test","path":"/spec/foo","value":"other"}]""")]
    [InlineData("""[{"op":"add","path":"/spec/nothing/bat","value":"qux"}]""")]
    [InlineData("""[{"op":"replace","path":"/spec/nothing","value":1}]""")]
    [InlineData("""[{"op":"jump","path":"/spec/foo"}]""")]
    [InlineData("""[{"op":"move","from":"/spec/map","path":"/spec/map/inner"}]""")]
    public void Operation_ThatCannotBeDone_ChangesNothing(string patch)
    {
        Create("""{"foo":"bar","map":{"inner":1}}""");
        string before = _server.Get(Path).Body;
        Assert.Equal(422, _server.Patch(Path, Server.JsonPatchType, patch).Status);
        Assert.Equal(before, _server.Get(Path).Body);
    }

    [Fact]
    public void StrategicMerge_OfABuiltInType_MergesByKey_AndOfACustomOneIsRefused()
    {
        const string Deployments = "/apis/apps/v1/namespaces/ml/deployments";
        const string Strategic = "application/strategic-merge-patch+json";
        _ = _server.Post(Deployments, """{"metadata":{"name":"d"},"spec":{"template":{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"1"}]}}}}""");
        JsonNode answer = Server.Body(_server.Patch(Deployments + "/d", Strategic, """{"spec":{"template":{"spec":{"containers":[{"name":"b","image":"2"}]}}}}"""));
        Assert.Equal("""[{"name":"a","image":"1"},{"name":"b","image":"2"}]""", answer["spec"]!["template"]!["spec"]!["containers"]!.ToJsonString());
        Create("{}");
        Assert.Equal(415, _server.Patch(Path, Strategic, "{}").Status);
    }

    private void Create(string spec) =>
        Assert.Equal(201, _server.Post("/apis/argoproj.io/v1alpha1/namespaces/ml/rollouts", $$$"""{"metadata":{"name":"r"},"spec":{{{spec}}}}""").Status);
}
