using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Xunit;

namespace Coalmine.Live.Tests.Kubernetes;

public sealed class JsonDifferenceTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""", "[]")]
    [InlineData("""{"a":1}""", """{"a":2}""", """[{"op":"replace","path":"/a","value":2}]""")]
    [InlineData("""{"a":1}""", """{"b":1}""", """[{"op":"remove","path":"/a"},{"op":"add","path":"/b","value":1}]""")]
    [InlineData("""{"m":{"x/y~z":"1"}}""", """{"m":{"x/y~z":"2"}}""", """[{"op":"replace","path":"/m/x~1y~0z","value":"2"}]""")]
    [InlineData("""{"l":[{"name":"a","w":1},{"name":"b","w":2}]}""", """{"l":[{"name":"b","w":3}]}""",
        """[{"op":"remove","path":"/l/0"},{"op":"replace","path":"/l/0/w","value":3}]""")]
    [InlineData("""{"l":[{"name":"a"}]}""", """{"l":[{"name":"a"},{"name":"b"}]}""", """[{"op":"add","path":"/l/-","value":{"name":"b"}}]""")]
    [InlineData("""{"l":[1,2,3]}""", """{"l":[3,1]}""", """[{"op":"replace","path":"/l","value":[3,1]}]""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":null}""", """[{"op":"replace","path":"/a","value":null}]""")]
    public void OnlyWhatDiffers_IsTouched(string found, string wanted, string operations)
    {
        JsonObject before = (JsonObject)JsonNode.Parse(found)!;
        JsonDifference difference = JsonDifference.Between(before, (JsonObject)JsonNode.Parse(wanted)!);
        Assert.Equal(operations, difference.Operations.ToJsonString());
        Assert.Equal(wanted, TinyServer.Apply(before, difference.Operations).ToJsonString());
    }

    [Fact]
    public void ForPeople_ElementsHaveTheirNames()
    {
        JsonObject before = (JsonObject)JsonNode.Parse("""{"spec":{"predictors":[{"name":"main","traffic":90},{"name":"canary","traffic":10}]}}""")!;
        JsonObject after = (JsonObject)JsonNode.Parse("""{"spec":{"predictors":[{"name":"main","traffic":100}]}}""")!;
        Assert.Equal(
            ["""- spec.predictors[canary]: {"name":"canary","traffic":10}""", "  spec.predictors[main].traffic: 90 -> 100"],
            JsonDifference.Between(before, after).Lines);
    }
}
