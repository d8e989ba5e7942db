using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Xunit;
using static Coalmine.Manifests.Tests.Lossless.Files;

namespace Coalmine.Manifests.Tests.Lossless;

public sealed class EditTests
{
    [Theory]
    [InlineData("a: 10  # share\nb: 1\n", "a: 25  # share\nb: 1\n")]
    [InlineData("a: \"10\" # text\n", "a: 25 # text\n")]
    [InlineData("a: {b: 1}\n", "a: 25\n")]
    [InlineData("a:\n  b: 1\n  c: 2\nd: 1\n", "a: 25\nd: 1\n")]
    [InlineData("a:\nb: 1\n", "a: 25\nb: 1\n")]
    [InlineData("a: # c\nb: 1\n", "a: 25 # c\nb: 1\n")]
    [InlineData("a: &x\nb: 1\n", "a: &x 25\nb: 1\n")]
    [InlineData("{a, b}", "{a: 25, b}")]
    [InlineData("{\"a\":1,\"b\":2}", "{\"a\":25,\"b\":2}")]
    [InlineData("b: &x 1\na: *x # same\n", "b: &x 1\na: 25 # same\n")]
    [InlineData("? a\n: 1\n", "? a\n: 25\n")]
    public void Set_Number_ReplacesOnlyTheValue(string text, string expected) =>
        Assert.Equal(expected, Apply(text, new Edit.Set(Path("a"), NewNode.Number(25))));

    [Theory]
    [InlineData("a: x # c\n", "new value", "a: new value # c\n")]
    [InlineData("a: 'x'\n", "it's", "a: 'it''s'\n")]
    [InlineData("a: 'x'\n", "two\nlines", "a: \"two\\nlines\"\n")]
    [InlineData("a: \"x\"\n", "q\"\\", "a: \"q\\\"\\\\\"\n")]
    [InlineData("a: x\n", "10", "a: \"10\"\n")]
    [InlineData("a: x\n", "yes", "a: \"yes\"\n")]
    [InlineData("a: x\n", "k: v", "a: \"k: v\"\n")]
    [InlineData("a: x\n", "", "a: \"\"\n")]
    [InlineData("a: [x]\n", "w", "a: w\n")]
    [InlineData("a: |\n    one\n    two\nb: 1\n", "three\n\nfour\n", "a: |\n    three\n\n    four\nb: 1\n")]
    [InlineData("a: |- # why\n  one\nb: 1\n", "two\n", "a: | # why\n  two\nb: 1\n")]
    [InlineData("a: >\n  one\n  two\n\n# c\nb: 1\n", "three", "a: |-\n  three\n\n# c\nb: 1\n")]
    [InlineData("a: |\n  one\nb: 1\n", "  spaced", "a: \"  spaced\"\nb: 1\n")]
    [InlineData("a: |\r\n  one\r\nb: 1\r\n", "x\ny\n", "a: |\r\n  x\r\n  y\r\nb: 1\r\n")]
    [InlineData("a: |\nb: 1\n", "x\n", "a: |\n  x\nb: 1\n")]
    [InlineData("a: two\n  words\nb: 1\n", "one", "a: one\nb: 1\n")]
    public void Set_Text_KeepsTheWayOfQuotingWhereItCan(string text, string value, string expected) =>
        Assert.Equal(expected, Apply(text, new Edit.Set(Path("a"), NewNode.Text(value))));

    [Theory]
    [InlineData("a: 1 # c\nb: 1\n", "a:\n  x: 1\n  w:\n    - p\n    - q: \"l1\\nl2\\n\" # c\nb: 1\n")]
    [InlineData("a:\n    z: 1\nb: 1\n", "a:\n    x: 1\n    w:\n      - p\n      - q: |\n          l1\n          l2\nb: 1\n")]
    [InlineData("a: {z: 1}\nb: 1\n", "a: {x: 1, w: [p, {q: \"l1\\nl2\\n\"}]}\nb: 1\n")]
    [InlineData("a:\n- 1\n- 2\nb: 1\n", "a:\n  x: 1\n  w:\n    - p\n    - q: |\n        l1\n        l2\nb: 1\n")]
    public void Set_Structure_IsWrittenLikeItsPlace(string text, string expected)
    {
        Edit edit = new Edit.Set(Path("a"), NewNode.Keys(("x", NewNode.Number(1)),
            ("w", NewNode.List(NewNode.Text("p"), NewNode.Keys(("q", NewNode.Text("l1\nl2\n")))))));
        Assert.Equal(expected, Apply(text, edit));
    }

    [Theory]
    [InlineData("a:\n  b: 1 # c\n# d\ne: 1\n", "a:\n  b: 1 # c\n  k: v\n# d\ne: 1\n")]
    [InlineData("a:\n  b: 1", "a:\n  b: 1\n  k: v")]
    [InlineData("a: {}\n", "a: {k: v}\n")]
    [InlineData("a: {b: 1}\n", "a: {b: 1, k: v}\n")]
    [InlineData("a: {\n  b: 1 # c\n}\n", "a: {\n  b: 1,\n  k: v # c\n}\n")]
    [InlineData("{\"a\": {\"b\": 1}}", "{\"a\": {\"b\": 1, \"k\": \"v\"}}")]
    [InlineData("a:\n    b: |\n      x\n\ne: 1\n", "a:\n    b: |\n      x\n    k: v\n\ne: 1\n")]
    [InlineData("a:\r\n  b: 1\r\n", "a:\r\n  b: 1\r\n  k: v\r\n")]
    [InlineData("x: &x {k: 1}\na:\n  <<: *x\n", "x: &x {k: 1}\na:\n  <<: *x\n  k: v\n")]
    public void AddKey_GoesBehindTheLastOne(string text, string expected) => Assert.Equal(expected, Apply(text, new Edit.AddKey(Path("a"), "k", NewNode.Text("v"))));

    [Theory]
    [InlineData("a:\n  # above\n  b: 1 # c\n  d: 2\n", "a:\n  # above\n  d: 2\n")]
    [InlineData("a:\n  d: 2\n  b:\n    - 1\n    - 2\n\n# e\nf: 1\n", "a:\n  d: 2\n\n# e\nf: 1\n")]
    [InlineData("a:\n  b: 1 # c\ne: 1\n", "a: {}\ne: 1\n")]
    [InlineData("a: {b: 1, d: 2}\n", "a: {d: 2}\n")]
    [InlineData("a: {d: 2, b: 1}\n", "a: {d: 2}\n")]
    [InlineData("a: {b: 1}\n", "a: {}\n")]
    [InlineData("a: {\n  b: 1, # c\n  d: 2\n}\n", "a: {\n  d: 2\n}\n")]
    public void Remove_Key_TakesItsLineAndComment(string text, string expected) => Assert.Equal(expected, Apply(text, new Edit.Remove(Path("a", "b"))));

    [Theory]
    [InlineData("- a: 1\n  b: 2\n", "- b: 2\n")]
    [InlineData("- a: 1 # c\n  # of b\n  b: 2\n", "-\n  # of b\n  b: 2\n")]
    public void Remove_KeyBehindADash_LeavesTheDash(string text, string expected) => Assert.Equal(expected, Apply(text, new Edit.Remove(Path(0, "a"))));

    [Theory]
    [InlineData("a:\n- x # c\n- y\n", 0, "a:\n- y\n")]
    [InlineData("a:\n  - x\n  # of y\n  - y\nb: 1\n", 1, "a:\n  - x\n  # of y\nb: 1\n")]
    [InlineData("a:\n- x\nb: 1\n", 0, "a: []\nb: 1\n")]
    [InlineData("a: [x, y, z]\n", 1, "a: [x, z]\n")]
    [InlineData("a: [x, y,]\n", 1, "a: [x, ]\n")]
    [InlineData("a:\n  -\n    k: - no\n    # c - d\n  - y\n", 1, "a:\n  -\n    k: - no\n    # c - d\n")]
    public void Remove_Item_TakesItsLines(string text, int index, string expected)
    {
        if (text.Contains("- no", StringComparison.Ordinal))
            (text, expected) = (text.Replace("- no", "'- no'", StringComparison.Ordinal), expected.Replace("- no", "'- no'", StringComparison.Ordinal));
        Assert.Equal(expected, Apply(text, new Edit.Remove(Path("a", index))));
    }

    [Theory]
    [InlineData("a:\n  - x\n  # of y\n  - y\n", 1, "a:\n  - x\n  - k: 1\n    l: 2\n  # of y\n  - y\n")]
    [InlineData("a:\n- x\n", 0, "a:\n- k: 1\n  l: 2\n- x\n")]
    [InlineData("a:\n- x # c\nb: 1\n", 1, "a:\n- x # c\n- k: 1\n  l: 2\nb: 1\n")]
    [InlineData("a: []\n", 0, "a: [{k: 1, l: 2}]\n")]
    [InlineData("a: [x]\n", 1, "a: [x, {k: 1, l: 2}]\n")]
    [InlineData("a: [\n  x,\n  y\n]\n", 1, "a: [\n  x,\n  {k: 1, l: 2},\n  y\n]\n")]
    public void InsertItem_StandsLikeItsNeighbours(string text, int index, string expected) =>
        Assert.Equal(expected, Apply(text, new Edit.InsertItem(Path("a"), index, NewNode.Keys(("k", NewNode.Number(1)), ("l", NewNode.Number(2))))));

    [Fact]
    public void Apply_SeveralAtOnce_CountsPlacesAsTheFileWasRead() => Assert.Equal(
        "a:\n  - 0\n  - 9\n  - 3\n  - 4\nb: 2\nc: 3\nd: 4\n",
        Apply("a:\n  - 1\n  - 2\n  - 3\nb: 1\n",
            new Edit.AddKey(Path(), "c", NewNode.Number(3)), new Edit.Remove(Path("a", 1)), new Edit.Set(Path("b"), NewNode.Number(2)),
            new Edit.Set(Path("a", 0), NewNode.Number(0)), new Edit.InsertItem(Path("a"), 1, NewNode.Number(9)),
            new Edit.InsertItem(Path("a"), 3, NewNode.Number(4)), new Edit.AddKey(Path(), "d", NewNode.Number(4))));

    [Fact]
    public void Apply_OneDocumentOfSeveral_LeavesTheOthers()
    {
        Edit edit = new Edit.Set(NodePath.Of(1).Key("a"), NewNode.Number(2));
        Assert.Equal("a: 1\n---\n# c\na: 2\n--- # d\na: 1\n", Apply("a: 1\n---\n# c\na: 1\n--- # d\na: 1\n", edit));
    }

    [Theory]
    [InlineData("x: &x {k: 1}\na: *x\n",
        "f.yaml:2:4 error CM1511 · a.k is written where '&x' stands, and '*x' only points there: the edit would change every place that does. "
            + "Edit it at the anchor, or write the value out here.")]
    [InlineData("x: &x {k: 1}\na: {<<: *x}\n",
        "f.yaml:2:4 error CM1512 · a.k comes from another mapping by `<<`: the edit would change every place that takes it in. "
            + "Add the key 'k' here, which goes before the merged one.")]
    [InlineData("a: &x {k: 1}\nb: *x\n",
        "f.yaml:1:11 error CM1520 · The edit of a.k would also change b.k, because of how the text around it is written (an anchor, a block of text, a comment). "
            + "Edit it by hand.")]
    [InlineData("a: {b: 1}\n", "f.yaml:1:4 error CM1510 · There is no a.k to edit. Allowed: what the file holds.")]
    public void Set_WhatOtherPlacesShare_IsRefusedWithTheReason(string text, string expected) =>
        Assert.Equal(expected, Refusal.Of(Of(text).Apply(new Edit.Set(Path("a", "k"), NewNode.Number(2)))));

    [Fact]
    public void Apply_EditsThatOverlap_AreRefused()
    {
        ManifestFile file = Of("a: {b: 1}\n");
        Edit set = new Edit.Set(Path("a", "b"), NewNode.Number(2));
        Assert.Equal("CM1513", Assert.Single(file.Apply(set, new Edit.Remove(Path("a"))).Said).Id);
        Assert.Equal("CM1513", Assert.Single(file.Apply(set, set).Said).Id);
        Assert.Equal("CM1513", Assert.Single(file.Apply(new Edit.AddKey(Path("a"), "k", NewNode.Nothing), new Edit.AddKey(Path("a"), "k", NewNode.Nothing)).Said).Id);
        Assert.Equal("CM1513", Assert.Single(file.Apply(new Edit.AddKey(Path("a"), "k", NewNode.Nothing), new Edit.Set(Path("a"), NewNode.Nothing)).Said).Id);
    }

    [Fact]
    public void Apply_WhatCannotBe_IsRefused()
    {
        ManifestFile file = Of("a: {b: 1}\nl: [1]\n? c\n: 1\n");
        Assert.Equal("CM1515", IdOf(file.Apply(new Edit.AddKey(Path("a"), "b", NewNode.Nothing))));
        Assert.Equal("CM1514", IdOf(file.Apply(new Edit.AddKey(Path("l"), "b", NewNode.Nothing))));
        Assert.Equal("CM1514", IdOf(file.Apply(new Edit.InsertItem(Path("a"), 0, NewNode.Nothing))));
        Assert.Equal("CM1510", IdOf(file.Apply(new Edit.InsertItem(Path("l"), 2, NewNode.Nothing))));
        Assert.Equal("CM1516", IdOf(file.Apply(new Edit.Remove(Path()))));
        Assert.Equal("CM1517", IdOf(file.Apply(new Edit.Remove(Path("c")))));
        Assert.Equal("CM1510", IdOf(file.Apply(new Edit.Remove(NodePath.Of(1)))));
    }

    [Fact]
    public void Text_WithHalfACharacter_IsNoText() => Assert.Throws<ArgumentException>(() => NewNode.Text("a\uD800b"));

    private static string IdOf(ReadResult<ManifestFile> result) => Assert.Single(Assert.IsType<ReadResult<ManifestFile>.Refused>(result).Diagnostics).Id;

    private static string Apply(string text, params Edit[] edits) => Read(Of(text).Apply(edits)).Source.Text;
}
