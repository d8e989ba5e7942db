using System.Text.RegularExpressions;

namespace Coalmine.Conformance.Fuzzing.Mutations;

/// <summary>Damages the text of a language by its words and signs.</summary>
/// <param name="words">Words and signs of the language that are put in.</param>
internal sealed partial class TokenDamage(IReadOnlyList<string> words)
{
    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "0.99", "1e308", "1e-400", "NaN", "Inf", "-Inf", "0x1F", "9223372036854775807", "99999999999999999999", "1_000", "1e", ".5", "5.",
        "5m", "1ms", "0s", "1y", "300y", "999999999999h", "1h30m", "-5m",
    ];

    /// <summary>One to four tokens are taken out, doubled, exchanged, or replaced by others.</summary>
    public string Apply(string text, Luck luck)
    {
        List<string> tokens = [.. Tokens().Matches(text).Select(match => match.Value)];
        for (int times = luck.OneIn(3) ? 1 + luck.Below(5) : 1; times > 0; times--)
            Damage(tokens, luck);
        return string.Concat(tokens);
    }

    private void Damage(List<string> tokens, Luck luck)
    {
        int at = luck.Below(tokens.Count + 1);
        int length = Math.Min(tokens.Count - at, luck.OneIn(3) ? luck.Below(12) : 1);
        switch (luck.Below(8))
        {
            case 0:
                tokens.RemoveRange(at, length);
                break;
            case 1:
                tokens.InsertRange(at, tokens.GetRange(at, length));
                break;
            case 2 when tokens.Count > 1:
                int other = luck.Below(tokens.Count);
                at = Math.Min(at, tokens.Count - 1);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                int depth = luck.Of([1, 3, 30, 300, 3000]);
                tokens.Insert(at, string.Concat(Enumerable.Repeat(luck.Of(["(", "-", "[", "{", "!", "not ", "sum(", "((1+"]), depth)));
                break;
            case 4 when at < tokens.Count:
                tokens[at] = luck.Of(Numbers);
                break;
            case 5 when at < tokens.Count:
                tokens[at] = luck.Of(words);
                break;
            default:
                tokens.Insert(at, luck.OneIn(3) ? luck.Of(Numbers) : luck.Of(words));
                break;
        }
    }

    [GeneratedRegex("""\s+|[A-Za-z_][A-Za-z0-9_:]*|[0-9][0-9A-Za-z.]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[=!<>|&.?*]{2}|.""", RegexOptions.Singleline)]
    private static partial Regex Tokens();
}
