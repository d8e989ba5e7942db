using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;
using Xunit;

namespace Coalmine.Manifests.Tests.Lossless;

public sealed class ManifestFileTests
{
    [Theory]
    [InlineData("a: 1\n")]
    [InlineData("a: 1")]
    [InlineData("a: 1\r\nb:\r\n  - x\r\n")]
    [InlineData("\uFEFFa: 1\n")]
    [InlineData("# first\n\n---\na: 1 \t# tab\tin a comment\n...\n---\n# only this\n---\nb: |+\n  x\n\n\n...\n")]
    [InlineData("%YAML 1.1\n---\na: {b: [1, 2,], 'c': \"d\\u0041\"}\n")]
    [InlineData("a: >-\n   folded\n   text\n\n\n# after\nb: 'it''s'\n")]
    [InlineData("base: &b {x: 1}\nuse:\n  <<: *b\n  y: *b\n")]
    [InlineData("{\"json\": [true, null],\n\t\"b\": 1}")]
    [InlineData("a: 😀 # wide\nb: ü\n")]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("\uFEFF\n")]
    [InlineData("a: 1\n---\na: 1\n---\na: 1\n")]
    public void Load_AnyStyle_IsWrittenBackByteForByte(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(bytes, Files.Read(ManifestFile.Load("f.yaml", bytes)).ToBytes());
    }

    [Theory]
    [InlineData("a:  1  # c\n", "1")]
    [InlineData("a: 'x y'  \n", "'x y'")]
    [InlineData("a: &n !!str  \"q\" # c\n", "\"q\"")]
    [InlineData("a: two\n  words\n\nb: 1\n", "two\n  words")]
    [InlineData("a: |\n  x\n  y\n\n\nb: 1\n", "|\n  x\n  y")]
    [InlineData("a: |+\n  x\n\n\nb: 1\n", "|+\n  x\n\n")]
    [InlineData("a: >- # c\n  x\n\n# d\n", ">- # c\n  x")]
    [InlineData("a: | # c\n\nb: 1\n", "|")]
    [InlineData("a: |\r\n  x\r\n\r\nb: 1\r\n", "|\r\n  x")]
    [InlineData("a:\n- x\n- y\n\n# c\nb: 1\n", "- x\n- y")]
    [InlineData("a: &n\n  b: 1\n  c: 2 # c\n\nd: 3\n", "b: 1\n  c: 2")]
    [InlineData("a: [1, {b: 2}] # c\n", "[1, {b: 2}]")]
    [InlineData("a: {\n  b: 1, # c\n}\n", "{\n  b: 1, # c\n}")]
    [InlineData("a:\n  b:\n  c:\n\nd: 1\n", "b:\n  c:")]
    [InlineData("a: 😀 ü\n", "😀 ü")]
    [InlineData("a:\nb: 1\n", "")]
    [InlineData("a: &n # c\nb: 1\n", "")]
    public void Span_OfFirstValue_IsExactlyWhatWasWritten(string text, string expected)
    {
        ManifestFile file = Files.Of(text);
        SourceSpan span = file.Find(Files.Path("a"))!.Span;
        Assert.Equal(expected, file.Source.Text[span.Start..span.End]);
    }

    [Fact]
    public void Load_AliasAndMerge_SayWhatTheyStandFor()
    {
        ManifestFile file = Files.Of("base: &b\n  x: 1\n  y: 2\nuse:\n  <<: *b\n  y: 3\nalso: *b\nlist: [*b]\n");
        Node.Mapping use = Assert.IsType<Node.Mapping>(file.Find(Files.Path("use")));
        Assert.Equal(["y", "x"], use.Entries.Select(e => e.Key.Text));
        Assert.Equal([false, true], use.Entries.Select(e => e.IsMerged));
        Assert.Equal(["<<", "y"], use.Written.Select(e => e.Key.Text));
        Assert.Equal("1", Assert.IsType<Node.Scalar>(file.Find(Files.Path("also", "x"))).Text);
        Node item = file.Find(Files.Path("list", 0))!;
        Assert.Equal("b", item.Alias);
        Assert.Equal(new TextPosition(8, 8), item.Start);
    }

    [Fact]
    public void Load_SeveralDocuments_SkipsEmptyOnes()
    {
        ManifestFile file = Files.Of("---\n# nothing\n---\na: 1\n---\n\n---\n- b\n");
        Assert.Equal([0, 1], file.Documents.Select(d => d.Index));
        Assert.Equal(new TextPosition(4, 1), file.Documents[0].Root.Start);
    }

    [Theory]
    [InlineData("a: *x\n", "f.yaml:1:4 error CM1502 · Alias '*x' stands for nothing: no '&x' comes before it in this document. Write the anchor first, or write the value out.")]
    [InlineData("a: &x 1\n---\nb: *x\n",
        "f.yaml:3:4 error CM1502 · Alias '*x' stands for nothing: no '&x' comes before it in this document. Write the anchor first, or write the value out.")]
    [InlineData("a: &x [*x]\n", "f.yaml:1:8 error CM1503 · Alias '*x' stands within the value of '&x' and would have no end.")]
    [InlineData("a: 1\n<<: 2\n", "f.yaml:2:5 error CM1506 · `<<` takes in keys of another mapping; a single value was read. Give an alias of a mapping.")]
    [InlineData("a: 1\nb: 2\na: 3\n", "f.yaml:3:1 error CM1010 · Key 'a' is already given in line 1. Keep one of the two.")]
    [InlineData("a: 1\n---\nb: [\n", "f.yaml:4:1 error CM1005 · This is no YAML: a value is expected here.")]
    public void Load_TextThatIsRefused_SaysWhereAndWhy(string text, string expected) =>
        Assert.Equal(expected, Refusal.Of(ManifestFile.Load("f.yaml", Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Load_AliasBomb_IsRefusedWhereItPassesTheLimit()
    {
        // The usual "billion laughs": nine levels of nine references each; 9 + 9^2 + ... passes 100,000 in the sixth level.
        string bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat("bcdefghi".Select((c, i) =>
            $"{c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{"abcdefgh"[i]}", 9))}]\n"));
        ReadResult<ManifestFile>.Refused refused = Assert.IsType<ReadResult<ManifestFile>.Refused>(ManifestFile.Load("f.yaml", Encoding.UTF8.GetBytes(bomb)));
        Assert.All(refused.Diagnostics, d => Assert.Equal("CM1505", d.Id));
        Assert.Equal(6, refused.Diagnostics[0].Position.Line);
    }

    [Fact]
    public void Load_AliasesThatNest_AreRefusedBeyondSixtyFourLevels()
    {
        string deep = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 70).Select(i => $"a{i}: &a{i} [*a{i - 1}]\n"));
        ReadResult<ManifestFile>.Refused refused = Assert.IsType<ReadResult<ManifestFile>.Refused>(ManifestFile.Load("f.yaml", Encoding.UTF8.GetBytes(deep)));
        Assert.Equal("CM1504", refused.Diagnostics[0].Id);
    }

    [Fact]
    public void Load_EmptyFile_IsReadWithANote()
    {
        ReadResult<ManifestFile>.Read read = Assert.IsType<ReadResult<ManifestFile>.Read>(ManifestFile.Load("f.yaml", "# nothing\n"u8));
        Assert.Equal("f.yaml:1:1 note CM1501 · The file holds no document: it is empty, or has only comments and separators. kubectl skips it.",
            Assert.Single(read.Warnings).ToString());
    }
}
