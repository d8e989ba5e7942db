namespace Coalmine.Manifests.Documents;

/// <summary>What is wrong with how a line is indented, told from the lines above it; asked only where the parser has refused the line.</summary>
internal static class Indentation
{
    /// <summary>The line at a complaint, or the one below, that is indented by a tab, from 1; 0 where neither is.</summary>
    public static int LineWithTab(string text, int line)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        return Enumerable.Range(line, 2).FirstOrDefault(each => each <= lines.Length
            && lines[each - 1].AsSpan(0, lines[each - 1].Length - lines[each - 1].AsSpan().TrimStart(" \t").Length).Contains('\t'));
    }

    /// <summary>A sentence without a full stop; nothing where the line stands where one may.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="line">The line's number, from 1.</param>
    public static string? Problem(string text, int line)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        if (line < 2 || line > lines.Length || IsSilent(lines[line - 1]))
            return null;
        string read = lines[line - 1];
        string[] above = [.. lines.Take(line - 1).Where(each => !IsSilent(each))];
        if (above.Length == 0 || above[^1].TrimEnd()[^1] is ':' or ',' or '[' or '{' or '|' or '>')
            return null;
        Stack<int> open = Open(above);
        int indent = Of(read);
        if (open.Contains(indent))
            return null;
        string allowed = string.Join(" or ", open.Distinct());
        return $"this line is indented by {indent} {(indent == 1 ? "space" : "spaces")}, and those above it that it could belong to by {allowed}; "
            + "indent it like one of them";
    }

    // The depths at which keys or items above still stand open, the deepest first.
    private static Stack<int> Open(string[] lines)
    {
        Stack<int> open = new();
        foreach (string line in lines)
        {
            int indent = Of(line);
            while (open.Count > 0 && open.Peek() > indent)
                open.Pop();
            Push(open, indent);

            // Keys of an item go on below its first one, behind the dash.
            for (int at = indent; line.AsSpan(at).StartsWith("- ", StringComparison.Ordinal);)
            {
                at += 2 + Of(line[(at + 2)..]);
                Push(open, at);
            }
        }

        return open;
    }

    private static void Push(Stack<int> open, int indent)
    {
        if (open.Count == 0 || open.Peek() < indent)
            open.Push(indent);
    }

    private static int Of(string line) => line.Length - line.TrimStart(' ').Length;

    private static bool IsSilent(string line) => line.AsSpan().Trim() is [] or ['#', ..];
}
