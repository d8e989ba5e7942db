using System.Text;
using System.Text.RegularExpressions;

namespace Coalmine.Rollouts.Conditions.Values;

/// <summary>
/// Regular expressions of Go's package regexp (RE2) on .NET's engine without backtracking, which is linear too. Where the two read a pattern differently it
/// is rewritten; what cannot be is refused and never read differently.
/// </summary>
internal static class GoRegex
{
    private const string Words = "0-9A-Za-z_";
    private const string Spaces = "\\t\\n\\f\\r ";

    /// <summary>Compiles a pattern.</summary>
    /// <returns>Null where the pattern is wrong, or cannot be had here.</returns>
    public static Regex? Compile(string pattern)
    {
        try
        {
            return Translate(pattern) is { } translated
                ? new Regex(translated, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)
                : null;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string? Translate(string pattern)
    {
        var text = new StringBuilder(pattern.Length + 8);
        bool isInClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            char letter = pattern[i];
            if (letter == '\\')
            {
                if (++i >= pattern.Length || Escape(pattern[i], isInClass) is not { } escape)
                    return null;
                text.Append(escape);
            }
            else if (isInClass)
            {
                // [:alpha:] and, in .NET only, the subtraction a-[b].
                if (letter == '[')
                    return null;
                isInClass = letter != ']';
                text.Append(letter);
            }
            else if (letter == '[')
            {
                isInClass = true;
                text.Append(letter);
                i = CopyFirstOfClass(pattern, i, text);
            }
            else if (letter == '(' && pattern.AsSpan(i).StartsWith("(?P<"))
            {
                text.Append("(?<");
                i += 3;
            }
            else
            {
                // Without the flag m, Go's dollar is the very end; .NET's is also before a last line feed.
                text.Append(letter == '$' ? "\\z" : letter.ToString());
            }
        }

        return isInClass || text.ToString().Contains("(?m", StringComparison.Ordinal) ? null : text.ToString();
    }

    // A closing bracket that comes first in a class is a member of it.
    private static int CopyFirstOfClass(string pattern, int at, StringBuilder text)
    {
        if (at + 1 < pattern.Length && pattern[at + 1] == '^')
            text.Append(pattern[++at]);
        if (at + 1 < pattern.Length && pattern[at + 1] == ']')
        {
            text.Append("\\]");
            at++;
        }

        return at;
    }

    // Go's classes are of ASCII.
    private static string? Escape(char letter, bool isInClass) => letter switch
    {
        'd' => isInClass ? "0-9" : "[0-9]",
        'w' => isInClass ? Words : $"[{Words}]",
        's' => isInClass ? Spaces : $"[{Spaces}]",
        'D' when !isInClass => "[^0-9]",
        'W' when !isInClass => $"[^{Words}]",
        'S' when !isInClass => $"[^{Spaces}]",
        'A' or 'z' or 'b' or 'B' when !isInClass => $"\\{letter}",
        'a' or 'f' or 't' or 'n' or 'r' or 'v' => $"\\{letter}",
        '_' => "_",
        _ when letter < 128 && !char.IsAsciiLetterOrDigit(letter) => $"\\{letter}",
        _ => null,
    };
}
