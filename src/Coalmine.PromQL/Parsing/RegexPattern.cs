using System.Text;
using System.Text.RegularExpressions;

namespace Coalmine.PromQL.Parsing;

/// <summary>
/// Compiles the RE2 patterns of matchers with .NET's linear-time engine: fully anchored, <c>.</c> matching a newline in Prometheus 3.x only,
/// perl classes in ASCII. The two syntaxes are nearly the same; what differs is rewritten or refused, never read in another sense.
/// RE2 syntax: github.com/google/re2/wiki/Syntax, as Go's regexp/syntax takes it.
/// </summary>
internal static class RegexPattern
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>Matches no text at all: the pattern of a matcher that has none.</summary>
    public static Regex Nothing { get; } = new("[^\\s\\S]", Options);

    /// <summary>Compiles a pattern, or says why it cannot be.</summary>
    public static bool TryCompile(string pattern, PromQLMode mode, out AnchoredPattern compiled, out string reason)
    {
        var names = new List<string>();
        compiled = new AnchoredPattern(Nothing, names);
        if (!TryTranslate(pattern, names, out string translated, out reason))
            return false;
        try
        {
            string dot = mode == PromQLMode.V3 ? "s" : "";
            compiled = new AnchoredPattern(new Regex($@"\A(?{dot}:{translated})\z", Options), names);
            return true;
        }
        catch (RegexParseException bad)
        {
            reason = $"the pattern does not parse: {bad.Error}";
        }
        catch (NotSupportedException)
        {
            reason = "look-around, back-references, atomic groups and patterns too large for linear time are not part of RE2";
        }

        return false;
    }

    private static bool TryTranslate(string pattern, List<string> names, out string translated, out string reason)
    {
        var output = new StringBuilder(pattern.Length + 8);
        translated = reason = "";
        bool inClass = false;
        int classBody = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == '\\')
            {
                if (i + 1 == pattern.Length)
                    return Refuse("the pattern ends in a backslash", out reason);
                if (!TryEscape(pattern[++i], inClass, output))
                    return Refuse($"\\{pattern[i]} is not supported in patterns", out reason);
            }
            else if (inClass)
            {
                if (c == '[' && i + 1 < pattern.Length && pattern[i + 1] == ':')
                {
                    if (!NamedClass.TryFind(pattern, ref i, out string members))
                        return Refuse("of the named classes only those of ASCII such as [[:alpha:]] are supported in patterns", out reason);
                    output.Append(members);
                    continue;
                }

                inClass = c != ']' || i == classBody;
                // A bracket inside a class is a plain character to RE2 and the start of a subtraction to .NET.
                output.Append(c == '[' ? "\\[" : c == ']' && inClass ? "\\]" : c.ToString());
            }
            else if (c == '(' && i + 1 < pattern.Length && pattern[i + 1] == '?')
            {
                if (!TryGroup(pattern, names, ref i, output))
                    return Refuse("of the groups that start with (? only (?:, (?P<name>, (?i) and (?s) are supported", out reason);
            }
            else
            {
                inClass = c == '[';
                if (c == '(')
                    names.Add("");
                classBody = i + 1;
                if (inClass && i + 1 < pattern.Length && pattern[i + 1] == '^')
                {
                    output.Append(c);
                    c = pattern[++i];
                    classBody++;
                }

                // RE2's $ is the end of the text; .NET's also stands before a last newline.
                output.Append(c == '$' && !inClass ? "\\z" : c.ToString());
            }
        }

        translated = output.ToString();
        return true;
    }

    private static bool TryEscape(char c, bool inClass, StringBuilder output)
    {
        switch (c)
        {
            case 'd': output.Append(inClass ? "0-9" : "[0-9]"); return true;
            case 'w': output.Append(inClass ? "0-9A-Za-z_" : "[0-9A-Za-z_]"); return true;
            case 's': output.Append(inClass ? "\\t\\n\\f\\r " : "[\\t\\n\\f\\r ]"); return true;
            case '_': output.Append(c); return true;
            case 'D' when !inClass: output.Append("[^0-9]"); return true;
            case 'W' when !inClass: output.Append("[^0-9A-Za-z_]"); return true;
            case 'S' when !inClass: output.Append("[^\\t\\n\\f\\r ]"); return true;
            case 'A' or 'z' when !inClass:
            case 'a' or 'f' or 't' or 'n' or 'r' or 'v':
            case var other when !char.IsAsciiLetterOrDigit(other) && other != '_':
                output.Append('\\').Append(c);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Named groups become plain ones: .NET would number them behind all others.</summary>
    private static bool TryGroup(string pattern, List<string> names, ref int i, StringBuilder output)
    {
        int end = i + 2;
        int name = pattern.AsSpan(end).StartsWith("P<") ? end + 2 : -1;
        if (name >= 0)
        {
            int close = pattern.IndexOf('>', name);
            if (close <= name || !pattern.AsSpan(name, close - name).ContainsOnlyWord())
                return false;
            names.Add(pattern[name..close]);
            output.Append('(');
            i = close;
            return true;
        }

        while (end < pattern.Length && pattern[end] is 'i' or 's' or '-')
            end++;
        if (end == pattern.Length || pattern[end] is not (':' or ')'))
            return false;
        output.Append(pattern, i, end - i + 1);
        i = end;
        return true;
    }

    private static bool ContainsOnlyWord(this ReadOnlySpan<char> name)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
                return false;
        }

        return true;
    }

    private static bool Refuse(string why, out string reason)
    {
        reason = why;
        return false;
    }
}
