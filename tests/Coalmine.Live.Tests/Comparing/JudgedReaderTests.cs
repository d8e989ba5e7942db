using System.Text;
using System.Text.Json;
using Coalmine.Live.Comparing;
using Xunit;

namespace Coalmine.Live.Tests.Comparing;

/// <summary>What is taken of answers, and what is refused. Bodies are in the form that model servers give.</summary>
public sealed class JudgedReaderTests
{
    [Theory]
    [InlineData("""{"a":[1,{"x":"t","y":2}]}""", """{"a":[1.0,{"y":2e0,"x":"t"}],"meta":{"puid":"7"}}""", true)]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", false)]
    [InlineData("""{"a":"1"}""", """{"a":1}""", false)]
    [InlineData("""{"a":9007199254740993}""", """{"a":9007199254740992}""", false)]
    [InlineData("""{"a":null}""", """{"a":false}""", false)]
    public void Equal_IsTheSameJson(string one, string other, bool agrees)
    {
        JudgedReader reader = new(new ComparisonRule("/a", ComparisonForm.Equal));
        Assert.Equal(agrees, Read(reader, one).Agrees(Read(reader, other), 0));
    }

    [Theory]
    [InlineData("/data/ndarray", 0, """{"data":{"ndarray":[[0.1,0.9],[0.7,0.3]]}}""", new double[] { 1, 0 })]
    [InlineData("/outputs/0/data", 3, """{"outputs":[{"name":"p","shape":[2,3],"data":[0.2,0.5,0.3,0.6,0.1,0.3]}]}""", new double[] { 1, 0 })]
    [InlineData("/predictions/0", 0, """{"predictions":[[0.5,0.5,0.1]]}""", new double[] { 0 })]
    public void GreatestScore_IsAPlacePerRow(string at, int classes, string body, double[] places) =>
        Assert.Equal(places, Read(new JudgedReader(new ComparisonRule(at, ComparisonForm.GreatestScore) { Classes = classes }), body).Numbers);

    [Theory]
    [InlineData("", ComparisonForm.Equal, "{", "json")]
    [InlineData("", ComparisonForm.Equal, """{"a":1,"a":2}""", "json")]
    [InlineData("/a/1", ComparisonForm.Equal, """{"a":[1]}""", "part")]
    [InlineData("/a/01", ComparisonForm.Equal, """{"a":[1,2]}""", "part")]
    [InlineData("/a", ComparisonForm.Within, """{"a":"x"}""", "form")]
    [InlineData("/a", ComparisonForm.Within, """{"a":[1,null]}""", "form")]
    [InlineData("/a", ComparisonForm.Within, """{"a":1e999}""", "form")]
    [InlineData("/a", ComparisonForm.Within, """{"a":[]}""", "form")]
    [InlineData("/a", ComparisonForm.GreatestScore, """{"a":1}""", "form")]
    [InlineData("/a", ComparisonForm.GreatestScore, """{"a":[[1,2],3]}""", "form")]
    public void WhatCannotBeJudged_IsNoDifference(string at, ComparisonForm form, string body, string reason)
    {
        Assert.Null(new JudgedReader(new ComparisonRule(at, form)).ReadAnswer(Encoding.UTF8.GetBytes(body), out string read));
        Assert.Equal(reason, read);
    }

    [Fact]
    public void RowsThatAreNotWhole_AndTooManyNumbers_AreRefused()
    {
        JudgedReader flat = new(new ComparisonRule("", ComparisonForm.GreatestScore) { Classes = 3 });
        Assert.Null(flat.ReadAnswer(Encoding.UTF8.GetBytes("[1,2,3,4]"), out _));
        JudgedReader within = new(new ComparisonRule("", ComparisonForm.Within));
        Assert.NotNull(within.ReadAnswer(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(1, 1024))}]"), out _));
        Assert.Null(within.ReadAnswer(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(1, 1025))}]"), out _));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("[1]", true)]
    [InlineData("0", false)]
    public void LabelsOfScores_ArePlaces(string label, bool right)
    {
        JudgedReader reader = new(new ComparisonRule("", ComparisonForm.GreatestScore));
        using JsonDocument document = JsonDocument.Parse(label);
        Assert.Equal(right, Read(reader, "[[0.1,0.9]]").Agrees(reader.ReadLabel(document.RootElement)!, 0));
    }

    // The examples of RFC 6901, section 5.
    [Theory]
    [InlineData("/foo/0", "\"bar\"")]
    [InlineData("/", "0")]
    [InlineData("/a~1b", "1")]
    [InlineData("/m~0n", "8")]
    [InlineData("/ ", "7")]
    public void Pointers_AreThoseOfTheStandard(string at, string value)
    {
        using JsonDocument document = JsonDocument.Parse("""{"foo":["bar","baz"],"":0,"a/b":1," ":7,"m~n":8}""");
        Assert.Equal(value, JsonPointer.Read(at)!.Find(document.RootElement)!.Value.GetRawText());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("/a~2")]
    [InlineData("/~")]
    public void WhatIsNoPointer_IsRefused(string text) => Assert.Null(JsonPointer.Read(text));

    private static JudgedAnswer Read(JudgedReader reader, string body) => reader.ReadAnswer(Encoding.UTF8.GetBytes(body), out _)!;
}
