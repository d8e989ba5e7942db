using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Xunit;

namespace Coalmine.Manifests.Tests.Documents;

public sealed class YamlLoaderTests
{
    [Fact]
    public void LoadOne_NestedText_KeepsOrderAndPlaces()
    {
        Document document = Assert.IsType<ReadResult<Document>.Read>(
            YamlLoader.LoadOne(new SourceText("dir/file.yaml", "a: 1\nb:\n  - x\n  - { c: 'two words' }\n"))).Value;

        Node.Mapping root = Assert.IsType<Node.Mapping>(document.Root);
        Assert.Equal("file", document.Name);
        Assert.Equal(["a", "b"], root.Entries.Select(e => e.Key.Text));
        Node.Sequence list = Assert.IsType<Node.Sequence>(root.Entries[1].Value);
        Assert.Equal(new TextPosition(3, 3), list.Start);
        Node.Mapping inner = Assert.IsType<Node.Mapping>(list.Items[1]);
        Assert.Equal(new TextPosition(4, 5), inner.Start);
        Assert.Equal("two words", Assert.IsType<Node.Scalar>(inner.Entries[0].Value).Text);
        Assert.Equal(new TextPosition(4, 10), inner.Entries[0].Value.Start);
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", "f.yaml:3:1 error CM1010 · Key 'a' is already given in line 1. Keep one of the two.")]
    [InlineData("a: &x 1\n",
        "f.yaml:1:4 error CM1007 · Anchors and aliases (`&name`, `*name`) are not read, "
            + "since a few of them can grow to millions of values. Write the value out.")]
    [InlineData("a: *x\n",
        "f.yaml:1:4 error CM1007 · Anchors and aliases (`&name`, `*name`) are not read, "
            + "since a few of them can grow to millions of values. Write the value out.")]
    [InlineData("a: 1\n---\nb: 2\n", "f.yaml:2:1 error CM1009 · A second document begins here. Write one document a file.")]
    [InlineData("a: !!binary AAAA\n", "f.yaml:1:4 error CM1011 · Tags such as 'tag:yaml.org,2002:binary' are not read. Leave it out.")]
    [InlineData("? [a, b]\n: 1\n", "f.yaml:1:3 error CM1012 · A key must be a word; a list was read.")]
    [InlineData("- {\na", "f.yaml:2:1 error CM1005 · This is no YAML: what stands within { } or [ ] must be indented where it goes on in another line.")]
    [InlineData("plan:\n  weights: [10]\n every: 5m\n",
        "f.yaml:3:2 error CM1005 · This is no YAML: this line is indented by 1 space, and those above it that it could belong to by 2 or 0; indent it like one of them.")]
    [InlineData("checks:\n  - metric: errors\n     atMost: 1%\n",
        "f.yaml:3:12 error CM1005 · This is no YAML: this line is indented by 5 spaces, and those above it that it could belong to by 4 or 2 or 0; "
            + "indent it like one of them.")]
    [InlineData("plan:\n\tevery: 5m\n", "f.yaml:2:1 error CM1005 · This is no YAML: this line is indented by a tab; indent it by spaces.")]
    [InlineData(" : a", "f.yaml:1:3 error CM1005 · This is no YAML: a key or its value is missing.")]
    [InlineData("# nothing but a comment\n",
        "f.yaml:1:1 error CM1001 · The file is empty. Write a policy or a scenario, beginning with `kind: Policy` or `kind: Scenario`.")]
    public void LoadOne_TextThatIsRefused_SaysWhereAndWhy(string text, string expected) =>
        Assert.Equal(expected, Refusal.Of(YamlLoader.LoadOne(new SourceText("f.yaml", text))));

    [Theory]
    [InlineData("a: [1, 2\n", 2)]
    [InlineData("a: 1\nb: 2\n c: 3\n", 3)]
    [InlineData("a: 'open\n", 1)]
    [InlineData("a: b: c\n", 1)]
    [InlineData("%\u0007", 1)]
    public void LoadOne_BrokenSyntax_IsLocated(string text, int line)
    {
        Diagnostic only = Assert.Single(Assert.IsType<ReadResult<Document>.Refused>(YamlLoader.LoadOne(new SourceText("f.yaml", text))).Diagnostics);
        Assert.Equal("CM1005", only.Id);
        Assert.Equal(line, only.Position.Line);
    }

    [Fact]
    public void LoadOne_AliasBomb_IsRefusedAtItsFirstAnchor()
    {
        // The usual "billion laughs": nine levels of nine references each.
        string bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat("bcdefghi".Select((c, i) =>
            $"{c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{"abcdefgh"[i]}", 9))}]\n"));
        Assert.StartsWith("f.yaml:1:4 error CM1007", Refusal.Of(YamlLoader.LoadOne(new SourceText("f.yaml", bomb))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void LoadOne_FiveThousandLevels_IsRefusedAtLevel65(char open)
    {
        string text = string.Concat(Enumerable.Repeat(open == '[' ? "[" : "{a: ", 5000));
        Assert.StartsWith(
            $"f.yaml:1:{64 * (open == '[' ? 1 : 4) + 1} error CM1006 · Lists and keys are nested more than 64 levels deep here.",
            Refusal.Of(YamlLoader.LoadOne(new SourceText("f.yaml", text))), StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOne_FiveThousandLevelsInBlockStyle_IsRefusedAtLevel65()
    {
        string text = string.Concat(Enumerable.Range(0, 1400).Select(level => new string(' ', level) + "a:\n"));
        Assert.StartsWith("f.yaml:65:65 error CM1006", Refusal.Of(YamlLoader.LoadOne(new SourceText("f.yaml", text))), StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOne_SixtyFourLevels_IsRead() =>
        Assert.IsType<ReadResult<Document>.Read>(YamlLoader.LoadOne(new SourceText("f.yaml", new string('[', 64) + new string(']', 64))));

    [Fact]
    public void LoadOne_MoreThanHundredThousandValues_IsRefused()
    {
        string text = "[" + string.Join(',', Enumerable.Repeat("1", 100_000)) + "]";
        Assert.StartsWith("f.yaml:1:200000 error CM1008", Refusal.Of(YamlLoader.LoadOne(new SourceText("f.yaml", text))), StringComparison.Ordinal);
    }
}
