using System.Globalization;
using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Kubernetes;
using Coalmine.Manifests.Lossless;
using CsCheck;
using Xunit;

namespace Coalmine.Manifests.Tests.Lossless;

/// <summary>Random files and edits: untouched files come back byte for byte, and an edit leaves every other node, comment and character as it was.</summary>
public sealed class EditPropertyTests
{
    private static readonly Gen<uint> Seeds = Gen.Int[0, int.MaxValue].Select(seed => (uint)seed);

    private static readonly NewNode[] Values =
    [
        NewNode.Number(25), NewNode.Text("new"), NewNode.Text("10"), NewNode.Text("a: b # c"), NewNode.Text("l1\n  l2\nl3"), NewNode.Text(" x\n\n"), NewNode.Truth(true),
        NewNode.Nothing, NewNode.Text("ü😀'\""), NewNode.List(NewNode.Number(1), NewNode.Text("t\nu\n")), NewNode.Keys(("p", NewNode.Number(1)), ("q", NewNode.List())),
        NewNode.Number(0.5m), NewNode.Text(""),
    ];

    [Fact]
    public void Load_RandomFiles_GivesTheirBytesAgain() => Seeds.Sample(seed =>
    {
        string text = new RandomText(new PCG(5, seed)).Write();
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(bytes, Files.Read(ManifestFile.Load("f.yaml", bytes)).ToBytes());
    }, iter: 2000, seed: "bytes");

    [Fact]
    public void Span_OfEveryNode_HoldsTheNodeAndNothingElse() => Seeds.Sample(seed =>
    {
        ManifestFile file = Files.Of(new RandomText(new PCG(5, seed)).Write());
        foreach ((NodePath path, Node node) in file.Documents.SelectMany(d => All(NodePath.Of(d.Index), d.Root)))
        {
            string written = file.Source.Text[node.Span.Start..node.Span.End];
            bool isBlock = node is Node.Scalar { Form: ScalarForm.Literal or ScalarForm.Folded };
            Assert.False(written.Length > 0 && (char.IsWhiteSpace(written[0]) || (written[^1] == ' ' && !isBlock)), $"{path}: '{written}'");
            switch (node)
            {
                case { Alias.Length: > 0 }:
                    Assert.Equal("*" + node.Alias, written);
                    break;
                case Node.Scalar { Form: ScalarForm.Plain } plain when !written.Contains('\n', StringComparison.Ordinal):
                    Assert.Equal(plain.Text, written);
                    break;
                case Node.Scalar { Form: ScalarForm.SingleQuoted }:
                    Assert.True(written is ['\'', .., '\''], written);
                    break;
                case Node.Scalar { Form: ScalarForm.DoubleQuoted }:
                    Assert.True(written is ['"', .., '"'], written);
                    break;
                case Node.Mapping { IsFlow: true }:
                    Assert.True(written is ['{', .., '}'], written);
                    break;
                case Node.Sequence { IsFlow: true }:
                    Assert.True(written is ['[', .., ']'], written);
                    break;
                case Node.Sequence:
                    Assert.StartsWith("-", written, StringComparison.Ordinal);
                    break;
            }
        }
    }, iter: 1000, seed: "spans");

    [Fact]
    public void Apply_RandomEdit_ChangesWhatItSaysAndNothingElse()
    {
        int done = 0;
        int refused = 0;
        Seeds.Sample(seed =>
        {
            PCG random = new(5, seed);
            RandomText writer = new(random);
            ManifestFile file = Files.Of(writer.Write());
            Edit edit = RandomEdit(file, random);
            ReadResult<ManifestFile> result = file.Apply(edit);
            if (result is not ReadResult<ManifestFile>.Read { Value: { } edited })
            {
                refused++;
                string id = Assert.Single(result.Said).Id;
                Assert.True((id is "CM1511" or "CM1512" or "CM1516") || (id == "CM1520" && IsHard(file, writer)), $"{result.Said[0]}\n{edit}\n{file.Source.Text}");
                return;
            }

            done++;
            Assert.Equal(Model(file, edit), Model(edited, null));
            AssertCharacters(file, edited.Source.Text, edit);
        }, iter: 5000, seed: "edits");
        Assert.InRange(refused, 0, done / 10);
    }

    [Fact]
    public void Apply_ManyEditsAtOnce_IsTheSameAsTheModel()
    {
        int done = 0;
        Seeds.Sample(seed =>
        {
            PCG random = new(5, seed);
            ManifestFile file = Files.Of(new RandomText(random).Write());
            Edit[] edits = [.. Enumerable.Range(0, 4).Select(_ => RandomEdit(file, random))];
            if (file.Apply(edits) is ReadResult<ManifestFile>.Read read)
            {
                // Paths count as the file was read, which the model of one edit after the other does not know: only values that stay in place.
                done++;
                ManifestFile? one = edits.All(edit => edit is Edit.Set) ? file : null;
                foreach (Edit edit in edits)
                    one = (one?.Apply(edit) as ReadResult<ManifestFile>.Read)?.Value;
                if (one is not null)
                    Assert.Equal(Model(one, null), Model(read.Value, null));
            }
        }, iter: 2000, seed: "several");
        Assert.True(done > 300, $"{done}");
    }

    [Fact]
    public void Apply_EditOfAMutatedFile_GivesAFileOrAReason()
    {
        string[] pieces = ["", " ", "\n", "\t", ":", "- ", "[", "]", "{", "}", "*n0", "&z ", "? ", "'", "\"", "|\n", "#", "---\n", "!!str ", "\r", "\u0085", ", ", "<<: "];
        int done = 0;
        Seeds.Sample(seed =>
        {
            PCG random = new(5, seed);
            string text = new RandomText(random).Write();
            for (uint i = random.Next(3); i < 3; i++)
            {
                int at = (int)random.Next((uint)text.Length + 1);
                text = text[..at] + pieces[random.Next((uint)pieces.Length)] + text[Math.Min(text.Length, at + (int)random.Next(3))..];
            }

            byte[] bytes = Encoding.UTF8.GetBytes(text);
            if (ManifestFile.Load("f.yaml", bytes) is not ReadResult<ManifestFile>.Read { Value: { Documents.Length: > 0 } file })
                return;
            Assert.Equal(bytes, file.ToBytes());
            Edit edit = RandomEdit(file, random);
            if (file.Apply(edit) is ReadResult<ManifestFile>.Read { Value: { } edited })
            {
                done++;
                Assert.Equal(Model(file, edit), Model(edited, null));
            }
        }, iter: 5000, seed: "mutated");
        Assert.True(done > 1000, $"{done}");
    }

    // What is refused lawfully: anchored values that others share, and text blocks or lone line ends that would take in what comes next to them.
    private static bool IsHard(ManifestFile file, RandomText writer) =>
        writer.HasAnchors || file.Documents.SelectMany(d => All(NodePath.Of(d.Index), d.Root)).Any(n => n.Node is Node.Scalar { Form: ScalarForm.Literal or ScalarForm.Folded });

    private static void AssertCharacters(ManifestFile file, string after, Edit edit)
    {
        string before = file.Source.Text;
        Node node = file.Find(edit.At)!;
        int prefix = 0;
        while (prefix < before.Length && prefix < after.Length && before[prefix] == after[prefix])
            prefix++;
        int suffix = 0;
        while (suffix < before.Length - prefix && suffix < after.Length - prefix && before[^(suffix + 1)] == after[^(suffix + 1)])
            suffix++;
        switch (edit)
        {
            case Edit.AddKey or Edit.InsertItem when node is not (Node.Mapping { Entries: [] } or Node.Sequence { Items: [] }):
                Assert.True(prefix + suffix == before.Length, $"{edit}\n{before}\n=====\n{after}");
                break;
            case Edit.Set { Value: NewNode.Scalar } when node is Node.Scalar or { Alias.Length: > 0 }:
                // A block of text without lines gets its first ones behind the comment of its header.
                int end = node is Node.Scalar { Form: ScalarForm.Literal or ScalarForm.Folded } ? before.IndexOf('\n', node.Span.End) : node.Span.End;
                Assert.True(prefix >= node.Span.Start && before.Length - suffix <= Math.Max(end < 0 ? before.Length : end, prefix), $"{edit}\n{before}\n=====\n{after}");
                break;
        }

        // A comment on a line of its own goes only with what it stands within.
        int within = edit is Edit.Set or Edit.Remove ? Comments(before[BeginOf(file, edit)..node.Span.End]) : 0;
        Assert.True(Comments(after) >= Comments(before) - within, $"{edit}\n{before}\n=====\n{after}");
    }

    // Where what is removed or replaced begins: at its key, or at the dash or comma before it.
    private static int BeginOf(ManifestFile file, Edit edit) => edit.At.IsRoot ? 0 : (file.Find(edit.At.Parent), edit.At.Steps[^1]) switch
    {
        (Node.Mapping mapping, { Key: { } key }) => mapping.Find(key)!.Key.Span.Start,
        (Node.Sequence list, { Index: > 0 } step) => SpanFinder.SkipBlanks(file.Source.Text, list.Items[step.Index - 1].Span.End),
        (Node list, _) => list.Span.Start,
        _ => throw new InvalidOperationException(),
    };

    private static int Comments(string text) => text.Split('\n').Count(line => line.Trim() == "# above");

    private static Edit RandomEdit(ManifestFile file, PCG random)
    {
        List<(NodePath Path, Node Node)> all = [.. file.Documents.SelectMany(d => All(NodePath.Of(d.Index), d.Root))];
        (NodePath path, Node node) = all[(int)random.Next((uint)all.Count)];
        NewNode value = Values[random.Next((uint)Values.Length)];
        return (random.Next(4), node) switch
        {
            (0 or 1, Node.Mapping) => new Edit.AddKey(path, "added", value),
            (0 or 1, Node.Sequence list) => new Edit.InsertItem(path, (int)random.Next((uint)list.Items.Length + 1), value),
            (2, _) => new Edit.Remove(path),
            _ => new Edit.Set(path, value),
        };
    }

    private static IEnumerable<(NodePath Path, Node Node)> All(NodePath path, Node node) => node switch
    {
        { Alias.Length: > 0 } => [(path, node)],
        Node.Mapping mapping => mapping.Entries.SelectMany(e => All(path.Key(e.Key.Text), e.Value)).Prepend((path, node)),
        Node.Sequence list => list.Items.SelectMany((item, i) => All(path.Item(i), item)).Prepend((path, node)),
        _ => [(path, node)],
    };

    // What a file says, one line a value, with an edit made on the lines: written apart from the editor's own check.
    private static string Model(ManifestFile file, Edit? edit) =>
        string.Concat(file.Documents.Select(d => Lines(d.Root, NodePath.Of(d.Index), edit)));

    private static string Lines(Node node, NodePath at, Edit? edit)
    {
        if (edit is Edit.Set set && set.At.Equals(at))
            return Lines(set.Value);
        StringBuilder lines = new();
        switch (node)
        {
            case Node.Scalar scalar:
                return string.Create(CultureInfo.InvariantCulture, $"<{ScalarMeaning.Of(scalar).Kind} {scalar.Text}>\n");
            case Node.Sequence list:
                lines.Append("[\n");
                for (int i = 0; i <= list.Items.Length; i++)
                {
                    if (edit is Edit.InsertItem insert && insert.At.Equals(at) && insert.Index == i)
                        lines.Append(Lines(insert.Value));
                    if (i < list.Items.Length && !(edit is Edit.Remove && edit.At.Equals(at.Item(i))))
                        lines.Append(Lines(list.Items[i], at.Item(i), edit));
                }

                return lines.Append("]\n").ToString();
            default:
                lines.Append("{\n");
                foreach (Node.Entry entry in ((Node.Mapping)node).Entries.Where(e => !(edit is Edit.Remove && edit.At.Equals(at.Key(e.Key.Text)))))
                    lines.Append(entry.Key.Text).Append('=').Append(Lines(entry.Value, at.Key(entry.Key.Text), edit));
                if (edit is Edit.AddKey add && add.At.Equals(at))
                    lines.Append(add.Key).Append('=').Append(Lines(add.Value));
                return lines.Append("}\n").ToString();
        }
    }

    private static string Lines(NewNode node) => node switch
    {
        NewNode.Items list => $"[\n{string.Concat(list.Nodes.Select(Lines))}]\n",
        NewNode.Entries keys => $"{{\n{string.Concat(keys.Nodes.Select(entry => $"{entry.Key}={Lines(entry.Value)}"))}}}\n",
        NewNode.Scalar scalar => $"<{(scalar.IsText ? ScalarKind.Text : ScalarMeaning.OfPlain(scalar.Written).Kind)} {scalar.Written}>\n",
        _ => throw new InvalidOperationException(),
    };
}
