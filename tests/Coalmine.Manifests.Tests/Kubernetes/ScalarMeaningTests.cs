using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Kubernetes;
using Xunit;

namespace Coalmine.Manifests.Tests.Kubernetes;

/// <summary>
/// Expected kinds and values are read off the tables and branches of go-yaml v2's resolve.go as kubernetes-sigs/yaml carries it (goyaml.v2, commit 742f5e6f06b9),
/// and off Go's documentation of strconv.ParseInt with base 0.
/// </summary>
public sealed class ScalarMeaningTests
{
    [Theory]
    [InlineData("", ScalarKind.Nothing)]
    [InlineData("~", ScalarKind.Nothing)]
    [InlineData("null", ScalarKind.Nothing)]
    [InlineData("NULL", ScalarKind.Nothing)]
    [InlineData("nULL", ScalarKind.Text)]
    [InlineData("y", ScalarKind.Truth)]
    [InlineData("Yes", ScalarKind.Truth)]
    [InlineData("on", ScalarKind.Truth)]
    [InlineData("OFF", ScalarKind.Truth)]
    [InlineData("oFF", ScalarKind.Text)]
    [InlineData("n", ScalarKind.Truth)]
    [InlineData("yes please", ScalarKind.Text)]
    [InlineData("5m", ScalarKind.Text)]
    [InlineData("50%", ScalarKind.Text)]
    [InlineData("1.2.3", ScalarKind.Text)]
    [InlineData("2026-01-01", ScalarKind.Text)]
    [InlineData("12:30", ScalarKind.Text)]
    [InlineData("-", ScalarKind.Text)]
    [InlineData("0x", ScalarKind.Text)]
    [InlineData(".", ScalarKind.Text)]
    [InlineData("1e", ScalarKind.Text)]
    [InlineData("0.5", ScalarKind.Real)]
    [InlineData("+.5", ScalarKind.Real)]
    [InlineData(".5e-1", ScalarKind.Real)]
    [InlineData(".inf", ScalarKind.Real)]
    [InlineData("-.Inf", ScalarKind.Real)]
    [InlineData(".nan", ScalarKind.Real)]
    [InlineData("1e400", ScalarKind.Text)]
    public void OfPlain_Word_HasItsKind(string text, ScalarKind expected) => Assert.Equal(expected, ScalarMeaning.OfPlain(text).Kind);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("+7", 7)]
    [InlineData("-7", -7)]
    [InlineData("012", 10)]
    [InlineData("-012", -10)]
    [InlineData("0o17", 15)]
    [InlineData("0x1F", 31)]
    [InlineData("0b101", 5)]
    [InlineData("-0b101", -5)]
    [InlineData("1_000", 1000)]
    [InlineData("08", 8)]
    [InlineData("12.0", 12)]
    [InlineData("1e2", 100)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void OfPlain_WholeNumber_HasItsValue(string text, long expected)
    {
        ScalarMeaning meaning = ScalarMeaning.OfPlain(text);
        Assert.Equal((ScalarKind.Whole, expected), (meaning.Kind, meaning.Whole));
    }

    [Theory]
    [InlineData(ScalarForm.DoubleQuoted, "", ScalarKind.Text)]
    [InlineData(ScalarForm.Literal, "", ScalarKind.Text)]
    [InlineData(ScalarForm.Plain, "tag:yaml.org,2002:str", ScalarKind.Text)]
    [InlineData(ScalarForm.DoubleQuoted, "tag:yaml.org,2002:int", ScalarKind.Whole)]
    [InlineData(ScalarForm.Plain, "", ScalarKind.Whole)]
    public void Of_QuotesAndTags_Decide(ScalarForm form, string tag, ScalarKind expected) =>
        Assert.Equal(expected, ScalarMeaning.Of(new Node.Scalar(TextPosition.Start, "10") { Form = form, Tag = tag }).Kind);
}
