using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Series;
using Xunit;

namespace Coalmine.PromQL.Tests.Scripts;

/// <summary>Runs a test script in Prometheus's notation and collects what differs. Commands: load, clear, eval instant, eval_fail, eval_ordered.</summary>
internal sealed class ScriptRunner
{
    private const double Epsilon = 1e-6;
    private SeriesStore store = new(Retention.Everything);

    public List<string> Failures { get; } = [];

    /// <summary>Queries that the evaluator refuses as not supported yet.</summary>
    public List<string> Unsupported { get; } = [];

    public int Passed { get; private set; }

    public void Run(string script)
    {
        string[] lines = [.. script.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && !line.TrimStart().StartsWith('#'))];
        for (int i = 0; i < lines.Length;)
        {
            string command = lines[i++];
            var block = lines.Skip(i).TakeWhile(line => line[0] is ' ' or '\t').Select(line => line.Trim()).ToList();
            i += block.Count;
            string[] words = command.Split(' ', 5, StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "clear")
                store = new SeriesStore(Retention.Everything);
            else if (words[0] == "load")
                Load(Milliseconds(words[1]), block);
            else
                Check(words[0] == "eval_fail", Milliseconds(words[3]), words[4], block);
        }
    }

    private void Load(long step, List<string> block)
    {
        // Within one load the last line of a series counts. A later load says the same again, and Prometheus takes an equal sample twice in silence.
        foreach (var line in block.Select(SeriesLine.Parse).GroupBy(line => line.Labels).Select(lines => lines.Last()))
        {
            if (store.TryFind(line.Labels, out int id))
                continue;
            id = store.Add(line.Labels);
            for (int i = 0; i < line.Points.Count; i++)
            {
                if (line.Points[i].Kind == PointKind.Value)
                    store.Append(id, i * step, line.Points[i].Value);
                else if (line.Points[i].Kind == PointKind.Stale)
                    store.AppendStale(id, i * step);
            }
        }
    }

    private void Check(bool fails, long timestamp, string text, List<string> expected)
    {
        if (CompiledQuery.Compile(text) is not CompileResult.Compiled compiled)
        {
            var error = ((CompileResult.Refused)CompiledQuery.Compile(text)).Error;
            (error.Message.Contains("not supported yet", StringComparison.Ordinal) ? Unsupported : Failures).Add($"{text}: {error}");
            return;
        }

        var result = compiled.Query.Bind(store).Evaluate(timestamp);
        string difference = fails ? (result.Kind == ResultKind.Failed ? "" : "expected to fail") : Difference(result, expected);
        if (difference.Length == 0)
            Passed++;
        else
            Failures.Add($"{text} at {timestamp}: {difference}");
    }

    private static string Difference(InstantResult result, List<string> expected)
    {
        if (result.Kind == ResultKind.Failed)
            return result.Failure;
        if (result.Kind == ResultKind.Scalar)
            return IsNear(result.Scalar, SeriesLine.ParseNumber(expected[0])) ? "" : $"got {result.Scalar}";
        var wanted = expected.Select(SeriesLine.Parse).ToDictionary(line => line.Labels, line => line.Points[0].Value);
        for (int i = 0; i < result.Count; i++)
        {
            if (!wanted.Remove(result.LabelsAt(i), out double value))
                return $"unexpected {result.LabelsAt(i)} {result.ValueAt(i)}";
            if (!IsNear(result.ValueAt(i), value))
                return $"{result.LabelsAt(i)} {result.ValueAt(i)}, expected {value}";
        }

        return wanted.Count == 0 ? "" : $"missing {string.Join(", ", wanted.Keys)}";
    }

    private static bool IsNear(double got, double wanted)
    {
        if (double.IsNaN(wanted) || double.IsInfinity(wanted) || wanted == 0 || got == 0)
            return got.Equals(wanted) || (got == 0 && wanted == 0);
        return Math.Abs(got - wanted) <= Epsilon * Math.Max(Math.Abs(got), Math.Abs(wanted));
    }

    private static long Milliseconds(string text)
    {
        if (text == "0")
            return 0;
        Assert.True(DurationText.TryRead(text, out long milliseconds), text);
        return milliseconds;
    }
}
