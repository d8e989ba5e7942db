using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Kubernetes;

namespace Coalmine.Manifests.Lossless;

/// <summary>Edits by their places, and what nodes say once they are made: the yardstick for the text that comes out.</summary>
internal sealed class EditTree
{
    private readonly Dictionary<PathStep, EditTree> _parts = [];
    private readonly List<Edit> _here = [];

    /// <summary>Adds an edit.</summary>
    public void Add(Edit edit, int step = 0)
    {
        if (step == edit.At.Steps.Length)
        {
            _here.Add(edit);
            return;
        }

        PathStep next = edit.At.Steps[step];
        if (!_parts.TryGetValue(next, out EditTree? part))
            _parts[next] = part = new EditTree();
        part.Add(edit, step + 1);
    }

    /// <summary>What a node becomes.</summary>
    public Node Of(Node node)
    {
        if (_here.OfType<Edit.Set>().FirstOrDefault() is { } set)
            return node.Alias.Length > 0 ? Made(set.Value) : Tagged(Made(set.Value) with { Anchor = node.Anchor }, node.Tag);
        return node switch
        {
            Node.Mapping mapping => OfMapping(mapping),
            Node.Sequence list => OfList(list),
            _ => node,
        };
    }

    private bool Removes => _here.Any(edit => edit is Edit.Remove);

    private Node.Mapping OfMapping(Node.Mapping mapping)
    {
        List<Node.Entry> entries = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (Node.Entry entry in mapping.Entries.Where(entry => !entry.IsMerged))
        {
            EditTree? part = _parts.GetValueOrDefault(new PathStep(entry.Key.Text, 0));
            if (part is { Removes: true })
                continue;
            entries.Add(part is null ? entry : entry with { Value = part.Of(entry.Value) });
            known.Add(entry.Key.Text);
        }

        foreach (Edit.AddKey added in _here.OfType<Edit.AddKey>())
        {
            entries.Add(new Node.Entry(new Node.Scalar(TextPosition.Start, added.Key) { Form = ScalarForm.DoubleQuoted }, Made(added.Value)));
            known.Add(added.Key);
        }

        entries.AddRange(mapping.Entries.Where(entry => entry.IsMerged && !known.Contains(entry.Key.Text)));
        return mapping with { Entries = [.. entries] };
    }

    private Node.Sequence OfList(Node.Sequence list)
    {
        List<Node> items = [];
        for (int i = 0; i <= list.Items.Length; i++)
        {
            items.AddRange(_here.OfType<Edit.InsertItem>().Where(edit => edit.Index == i).Select(edit => Made(edit.Value)));
            if (i == list.Items.Length || _parts.GetValueOrDefault(new PathStep(null, i)) is { Removes: true })
                continue;
            items.Add(_parts.TryGetValue(new PathStep(null, i), out EditTree? part) ? part.Of(list.Items[i]) : list.Items[i]);
        }

        return list with { Items = [.. items] };
    }

    // A tag that stays must not make something else of the new value: then the text that comes out, which has it, differs from what is wanted.
    private static Node Tagged(Node made, string tag)
    {
        Node tagged = made with { Tag = tag };
        return made is Node.Scalar wanted && ScalarMeaning.Of(wanted).Kind != ScalarMeaning.Of((Node.Scalar)tagged).Kind ? made : tagged;
    }

    private static Node Made(NewNode node) => node switch
    {
        NewNode.Scalar scalar => new Node.Scalar(TextPosition.Start, scalar.Written) { Form = scalar.IsText ? ScalarForm.DoubleQuoted : ScalarForm.Plain },
        NewNode.Items list => new Node.Sequence(TextPosition.Start, [.. list.Nodes.Select(Made)]),
        NewNode.Entries keys => new Node.Mapping(TextPosition.Start, [.. keys.Nodes.Select(entry => new Node.Entry(
            new Node.Scalar(TextPosition.Start, entry.Key) { Form = ScalarForm.DoubleQuoted }, Made(entry.Value)))]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
