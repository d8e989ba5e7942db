using Coalmine.Manifests.Documents;

namespace Coalmine.Manifests.Lossless;

/// <summary>Changes of lists and keys that are written over lines, by indentation.</summary>
/// <param name="text">The whole text.</param>
/// <param name="lineBreak">How it breaks its lines.</param>
internal sealed class BlockChanges(string text, string lineBreak)
{
    /// <summary>Adds a key behind the last one.</summary>
    public TextChange AddKey(Node.Mapping mapping, string key, NewNode value)
    {
        int column = ColumnOf(mapping.Span.Start);
        int place = SpanFinder.LineEnd(text, mapping.Span.End);
        NodeWriter writer = WriterBefore(place);
        return TextChange.Insert(place, writer.Break(column) + writer.WriteEntry(key, value, column));
    }

    /// <summary>Inserts an item: before the first one, or behind the one before it, so that comments above an item stay with it.</summary>
    public TextChange InsertItem(Node.Sequence list, int index, NewNode value)
    {
        int column = ColumnOf(list.Span.Start);
        int place = index == 0 ? list.Span.Start : SpanFinder.LineEnd(text, list.Items[index - 1].Span.End);
        NodeWriter writer = WriterBefore(place);
        string item = writer.WriteItem(value, column);
        return TextChange.Insert(place, index == 0 ? item + writer.Break(column) : writer.Break(column) + item);
    }

    /// <summary>Removes an entry of a mapping or an item of a list, or makes them empty where it is the only one.</summary>
    public TextChange Remove(EditTarget holder, int index)
    {
        int count = holder.Node is Node.Mapping mapping ? mapping.Written.Length : ((Node.Sequence)holder.Node).Items.Length;
        if (count == 1)
            return Empty(holder);

        int start = StartOf(holder.Node, index);
        int lineEnd = SpanFinder.LineEnd(text, EndOf(holder.Node, index));
        int lineStart = SpanFinder.LineStart(text, start);
        if (text.AsSpan(lineStart..start).IsWhiteSpace())
            return TextChange.Cut(lineStart, NextLine(lineEnd));
        int next = index + 1 < count ? StartOf(holder.Node, index + 1) : lineEnd;

        // It stands behind a dash: the next one takes its place there, or stays on its line with the comments above it.
        if (text.AsSpan(lineEnd..next).IsWhiteSpace())
            return TextChange.Cut(start, next);
        while (start > lineStart && text[start - 1] == ' ')
            start--;
        return TextChange.Cut(start, lineEnd);
    }

    /// <summary>Writes another value where one of the two is a list or keys.</summary>
    public TextChange Replace(EditTarget target, NewNode value)
    {
        SourceSpan span = target.Node.Span;
        NodeWriter writer = WriterBefore(span.End);
        bool isNewBlock = value is NewNode.Items { Nodes.IsEmpty: false } or NewNode.Entries { Nodes.IsEmpty: false };
        if (target.Parent is not Node.Mapping mapping)
        {
            int at = ColumnOf(span.Start);
            string gap = span.Length == 0 ? " " : "";
            return new TextChange(span, gap + writer.WriteBlock(value, at + gap.Length));
        }

        int column = ColumnOf(mapping.Span.Start);
        int colon = AfterColon(target);
        if (colon >= 0 && (!isNewBlock || !IsFirstOnLine(span.Start)))
            return new TextChange(new SourceSpan(colon, span.End), writer.WriteValue(value, column));

        // What stands between the key and the value stays: comments, an anchor.
        int own = ColumnOf(span.Start);
        int wanted = Math.Max(own, value is NewNode.Items && own == column ? own : column + 2);
        return IsFirstOnLine(span.Start)
            ? new TextChange(span, new string(' ', wanted - own) + writer.WriteBlock(value, wanted))
            : new TextChange(span, isNewBlock ? writer.Break(column + 2) + writer.WriteBlock(value, column + 2) : writer.WriteBlock(value, column + 2));
    }

    /// <summary>Whether an entry or item can be changed by lines: keys with <c>?</c>, anchors or tags of their own cannot.</summary>
    public bool IsPlain(Node holder) => holder is not Node.Mapping mapping
        || mapping.Written.All(entry => entry.Key is { Anchor: "", Tag: "" } && !IsExplicit(entry.Key.Span.Start));

    // A block of text would take in a comment that follows it, on its last line or indented below it, and loses its line break at the end of the file.
    private NodeWriter WriterBefore(int place)
    {
        int lineEnd = SpanFinder.LineEnd(text, place);
        int next = lineEnd;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        bool comment = text.AsSpan(place..lineEnd).Contains('#') || (next < text.Length && text[next] == '#' && ColumnOf(next) > 0);
        return new NodeWriter(lineBreak, quotes: false, oneLineTexts: comment || lineEnd == text.Length);
    }

    private TextChange Empty(EditTarget holder)
    {
        string nothing = holder.Node is Node.Mapping ? "{}" : "[]";
        SourceSpan span = holder.Node.Span;
        int lineEnd = SpanFinder.LineEnd(text, span.End);
        int colon = holder.Parent is Node.Mapping ? AfterColon(holder) : -1;
        if (colon >= 0)
            return new TextChange(new SourceSpan(colon, lineEnd), " " + nothing);

        // A list may stand below its key without indentation, brackets may not.
        int missing = holder.Parent is Node.Mapping parent && IsFirstOnLine(span.Start) ? ColumnOf(parent.Span.Start) + 1 - ColumnOf(span.Start) : 0;
        return new TextChange(new SourceSpan(span.Start, lineEnd), new string(' ', Math.Max(0, missing)) + nothing);
    }

    // Behind the colon of the target's key, where nothing but white space lies between it and the value; else -1.
    private int AfterColon(EditTarget target)
    {
        int at = SpanFinder.SkipBlanks(text, target.Key!.Span.End);
        if (at >= text.Length || text[at] != ':')
            return -1;
        at++;
        return at <= target.Node.Span.Start && text.AsSpan(at..target.Node.Span.Start).IsWhiteSpace() ? at : -1;
    }

    private int StartOf(Node holder, int index) => holder switch
    {
        Node.Mapping mapping => mapping.Written[index].Key.Span.Start,
        Node.Sequence list => index == 0 ? list.Span.Start : SpanFinder.SkipBlanks(text, list.Items[index - 1].Span.End),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static int EndOf(Node holder, int index) =>
        holder is Node.Mapping mapping ? mapping.Written[index].Value.Span.End : ((Node.Sequence)holder).Items[index].Span.End;

    private bool IsExplicit(int start)
    {
        int at = start;
        while (at > 0 && text[at - 1] is ' ' or '\t')
            at--;
        return at > 0 && at < start && text[at - 1] == '?';
    }

    private bool IsFirstOnLine(int at) => text.AsSpan(SpanFinder.LineStart(text, at)..at).IsWhiteSpace();

    private int ColumnOf(int at) => at - SpanFinder.LineStart(text, at);

    private int NextLine(int lineEnd) => lineEnd == text.Length ? lineEnd
        : lineEnd + (text[lineEnd] == '\r' && lineEnd + 1 < text.Length && text[lineEnd + 1] == '\n' ? 2 : 1);
}
