using System.Globalization;
using System.Text;

namespace Coalmine.Workbench.Tuning.Reports;

/// <summary>Two texts as a unified diff, as <c>diff -u</c> and <c>patch</c> know it (POSIX 1003.1-2024, diff, "Diff -u Output Format").</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    // Beyond, the middle is shown as one change: texts here are policies, not programs.
    private const long MostCells = 25_000_000;

    /// <summary>The diff with three lines of context; empty where the texts are equal. Cost: lines of one times lines of the other, equal ends aside.</summary>
    /// <param name="name">The name shown for both.</param>
    /// <param name="before">The one.</param>
    /// <param name="after">The other.</param>
    public static string Of(string name, string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before == after)
            return "";
        List<(char Mark, string Line)> script = Script(Lines(before), Lines(after));
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"--- a/{name}\n+++ b/{name}\n");
        int at = 0;
        while (NextChange(script, at) is >= 0 and var change)
        {
            int start = Math.Max(at, change - Context);
            int end = change;
            for (int next = change; next >= 0 && next - end <= (2 * Context) + 1; next = NextChange(script, next + 1))
                end = next;
            end = Math.Min(script.Count, end + 1 + Context);
            Hunk(text, script, start, end);
            at = end;
        }

        return text.ToString();
    }

    private static int NextChange(List<(char Mark, string Line)> script, int from) =>
        from >= script.Count ? -1 : script.FindIndex(from, line => line.Mark != ' ');

    private static void Hunk(StringBuilder text, List<(char Mark, string Line)> script, int start, int end)
    {
        int oldStart = script.Take(start).Count(line => line.Mark != '+');
        int newStart = script.Take(start).Count(line => line.Mark != '-');
        int oldCount = script.Skip(start).Take(end - start).Count(line => line.Mark != '+');
        int newCount = script.Skip(start).Take(end - start).Count(line => line.Mark != '-');
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(oldStart, oldCount)} +{Range(newStart, newCount)} @@\n");
        foreach ((char mark, string line) in script.Skip(start).Take(end - start))
        {
            text.Append(mark).Append(line.TrimEnd('\n')).Append('\n');
            if (!line.EndsWith('\n'))
                text.Append("\\ No newline at end of file\n");
        }
    }

    private static string Range(int start, int count) => count == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{start + 1}")
        : string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)},{count}");

    // Lines with their ends, so that a missing last one is a difference.
    private static string[] Lines(string text)
    {
        List<string> lines = [];
        int at = 0;
        while (at < text.Length)
        {
            int end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[at..end]);
            at = end;
        }

        return [.. lines];
    }

    private static List<(char Mark, string Line)> Script(string[] before, string[] after)
    {
        int head = 0;
        while (head < before.Length && head < after.Length && before[head] == after[head])
            head++;
        int tail = 0;
        while (tail < before.Length - head && tail < after.Length - head && before[^(tail + 1)] == after[^(tail + 1)])
            tail++;
        List<(char, string)> script = [.. before.Take(head).Select(line => (' ', line))];
        script.AddRange(Middle(before[head..^tail], after[head..^tail]));
        script.AddRange(before.Skip(before.Length - tail).Select(line => (' ', line)));
        return script;
    }

    // The longest common subsequence, by the table of its lengths.
    private static List<(char, string)> Middle(string[] before, string[] after)
    {
        if ((long)before.Length * after.Length > MostCells)
            return [.. before.Select(line => ('-', line)), .. after.Select(line => ('+', line))];
        int[,] lengths = new int[before.Length + 1, after.Length + 1];
        for (int i = before.Length - 1; i >= 0; i--)
            for (int j = after.Length - 1; j >= 0; j--)
                lengths[i, j] = before[i] == after[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        List<(char, string)> script = [];
        int old = 0, current = 0;
        while (old < before.Length || current < after.Length)
        {
            if (old < before.Length && current < after.Length && before[old] == after[current])
            {
                script.Add((' ', before[old]));
                (old, current) = (old + 1, current + 1);
            }
            else if (old < before.Length && (current == after.Length || lengths[old + 1, current] >= lengths[old, current + 1]))
            {
                script.Add(('-', before[old++]));
            }
            else
            {
                script.Add(('+', after[current++]));
            }
        }

        return script;
    }
}
