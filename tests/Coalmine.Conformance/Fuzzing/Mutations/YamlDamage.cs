using System.Text;

namespace Coalmine.Conformance.Fuzzing.Mutations;

/// <summary>Damages YAML along its structure: most results are still YAML, and still look like what they were.</summary>
internal static class YamlDamage
{
    private static readonly Func<List<string>, Luck, int>[] Kinds =
    [
        Alike, Alike, Alike, Alike, Alike, Alike, Alike, Alike, Scalar, Scalar, Scalar, Scalar,
        Delete, Delete, Double, Swap, Move, Indent, Anchor, Alias, Merge, Tag, Block, Flow, Rename, Comment, Nest, Separate, Quote,
    ];

    /// <summary>One to three damages; seldom also other line ends, a byte order mark or a very long line.</summary>
    public static string Apply(string text, Luck luck)
    {
        List<string> lines = [.. text.Split('\n')];
        for (int times = luck.OneIn(3) ? 1 + luck.Below(4) : 1; times > 0; times--)
            luck.Of(Kinds)(lines, luck);
        string end = luck.Below(20) switch
        {
            0 => "\r\n",
            1 => "\r",
            _ => "\n",
        };
        string damaged = string.Join(end, lines);
        return luck.Below(60) switch
        {
            0 => "\uFEFF" + damaged,
            1 => damaged + "\nlong: " + new string('x', 70_000),
            2 => damaged.Replace("  ", "\t", StringComparison.Ordinal),
            3 => damaged.TrimEnd(),
            _ => damaged,
        };
    }

    /// <summary>Other values of the same kinds in up to four lines: the structure stays.</summary>
    public static string Values(string text, Luck luck)
    {
        List<string> lines = [.. text.Split('\n')];
        for (int times = 1 + luck.Below(4); times > 0; times--)
            Alike(lines, luck);
        return string.Join('\n', lines);
    }

    private static int Pick(List<string> lines, Luck luck) => luck.Below(Math.Max(1, lines.Count));

    private static int IndentOf(string line) => line.Length - line.TrimStart(' ').Length;

    // A line and all below it that are indented more deeply; a list's item under a key may stand as deep as the key.
    private static int EndOf(List<string> lines, int at)
    {
        int indent = IndentOf(lines[at]);
        int end = at + 1;
        while (end < lines.Count && (lines[end].Length == 0 || IndentOf(lines[end]) > indent))
            end++;
        return end;
    }

    private static int Line(List<string> lines, Luck luck, Func<string, string> change)
    {
        if (lines.Count == 0)
            lines.Add("");
        int at = Pick(lines, luck);
        lines[at] = change(lines[at]);
        return at;
    }

    // The place where the value of a line begins: behind "key: " or "- ".
    private static int ValueAt(string line)
    {
        int key = line.IndexOf(": ", StringComparison.Ordinal);
        if (key >= 0)
            return key + 2;
        int item = line.IndexOf("- ", StringComparison.Ordinal);
        return item >= 0 ? item + 2 : line.EndsWith(':') ? line.Length : IndentOf(line);
    }

    private static int Change(List<string> lines, Luck luck, Func<string, string> value) =>
        Line(lines, luck, line => line[..ValueAt(line)] + (line.EndsWith(':') ? " " : "") + value(line[ValueAt(line)..]));

    // The comment behind a value stays where it is.
    private static int Alike(List<string> lines, Luck luck) => Change(lines, luck, value =>
    {
        int comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? HostileScalars.Like(value, luck) : HostileScalars.Like(value[..comment], luck) + value[comment..];
    });

    private static int Scalar(List<string> lines, Luck luck) => Change(lines, luck, _ => luck.Of(HostileScalars.All));

    private static int Delete(List<string> lines, Luck luck)
    {
        int at = Pick(lines, luck);
        if (at < lines.Count)
            lines.RemoveRange(at, luck.OneIn(3) ? 1 : EndOf(lines, at) - at);
        return at;
    }

    private static int Double(List<string> lines, Luck luck)
    {
        int at = Pick(lines, luck);
        if (at >= lines.Count)
            return at;
        int end = EndOf(lines, at);
        List<string> block = lines.GetRange(at, end - at);
        for (int times = luck.OneIn(10) ? 50 : 1; times > 0 && lines.Count < 5000; times--)
            lines.InsertRange(end, block);
        return at;
    }

    private static int Swap(List<string> lines, Luck luck)
    {
        if (lines.Count < 2)
            return 0;
        (int one, int other) = (Pick(lines, luck), Pick(lines, luck));
        (string first, string second) = (lines[one], lines[other]);
        (int left, int right) = (ValueAt(first), ValueAt(second));
        (lines[one], lines[other]) = luck.OneIn(2) ? (second, first) : (first[..left] + second[right..], second[..right] + first[left..]);
        return one;
    }

    private static int Move(List<string> lines, Luck luck)
    {
        if (lines.Count < 2)
            return 0;
        int at = Pick(lines, luck);
        int end = EndOf(lines, at);
        List<string> block = lines.GetRange(at, end - at);
        lines.RemoveRange(at, end - at);
        int to = luck.Below(lines.Count + 1);
        int shift = to < lines.Count ? IndentOf(lines[to]) - IndentOf(block[0]) : 0;
        lines.InsertRange(to, block.Select(line => shift > 0 ? new string(' ', shift) + line : line[Math.Min(-shift, IndentOf(line))..]));
        return to;
    }

    private static int Indent(List<string> lines, Luck luck) => Line(lines, luck, line => luck.Below(4) switch
    {
        0 => " " + line,
        1 => "  " + line,
        2 => "\t" + line,
        _ => line[Math.Min(1 + luck.Below(2), IndentOf(line))..],
    });

    private static int Anchor(List<string> lines, Luck luck) => Change(lines, luck, value => $"&{luck.Of(["a", "b"])} {value}");

    private static int Alias(List<string> lines, Luck luck)
    {
        Anchor(lines, luck);
        return Change(lines, luck, _ => luck.Of(["*a", "*a ", "*b", "*", "[*a, *a, *a]"]));
    }

    private static int Merge(List<string> lines, Luck luck)
    {
        Anchor(lines, luck);
        return Line(lines, luck, line => $"{new string(' ', IndentOf(line))}<<: {luck.Of(["*a", "[*a, *b]", "{b: 1}", "1", "*b"])}\n{line}");
    }

    private static int Tag(List<string> lines, Luck luck) =>
        Change(lines, luck, value => $"{luck.Of(["!!str", "!!int", "!!float", "!!map", "!!seq", "!!null", "!x", "!<tag:x>", "!", "!!binary"])} {value}");

    private static int Block(List<string> lines, Luck luck)
    {
        int at = Change(lines, luck, value => luck.Of(["|", ">", "|-", ">+", "|2", "|9", ">-2", "| # c"]) + "\n" + "§" + value);
        string indent = new(' ', IndentOf(lines[at]) + luck.Below(5));
        lines[at] = lines[at].Replace("§", indent, StringComparison.Ordinal);
        return at;
    }

    private static int Flow(List<string> lines, Luck luck) => Change(lines, luck, value => luck.Below(5) switch
    {
        0 => $"[{value}]",
        1 => $"{{x: {value}}}",
        2 => $"[{value}, {value}]",
        3 => $"{{{value}}}",
        _ => $"[{value}",
    });

    private static int Rename(List<string> lines, Luck luck) => Line(lines, luck, line =>
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        int indent = IndentOf(line);
        return colon < indent ? line : $"{line[..indent]}{luck.Of(["x", "", "''", "? a", "[a]", "{a: b}", "1", "null", "spec", "metadata", "\"a\\tb\"", "<<", "*a"])}{line[colon..]}";
    });

    private static int Comment(List<string> lines, Luck luck) => Line(lines, luck, line => line + luck.Of([" # ä", " #", "#", " # 'x", "\n# c", "\n\n"]));

    private static int Nest(List<string> lines, Luck luck) => Change(lines, luck, value =>
    {
        int depth = luck.Of([3, 20, 63, 64, 70, 2000]);
        (char open, char close) = luck.OneIn(2) ? ('[', ']') : ('{', '}');
        string inner = open == '[' ? "" : "a: ";
        StringBuilder nested = new();
        for (int i = 0; i < depth; i++)
            nested.Append(open).Append(inner);
        return nested.Append(value).Append(close, depth).ToString();
    });

    private static int Separate(List<string> lines, Luck luck)
    {
        int at = luck.Below(lines.Count + 1);
        lines.Insert(at, luck.Of(["---", "...", "--- |", "--- &a", "%YAML 1.2", "%TAG ! x", "---\n---", "...\n%X\n---", "", "- ", "a: b"]));
        return at;
    }

    private static int Quote(List<string> lines, Luck luck) => Change(lines, luck, value => luck.Below(4) switch
    {
        0 => $"'{value}'",
        1 => $"\"{value}\"",
        2 => $"\"{value}",
        _ => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'",
    });
}
