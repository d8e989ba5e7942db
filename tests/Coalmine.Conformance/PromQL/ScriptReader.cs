using System.Text.RegularExpressions;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Conformance.PromQL;

/// <summary>Reads a test script in the notation of Prometheus 2.x and 3.x (promql/promqltest/README.md).</summary>
internal sealed partial class ScriptReader
{
    private readonly string[] lines;
    private int at;

    private ScriptReader(string script) => lines = script.ReplaceLineEndings("\n").Split('\n');

    /// <summary>The commands of a script.</summary>
    /// <exception cref="ScriptFormatException">A line is none of the notation.</exception>
    public static List<ScriptCommand> Read(string script) => new ScriptReader(script).ReadAll();

    private List<ScriptCommand> ReadAll()
    {
        var commands = new List<ScriptCommand>();
        while (at < lines.Length)
        {
            string text = lines[at].Trim();
            int line = ++at;
            if (text.Length == 0 || text[0] == '#')
                continue;
            if (text == "clear")
                commands.Add(new ScriptCommand.Clear(line));
            else if (LoadHead().Match(text) is { Success: true } load)
                commands.Add(new ScriptCommand.Load(line, ScriptDuration.Parse(load.Groups["step"].Value, line), load.Groups["nhcb"].Success, Series()));
            else if (InstantHead().Match(text) is { Success: true } instant)
                commands.Add(Instant(instant, line));
            else if (RangeHead().Match(text) is { Success: true } range)
                commands.Add(Range(range, line));
            else
                throw new ScriptFormatException(line, $"read '{text}'; allowed: load, load_with_nhcb, clear, eval instant at T QUERY, eval range from A to B step S QUERY");
        }

        return commands;
    }

    private ScriptCommand.Eval Instant(Match head, int line)
    {
        long moment = head.Groups["at"].Success ? ScriptDuration.Parse(head.Groups["at"].Value, line) : 0;
        return new ScriptCommand.Eval(line, head.Groups["query"].Value, new ScriptMoments(moment, moment, 0), Expected(head.Groups["kind"].Value));
    }

    private ScriptCommand.Eval Range(Match head, int line)
    {
        var moments = MomentsOf(head, line);
        if (moments.Step <= 0 || moments.End < moments.Start)
            throw new ScriptFormatException(line, "the range must not end before it starts, and its step must be above 0");
        return new ScriptCommand.Eval(line, head.Groups["query"].Value, moments, Expected(head.Groups["kind"].Value));
    }

    private static ScriptMoments MomentsOf(Match head, int line) => new(
        ScriptDuration.Parse(head.Groups["from"].Value, line), ScriptDuration.Parse(head.Groups["to"].Value, line), ScriptDuration.Parse(head.Groups["step"].Value, line));

    /// <summary>The indented lines up to the first empty one or the next command.</summary>
    private IEnumerable<(string Text, int Line)> Block()
    {
        while (at < lines.Length && lines[at].Trim().Length > 0)
        {
            string text = lines[at].Trim();
            bool isHead = lines[at][0] is not (' ' or '\t') && (text == "clear" || LoadHead().IsMatch(text) || InstantHead().IsMatch(text) || RangeHead().IsMatch(text));
            if (isHead)
                yield break;
            at++;
            if (text[0] != '#')
                yield return (text, at);
        }
    }

    /// <summary>Start timestamps are not simulated: what depends on them fails, evaluation by evaluation.</summary>
    private List<SeriesLine> Series() =>
        [.. Block().Where(line => !SeriesLine.HoldsStartTimestamps(line.Text)).Select(line => SeriesLine.Parse(line.Text, line.Line))];

    private ExpectedAnswer Expected(string kind)
    {
        var series = new List<SeriesLine>();
        var expectations = new List<Expectation>();
        var answer = new ExpectedAnswer(series, null, null, null, kind == "ordered", expectations);
        Expectation? failure = null;
        if (kind is "fail" or "warn" or "info")
            expectations.Add(failure = new Expectation(Enum.Parse<ExpectationKind>(kind, ignoreCase: true), "", ""));
        foreach (var (text, line) in Block())
        {
            if (OldFailure().Match(text) is { Success: true } old && failure is not null)
                expectations[0] = old.Groups["how"].Value == "message"
                    ? failure with { Message = old.Groups["words"].Value }
                    : failure with { Pattern = PatternOf(old.Groups["words"].Value, line) };
            else if (text.StartsWith("expect string", StringComparison.Ordinal))
                answer = answer with { Text = Unquoted(text["expect string".Length..].Trim(), line) };
            else if (RangeResult().Match(text) is { Success: true } range)
                answer = answer with { Range = MomentsOf(range, line) };
            else if (Expect().Match(text) is { Success: true } expect)
                answer = Add(answer, (expect, line), expectations);
            else if (text.StartsWith("expect ", StringComparison.Ordinal))
                throw new ScriptFormatException(line, $"read '{text}'; allowed behind expect: fail, warn, info, no_warn, no_info, ordered, string, range vector");
            else if (SeriesLine.TryNumber(text, out double scalar))
                answer = answer with { Scalar = scalar };
            else
                series.Add(SeriesLine.Parse(text, line));
        }

        return answer;
    }

    private static string PatternOf(string words, int line)
    {
        try
        {
            _ = new Regex(words);
            return words;
        }
        catch (RegexParseException problem)
        {
            throw new ScriptFormatException(line, $"read '{words}', which is no pattern: {problem.Error}");
        }
    }

    private static ExpectedAnswer Add(ExpectedAnswer answer, (Match Read, int Line) written, List<Expectation> expectations)
    {
        Match expect = written.Read;
        string kind = expect.Groups["kind"].Value;
        if (kind == "ordered")
            return answer with { IsOrdered = true };
        string words = expect.Groups["words"].Value.Trim();
        bool isPattern = expect.Groups["how"].Value == "regex";
        var read = Enum.Parse<ExpectationKind>(kind.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        expectations.Add(new Expectation(read, isPattern ? "" : words, isPattern ? PatternOf(words, written.Line) : ""));
        return answer;
    }

    private static string Unquoted(string text, int line) =>
        PromQLParser.Parse(text) is ParseResult.Parsed { Root: Expression.Literal literal }
            ? literal.Value
            : throw new ScriptFormatException(line, $"read '{text}', which is no quoted text");

    [GeneratedRegex(@"^load(?:_(?<nhcb>with_nhcb))?\s+(?<step>\S+)$")]
    private static partial Regex LoadHead();

    [GeneratedRegex(@"^eval(?:_(?<kind>fail|warn|ordered|info))?\s+instant\s+(?:at\s+(?<at>\S+)\s+)?(?<query>.+)$")]
    private static partial Regex InstantHead();

    [GeneratedRegex(@"^eval(?:_(?<kind>fail|warn|ordered|info))?\s+range\s+from\s+(?<from>\S+)\s+to\s+(?<to>\S+)\s+step\s+(?<step>\S+)\s+(?<query>.+)$")]
    private static partial Regex RangeHead();

    [GeneratedRegex(@"^expect\s+(?<kind>fail|warn|no_warn|info|no_info|ordered)(?:\s+(?<how>msg|regex)\s*:(?<words>.*))?$")]
    private static partial Regex Expect();

    [GeneratedRegex(@"^expect\s+range\s+vector\s+from\s+(?<from>\S+)\s+to\s+(?<to>\S+)\s+step\s+(?<step>\S+)$")]
    private static partial Regex RangeResult();

    [GeneratedRegex(@"^expected_fail_(?<how>message|regexp)\s+(?<words>.+)$")]
    private static partial Regex OldFailure();
}
