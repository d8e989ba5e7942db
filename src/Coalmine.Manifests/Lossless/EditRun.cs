using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;

namespace Coalmine.Manifests.Lossless;

/// <summary>
/// Makes several edits of one file. They are made from the end of the text to its beginning, each on the text that the one before it left, so that no
/// place moves before its turn; at the end the whole file is read again and compared with what was asked for.
/// </summary>
internal sealed class EditRun(ManifestFile file)
{
    private readonly DiagnosticList _said = new(file.Source.File);

    private readonly string _lineBreak = file.Source.Text.AsSpan().IndexOfAny('\n', '\r') is >= 0 and int at && file.Source.Text[at] == '\r'
        ? file.Source.Text.AsSpan(at).StartsWith("\r\n") ? "\r\n" : "\r"
        : "\n";

    /// <summary>Makes the edits, or says why not.</summary>
    public ReadResult<ManifestFile> Apply(IReadOnlyList<Edit> edits)
    {
        List<(Edit Edit, int Place, int Order)> located = [];
        for (int i = 0; i < edits.Count; i++)
        {
            if (TryLocate(file, edits[i], out EditTarget? target))
                located.Add((edits[i], PlaceOf(edits[i], target), i));
        }

        RefuseConflicts(edits);
        if (_said.HasErrors)
            return _said.Refuse<ManifestFile>();

        ManifestFile current = file;
        foreach ((Edit edit, int _, int _) in located.OrderByDescending(edit => edit.Place).ThenBy(edit => RankOf(edit.Edit))
            .ThenBy(edit => edit.Edit is Edit.InsertItem ? -edit.Order : edit.Order))
        {
            if (!TryLocate(current, edit, out EditTarget? target)
                || current.WithText(ChangeOf(current, edit, target).ApplyTo(current.Source.Text)) is not ReadResult<ManifestFile>.Read { Value: { } next })
                return Refuse(edit, edit.At);
            current = next;
        }

        EditTree tree = new();
        foreach (Edit edit in edits)
            tree.Add(edit with { At = Below(edit.At) });
        ImmutableArray<Node> wanted = [.. ((Node.Sequence)tree.Of(new Node.Sequence(TextPosition.Start, [.. file.Documents.Select(d => d.Root)]))).Items];
        NodePath? difference = NodeComparison.FirstDifference(wanted, [.. current.Documents.Select(d => d.Root)]);
        return difference is null ? new DiagnosticList(file.Source.File).Finish(current) : Refuse(edits[0], difference);
    }

    // The documents as items of one list.
    private static NodePath Below(NodePath path)
    {
        NodePath below = NodePath.Of(0).Item(path.Document);
        foreach (PathStep step in path.Steps)
            below = step.Key is { } key ? below.Key(key) : below.Item(step.Index);
        return below;
    }

    private ReadResult<ManifestFile> Refuse(Edit edit, NodePath difference)
    {
        Node? node = file.Find(edit.At);
        DiagnosticList said = new(file.Source.File);
        said.Add(node?.Start ?? TextPosition.Start, Messages.EditChangesMore(edit.At.ToString(), difference.ToString()));
        return said.Refuse<ManifestFile>();
    }

    private static int RankOf(Edit edit) => edit switch { Edit.AddKey => 0, Edit.InsertItem => 2, _ => 1 };

    private static int PlaceOf(Edit edit, EditTarget target) => (edit, target.Node) switch
    {
        (Edit.InsertItem { Index: int index }, Node.Sequence list) when index < list.Items.Length => list.Items[index].Span.Start,
        (Edit.AddKey or Edit.InsertItem, Node node) => node.Span.End,
        (_, Node node) => node.Span.Start,
    };

    private void RefuseConflicts(IReadOnlyList<Edit> edits)
    {
        for (int i = 0; i < edits.Count; i++)
        {
            for (int j = 0; j < edits.Count; j++)
            {
                bool isSame = edits[j].At.Equals(edits[i].At);
                bool clash = i != j && edits[i] is Edit.Set or Edit.Remove && edits[j].At.IsAtOrWithin(edits[i].At)
                    && !(isSame && i > j && edits[j] is Edit.Set or Edit.Remove);
                bool sameKey = isSame && i < j && edits[i] is Edit.AddKey one && edits[j] is Edit.AddKey two && one.Key == two.Key;
                if (clash || sameKey)
                    _said.Add(file.Find(edits[j].At)?.Start ?? TextPosition.Start, Messages.EditsOverlap(edits[i].At.ToString(), edits[j].At.ToString()));
            }
        }
    }

    private bool TryLocate(ManifestFile current, Edit edit, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out EditTarget? target)
    {
        target = edit.At.Document < current.Documents.Length ? EditTarget.Root(current.Documents[edit.At.Document]) : null;
        if (target is null)
            return Say(TextPosition.Start, Messages.NothingToEdit(edit.At.ToString()));
        foreach (PathStep step in edit.At.Steps)
        {
            if (target.Node.Alias.Length > 0)
                return Say(target.Node.Start, Messages.EditThroughAlias(edit.At.ToString(), target.Node.Alias));
            int index = IndexOf(target.Node, step, out bool isMerged);
            if (isMerged)
                return Say(target.Node.Start, Messages.EditOfMergedKey(edit.At.ToString(), step.Key!));
            if (index < 0)
                return Say(target.Node.Start, Messages.NothingToEdit(edit.At.ToString()));
            target = target.Part(index);
        }

        return Allows(edit, target, current.Source.Text);
    }

    private bool Allows(Edit edit, EditTarget target, string text)
    {
        Node node = target.Node;
        if (node.Alias.Length > 0 && edit is Edit.AddKey or Edit.InsertItem)
            return Say(node.Start, Messages.EditThroughAlias(edit.At.ToString(), node.Alias));
        if (edit is Edit.AddKey && node is not Node.Mapping)
            return Say(node.Start, Messages.EditNeeds(edit.At.ToString(), "keys with values", node.Shape));
        if (edit is Edit.AddKey { Key: { } key } && ((Node.Mapping)node).Entries.Any(entry => entry.Key.Text == key && !entry.IsMerged))
            return Say(node.Start, Messages.KeyAlreadyThere(edit.At.ToString(), key));
        if (edit is Edit.InsertItem && node is not Node.Sequence)
            return Say(node.Start, Messages.EditNeeds(edit.At.ToString(), "a list", node.Shape));
        if (edit is Edit.InsertItem { Index: int index } && (index < 0 || index > ((Node.Sequence)node).Items.Length))
            return Say(node.Start, Messages.NothingToEdit(edit.At.Item(Math.Max(0, index)).ToString()));
        if (edit is Edit.Remove && target.Parent is null)
            return Say(node.Start, Messages.RootStays);

        Node? holder = edit switch { Edit.Set => null, Edit.Remove => target.Parent, _ => node };
        return holder is null || IsFlow(holder, target.IsInFlow) ? holder is null || new FlowChanges(text, _lineBreak).IsPlain(holder) || SayForm(holder, edit)
            : new BlockChanges(text, _lineBreak).IsPlain(holder) || SayForm(holder, edit);
    }

    private static bool IsFlow(Node node, bool inFlow) => inFlow || node is Node.Mapping { IsFlow: true } or Node.Sequence { IsFlow: true };

    private TextChange ChangeOf(ManifestFile current, Edit edit, EditTarget target)
    {
        string text = current.Source.Text;
        BlockChanges lines = new(text, _lineBreak);
        FlowChanges flow = new(text, _lineBreak);
        switch (edit)
        {
            case Edit.Set set:
                return SetChange.Of(text, target, set.Value, _lineBreak);
            case Edit.AddKey add:
                return IsFlow(target.Node, target.IsInFlow)
                    ? flow.AddKey(target, add.Key, add.Value)
                    : lines.AddKey((Node.Mapping)target.Node, add.Key, add.Value);
            case Edit.InsertItem insert:
                return IsFlow(target.Node, target.IsInFlow)
                    ? flow.InsertItem(target, insert.Index, insert.Value)
                    : lines.InsertItem((Node.Sequence)target.Node, insert.Index, insert.Value);
            default:
                _ = TryLocate(current, new Edit.Set(edit.At.Parent, NewNode.Nothing), out EditTarget? holder);
                return target.IsInFlow ? flow.Remove(holder!, target.Index) : lines.Remove(holder!, target.Index);
        }
    }

    private static int IndexOf(Node node, PathStep step, out bool isMerged)
    {
        isMerged = false;
        if (step.Key is null)
            return node is Node.Sequence list && step.Index < list.Items.Length ? step.Index : -1;
        if (node is not Node.Mapping mapping)
            return -1;
        isMerged = mapping.Find(step.Key) is { IsMerged: true };
        for (int i = 0; i < mapping.Written.Length; i++)
        {
            if (mapping.Written[i].Key.Text == step.Key)
                return i;
        }

        return -1;
    }

    private bool SayForm(Node holder, Edit edit) => Say(holder.Start, Messages.EditNeedsPlainForm(edit.At.ToString()));

    private bool Say(TextPosition position, Message message)
    {
        _said.Add(position, message);
        return false;
    }
}
