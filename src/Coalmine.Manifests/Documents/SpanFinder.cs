using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Coalmine.Manifests.Documents;

/// <summary>
/// Finds what was written for a node. The parser's marks are exact at the beginning of every event and at the end of quoted and plain scalars and of
/// brackets; they run over blank lines and into the next line behind block scalars and block collections (YamlDotNet 18.1), and stand at the next token for
/// some values of which nothing is written.
/// </summary>
internal static class SpanFinder
{
    private static readonly System.Buffers.SearchValues<char> PropertyEnds = System.Buffers.SearchValues.Create(" \t\r\n,[]{}");

    /// <summary>The span of a scalar.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="scalar">The parser's event.</param>
    /// <param name="before">The end of what was written before it.</param>
    public static SourceSpan Of(string text, Scalar scalar, int before)
    {
        int start = ContentStart(text, scalar);
        int end = Within(text, scalar.End);
        if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
            return new SourceSpan(start, BlockEnd(text, start, end));
        if (scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted)
            return new SourceSpan(start, Trimmed(text, start, end));
        if (scalar.Value.Length > 0)
            return new SourceSpan(start, Trimmed(text, start, end));
        int place = HasProperties(scalar) ? PropertiesEnd(text, scalar) : PlaceOfNothing(text, Within(text, scalar.Start), before);
        return new SourceSpan(place, place);
    }

    /// <summary>The place behind a closing bracket or brace, whose event begins at it and, in YamlDotNet 18.1, also ends there.</summary>
    public static int Closed(string text, ParsingEvent end)
    {
        int at = Within(text, end.Start);
        return at < text.Length && text[at] is ']' or '}' ? at + 1 : at;
    }

    /// <summary>Where the content of a node begins, behind its anchor and tag.</summary>
    public static int ContentStart(string text, NodeEvent node)
    {
        int start = Within(text, node.Start);
        return HasProperties(node) ? SkipBlanks(text, PropertiesEnd(text, node)) : start;
    }

    /// <summary>The next place from here that is neither white space, nor line break, nor in a comment.</summary>
    public static int SkipBlanks(string text, int from)
    {
        int at = from;
        while (at < text.Length)
        {
            if (text[at] == '#' && (at == 0 || char.IsWhiteSpace(text[at - 1])))
                at = LineEnd(text, at);
            else if (char.IsWhiteSpace(text[at]))
                at++;
            else
                break;
        }

        return at;
    }

    /// <summary>The end of the line of a place, without its line break.</summary>
    public static int LineEnd(string text, int from)
    {
        int end = text.AsSpan(from).IndexOfAny('\n', '\r');
        return end < 0 ? text.Length : from + end;
    }

    /// <summary>The beginning of the line of a place.</summary>
    public static int LineStart(string text, int from) => text.AsSpan(0, from).LastIndexOfAny('\n', '\r') + 1;

    /// <summary>A mark as a place in the text.</summary>
    public static int Within(string text, in Mark mark) => (int)Math.Clamp(mark.Index, 0, text.Length);

    private static bool HasProperties(NodeEvent node) => !node.Anchor.IsEmpty || !node.Tag.IsEmpty;

    // Anchors and tags stand before the content in either order and end at white space.
    private static int PropertiesEnd(string text, NodeEvent node)
    {
        int at = Within(text, node.Start);
        int end = at;
        while (at < text.Length && text[at] is '&' or '!')
        {
            int length = text.AsSpan(at).IndexOfAny(PropertyEnds);
            end = length < 0 ? text.Length : at + length;
            at = SkipBlanks(text, end);
        }

        return end;
    }

    private static int Trimmed(string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return end;
    }

    // Blank lines at the end belong to the value only where the header says `+`; the last line break never counts as written for it.
    private static int BlockEnd(string text, int start, int end)
    {
        int header = start + 1;
        while (header < text.Length && text[header] is '+' or '-' or (>= '0' and <= '9'))
            header++;
        int firstLine = LineEnd(text, header);
        if (end <= firstLine)
            return header;

        bool keeps = text.AsSpan(start, header - start).Contains('+');
        int lastLine = LineStart(text, end);
        int cut = text.AsSpan(lastLine..end).IsWhiteSpace() ? BeforeBreak(text, lastLine) : end;
        while (!keeps && cut > firstLine && text.AsSpan(LineStart(text, cut)..cut).IsWhiteSpace())
            cut = BeforeBreak(text, LineStart(text, cut));
        return cut <= firstLine ? header : cut;
    }

    private static int BeforeBreak(string text, int lineStart) =>
        lineStart == 0 ? 0 : lineStart >= 2 && text[lineStart - 1] == '\n' && text[lineStart - 2] == '\r' ? lineStart - 2 : lineStart - 1;

    private static int PlaceOfNothing(string text, int mark, int before)
    {
        if (mark > 0 && text[mark - 1] is ':' or '-' or '?')
            return mark;
        int indicator = SkipBlanks(text, before);
        return indicator < mark && text[indicator] is ':' or '-' or '?' ? indicator + 1 : Math.Min(before, mark);
    }
}
