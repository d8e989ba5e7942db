using System.Diagnostics;
using System.Text.RegularExpressions;
using Coalmine.Conformance.PromQL;
using Coalmine.PromQL.Series;
using Xunit;

namespace Coalmine.PromQL.Tests.Differential;

/// <summary>
/// Asks the real Prometheus through <c>promtool test rules</c>. Every case expects a series that does not exist, so that every case fails and
/// promtool prints, in full precision, what it got instead.
/// </summary>
internal static partial class Promtool
{
    private const string Never = "coalmine_never";

    /// <summary>The path of promtool; without one the test is skipped, or fails where the machine promises all components.</summary>
    public static string Find()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string? found = folders.Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        if (found is not null)
            return found;
        const string Reason = "promtool not found: apt-get install prometheus";
        if (Environment.GetEnvironmentVariable("COALMINE_REQUIRE_COMPONENTS") == "1")
            Assert.Fail(Reason);
        Assert.Skip(Reason);
        return "";
    }

    /// <summary>What Prometheus answers to each query at each moment.</summary>
    public static List<PromtoolAnswer> Ask(string promtool, string series, IEnumerable<(string Query, long Milliseconds)> questions) =>
        Ask(promtool, series, questions, "groups: []\n", "1m");

    /// <summary>The same with the groups of a rule file evaluated at every multiple of an interval.</summary>
    public static List<PromtoolAnswer> Ask(
        string promtool, string series, IEnumerable<(string Query, long Milliseconds)> questions, string rules, string interval)
    {
        string folder = Directory.CreateTempSubdirectory("coalmine-promql-").FullName;
        try
        {
            string file = Path.Combine(folder, "test.yaml");
            var cases = questions.Select(question =>
                $"      - expr: {Quote(question.Query)}\n        eval_time: {question.Milliseconds}ms\n        exp_samples: [{{labels: {Never}, value: 0}}]\n");
            File.WriteAllText(Path.Combine(folder, "rules.yaml"), rules);
            string head = $"rule_files: [rules.yaml]\nevaluation_interval: {interval}\ntests:\n  - interval: 15s\n    input_series:\n{series}    promql_expr_test:\n";
            File.WriteAllText(file, head + string.Concat(cases));
            return Read(Run(promtool, "test", "rules", file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + errors.GetAwaiter().GetResult();
    }

    private static List<PromtoolAnswer> Read(string output)
    {
        var answers = new List<PromtoolAnswer>();
        foreach (Match match in Answer().Matches(output))
        {
            if (match.Groups["error"].Success)
                answers.Add(new PromtoolAnswer(match.Groups["error"].Value, []));
            else
                answers.Add(new PromtoolAnswer("", Elements(match.Groups["got"].Value)));
        }

        return answers;
    }

    private static List<(Labels Labels, double Value)> Elements(string text)
    {
        var elements = new List<(Labels, double)>();
        string rest = text == "nil" ? "" : text;
        while (rest.Length > 0)
        {
            int end = SeriesLine.EndOfLabels(rest);
            int comma = rest.IndexOf(", ", end, StringComparison.Ordinal);
            string value = comma < 0 ? rest[end..] : rest[end..comma];
            Assert.True(SeriesLine.TryLabels(rest[..end], out var labels), rest);
            Assert.True(SeriesLine.TryNumber(value.Trim(), out double number), rest);
            elements.Add((labels, number));
            rest = comma < 0 ? "" : rest[(comma + 2)..];
        }

        return elements;
    }

    [GeneratedRegex("""^    expr: ".*", time: [^,]*,(?: err: (?<error>.*)|\n        exp:.*\n        got: (?<got>.*))$""", RegexOptions.Multiline)]
    private static partial Regex Answer();
}
