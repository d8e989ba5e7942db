using Coalmine.Conformance.Fuzzing.Mutations;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>Edits somewhere in a file: they are made or refused, and what is made can be read again.</summary>
internal static class RandomEdits
{
    private const int MostDepth = 6;

    /// <summary>Makes a few edits, one after another.</summary>
    public static void Try(ManifestFile file, Luck luck)
    {
        if (file.Documents.IsEmpty)
            return;
        for (int i = 0; i < 3; i++)
            Apply(file, [One(file, luck)]);
        Apply(file, [One(file, luck), One(file, luck)]);
    }

    /// <summary>Makes edits together and reads the result again.</summary>
    /// <exception cref="FoundException">It cannot be read, or it is other than was made.</exception>
    public static void Apply(ManifestFile file, IReadOnlyList<Edit> edits)
    {
        ReadResult<ManifestFile> made = file.Apply(edits);
        if (made is not ReadResult<ManifestFile>.Read { Value: var edited })
        {
            new Places(file.Source.File, file.Source.Text).HoldRefusal(made.Said);
            return;
        }

        byte[] bytes = edited.ToBytes();
        if (ManifestFile.Load(file.Source.File, bytes) is not ReadResult<ManifestFile>.Read again)
            throw new FoundException($"an edited file cannot be read: {string.Join("; ", edits)}");
        if (!again.Value.ToBytes().AsSpan().SequenceEqual(bytes))
            throw new FoundException($"an edited file is written back otherwise: {string.Join("; ", edits)}");
    }

    private static Edit One(ManifestFile file, Luck luck)
    {
        int document = luck.Below(file.Documents.Length);
        NodePath path = NodePath.Of(document);
        Node node = file.Documents[document].Root;
        for (int depth = luck.Below(MostDepth); depth > 0; depth--)
            switch (node)
            {
                case Node.Mapping { Entries.IsEmpty: false } mapping:
                    Node.Entry entry = luck.Of(mapping.Entries);
                    (path, node) = (path.Key(entry.Key.Text), entry.Value);
                    break;
                case Node.Sequence { Items.IsEmpty: false } list:
                    int index = luck.Below(list.Items.Length);
                    (path, node) = (path.Item(index), list.Items[index]);
                    break;
            }

        return luck.Below(5) switch
        {
            0 => new Edit.Set(path, Value(luck)),
            1 when !path.IsRoot => new Edit.Remove(path),
            2 => new Edit.AddKey(path, luck.Of(["x", "a b", "name", "<<", "", "- y", "k: v", "#"]), Value(luck)),
            3 => new Edit.InsertItem(path, luck.Below(4), Value(luck)),
            _ => new Edit.Set(path, NewNode.Text(luck.Of(HostileScalars.All))),
        };
    }

    private static NewNode Value(Luck luck) => luck.Below(8) switch
    {
        0 => NewNode.Text(luck.Of(HostileScalars.All)),
        1 => NewNode.Text("two\nlines\n  and # more: of it"),
        2 => NewNode.Number(luck.Below(1000) - 500),
        3 => NewNode.Number(0.25m),
        4 => NewNode.Truth(luck.OneIn(2)),
        5 => NewNode.Nothing,
        6 => NewNode.List(NewNode.Number(1), NewNode.Text(luck.Of(HostileScalars.All))),
        _ => NewNode.Keys(("a", NewNode.Text(luck.Of(HostileScalars.All))), ("b: c", NewNode.List())),
    };
}
