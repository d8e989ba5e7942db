using Coalmine.Manifests.Documents;

namespace Coalmine.Manifests.Lossless;

/// <summary>Changes of lists and keys that are written within brackets or braces.</summary>
/// <param name="text">The whole text.</param>
/// <param name="lineBreak">How it breaks its lines.</param>
internal sealed class FlowChanges(string text, string lineBreak)
{
    /// <summary>Adds a key behind the last one.</summary>
    public TextChange AddKey(EditTarget target, string key, NewNode value)
    {
        Node.Mapping mapping = (Node.Mapping)target.Node;
        bool quoted = mapping.Written is [.., { Key.Form: ScalarForm.DoubleQuoted }];
        return Insert(target, mapping.Written.Length, Writer(target).WriteFlowEntry(key, value, quoted));
    }

    /// <summary>Inserts an item.</summary>
    public TextChange InsertItem(EditTarget target, int index, NewNode value) => Insert(target, index, Writer(target).WriteFlow(value));

    /// <summary>Writes another value.</summary>
    public static TextChange Replace(EditTarget target, NewNode value) => new(target.Node.Span, Writer(target).WriteFlow(value));

    /// <summary>Removes an entry or an item with its comma.</summary>
    public TextChange Remove(EditTarget holder, int index)
    {
        int count = CountOf(holder.Node);
        int start = StartOf(holder.Node, index);
        int end = EndOf(holder.Node, index);
        int comma = SpanFinder.SkipBlanks(text, end);
        bool hasComma = comma < text.Length && text[comma] == ',';
        if (index == count - 1 && index > 0 && !hasComma)
        {
            // The comma before it goes with it, unless a comment between them would go too; a comma at the end is allowed.
            int before = EndOf(holder.Node, index - 1);
            return TextChange.Cut(text.AsSpan(before..start).Contains('#') ? start : before, end);
        }

        end = hasComma ? comma + 1 : end;
        int blanks = end;
        while (blanks < text.Length && text[blanks] is ' ' or '\t')
            blanks++;
        int lineEnd = SpanFinder.LineEnd(text, blanks);
        int lineStart = SpanFinder.LineStart(text, start);
        if (!text.AsSpan(lineStart..start).IsWhiteSpace())
            return TextChange.Cut(start, hasComma && blanks < lineEnd && text[blanks] != '#' ? blanks : end);

        // It stands on lines of its own: they go, with the comment behind it.
        bool alone = blanks == lineEnd || text[blanks] == '#';
        return alone && lineEnd < text.Length
            ? TextChange.Cut(lineStart, lineEnd + (text[lineEnd] == '\r' && lineEnd + 1 < text.Length && text[lineEnd + 1] == '\n' ? 2 : 1))
            : TextChange.Cut(start, hasComma ? blanks : end);
    }

    /// <summary>Whether it has brackets or braces of its own, which the pair in <c>[a: 1]</c> has not, and no key with an anchor or a tag.</summary>
    public bool IsPlain(Node holder) => text[holder.Span.Start] is '{' or '['
        && (holder is not Node.Mapping mapping || mapping.Written.All(entry => entry.Key is { Anchor: "", Tag: "" }));

    private TextChange Insert(EditTarget target, int index, string written)
    {
        Node holder = target.Node;
        int count = CountOf(holder);
        if (count == 0)
        {
            SourceSpan inside = new(holder.Span.Start + 1, holder.Span.End - 1);
            return text.AsSpan(inside.Start..inside.End).IsWhiteSpace() ? new TextChange(inside, written) : TextChange.Insert(inside.Start, written);
        }

        int neighbour = StartOf(holder, Math.Min(index, count - 1));
        int lineStart = SpanFinder.LineStart(text, neighbour);

        // Items on lines of their own get neighbours on lines of their own.
        string gap = text.AsSpan(lineStart..neighbour).IsWhiteSpace() ? lineBreak + text[lineStart..neighbour] : " ";
        return index < count ? TextChange.Insert(neighbour, $"{written},{gap}") : TextChange.Insert(EndOf(holder, count - 1), $",{gap}{written}");
    }

    private int StartOf(Node holder, int index)
    {
        if (index == 0)
            return SpanFinder.SkipBlanks(text, holder.Span.Start + 1);
        int comma = SpanFinder.SkipBlanks(text, EndOf(holder, index - 1));
        return SpanFinder.SkipBlanks(text, Math.Min(comma + 1, text.Length));
    }

    private static int EndOf(Node holder, int index) =>
        holder is Node.Mapping mapping ? mapping.Written[index].Value.Span.End : ((Node.Sequence)holder).Items[index].Span.End;

    private static int CountOf(Node holder) => holder is Node.Mapping mapping ? mapping.Written.Length : ((Node.Sequence)holder).Items.Length;

    private static NodeWriter Writer(EditTarget target) => new("\n", target.WritesJson);
}
