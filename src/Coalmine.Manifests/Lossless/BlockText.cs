using Coalmine.Manifests.Documents;

namespace Coalmine.Manifests.Lossless;

/// <summary>Writes texts of several lines behind <c>|</c>.</summary>
internal static class BlockText
{
    /// <summary>Whether a text can stand so without counting its spaces: it begins with a letter, and ends with at most one line break.</summary>
    public static bool Fits(string text) =>
        text.Length > 0 && !char.IsWhiteSpace(text[0]) && !text.EndsWith("\n\n", StringComparison.Ordinal) && !text.EndsWith(" \n", StringComparison.Ordinal)
        && !text.Any(letter => letter is not ('\n' or '\t') && ScalarWriter.NeedsEscape(letter));

    /// <summary>The header: <c>|</c>, or <c>|-</c> where no line break ends the text.</summary>
    public static string Header(string text) => text.EndsWith('\n') ? "|" : "|-";

    /// <summary>The lines, each with its indentation; blank ones without; no line break behind the last.</summary>
    public static string Lines(string text, int column, string lineBreak) =>
        string.Join(lineBreak, (text.EndsWith('\n') ? text[..^1] : text).Split('\n').Select(line => line.Length == 0 ? "" : new string(' ', column) + line));

    /// <summary>Writes header and lines.</summary>
    public static bool TryWrite(string text, int column, string lineBreak, out string written)
    {
        written = Fits(text) ? Header(text) + lineBreak + Lines(text, column, lineBreak) : "";
        return written.Length > 0;
    }

    /// <summary>Replaces a text that stands behind <c>|</c> or <c>&gt;</c>; the comment behind its header stays.</summary>
    /// <param name="text">The whole text of the file.</param>
    /// <param name="old">The value that is replaced.</param>
    /// <param name="value">The text that it becomes, which fits.</param>
    /// <param name="parentColumn">The column of what holds it, for where it has no line yet.</param>
    /// <param name="lineBreak">How the file breaks its lines.</param>
    public static TextChange Replace(string text, Node.Scalar old, string value, int parentColumn, string lineBreak)
    {
        int header = old.Span.Start + 1;
        while (header < text.Length && text[header] is '+' or '-' or (>= '0' and <= '9'))
            header++;
        int headerEnd = SpanFinder.LineEnd(text, header);
        int column = parentColumn + 2;
        for (int at = headerEnd; at < old.Span.End; at = SpanFinder.LineEnd(text, at))
        {
            int line = SkipBreak(text, at);
            int end = SpanFinder.LineEnd(text, line);
            if (text.AsSpan(line..end).IsWhiteSpace())
            {
                at = line;
                continue;
            }

            column = line + text.AsSpan(line).IndexOfAnyExcept(' ') - line;
            break;
        }

        string lines = lineBreak + Lines(value, column, lineBreak);
        string last = value.EndsWith('\n') && old.Span.End == text.Length ? lineBreak : "";
        return old.Span.End <= headerEnd
            ? new TextChange(new SourceSpan(old.Span.Start, headerEnd), Header(value) + text[header..headerEnd] + lines + last)
            : new TextChange(old.Span, Header(value) + text[header..headerEnd] + lines + last);
    }

    private static int SkipBreak(string text, int at) => at + (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1);
}
