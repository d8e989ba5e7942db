using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Xunit;

namespace Coalmine.Manifests.Tests.Documents;

public sealed class SourceDecoderTests
{
    [Fact]
    public void Decode_Utf8WithMark_SkipsTheMark()
    {
        SourceText text = Assert.IsType<ReadResult<SourceText>.Read>(SourceDecoder.Decode("a/b.c.yaml", [0xEF, 0xBB, 0xBF, (byte)'k', 0xC3, 0xA4])).Value;
        Assert.Equal("kä", text.Text);
        Assert.Equal("b.c", text.Name);
    }

    [Theory]
    [InlineData("", "f.yaml:1:1 error CM1001 · The file is empty. Write a policy or a scenario, beginning with `kind: Policy` or `kind: Scenario`.")]
    [InlineData("20 0A 0A", "f.yaml:1:1 error CM1001 · The file is empty. Write a policy or a scenario, beginning with `kind: Policy` or `kind: Scenario`.")]
    [InlineData("61 0A C3 A4 00", "f.yaml:2:2 error CM1002 · The file is binary: byte 0x00 is no text. Give a YAML file in UTF-8.")]
    [InlineData("7F 45 4C 46 02", "f.yaml:1:1 error CM1002 · The file is binary: byte 0x7F is no text. Give a YAML file in UTF-8.")]
    [InlineData("61 3A 20 E4 0A", "f.yaml:1:4 error CM1003 · These bytes are not UTF-8. Save the file as UTF-8 text.")]
    [InlineData("61 0A 62 E2 82", "f.yaml:2:2 error CM1003 · These bytes are not UTF-8. Save the file as UTF-8 text.")]
    [InlineData("61 0D 62 E2 82", "f.yaml:2:2 error CM1003 · These bytes are not UTF-8. Save the file as UTF-8 text.")]
    public void Decode_WhatIsNoText_SaysWhereAndWhy(string hex, string expected) =>
        Assert.Equal(expected, Refusal.Of(SourceDecoder.Decode("f.yaml", Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)))));

    [Fact]
    public void Decode_TooLarge_IsRefusedUnread() => Assert.Equal(
        "f.yaml:1:1 error CM1004 · The file has more than 1,048,576 bytes, which is the most that is read.",
        Refusal.Of(SourceDecoder.Decode("f.yaml", Encoding.UTF8.GetBytes(new string('#', SourceDecoder.MaximumBytes + 1)))));
}
