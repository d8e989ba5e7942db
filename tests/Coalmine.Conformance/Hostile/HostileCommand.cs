using System.Globalization;
using System.Text;

namespace Coalmine.Conformance.Hostile;

/// <summary>Drives rollouts against a cluster in which everything goes wrong, and holds what was written against what may be.</summary>
internal static class HostileCommand
{
    /// <summary>The name of the table.</summary>
    public const string FileName = "results.md";

    private const int LinesApart = 1000;

    /// <summary>Prints a line a seed that breaks a rule, with the command that repeats it, and the table; 0 where nothing was broken, 1 otherwise.</summary>
    public static int Run(HostileOptions options, TextWriter output)
    {
        if (options.Only is { } only)
        {
            HostileRun run = HostileRun.Of(only, isTold: true);
            foreach (string line in run.Story)
                output.WriteLine(line);
            output.WriteLine(run.Violations.Count == 0 ? "0 violations" : string.Join('\n', run.Violations));
            return run.Violations.Count == 0 ? 0 : 1;
        }

        SortedDictionary<string, long> counts = new(StringComparer.Ordinal);
        List<HostileRun> broken = [];
        int done = 0;
        Lock gate = new();
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Workers };
        Parallel.For(options.Seed, options.Seed + options.Seeds, parallel, seed =>
        {
            HostileRun run = HostileRun.Of(seed, isTold: false);
            lock (gate)
            {
                foreach ((string what, long count) in run.Counts)
                    counts[what] = counts.GetValueOrDefault(what) + count;
                if (run.Violations.Count > 0)
                {
                    broken.Add(run);
                    output.WriteLine($"{Again(run)}: {run.Violations[0].Split('\n')[0]}");
                }

                if (++done % LinesApart == 0)
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} of {options.Seeds} seeds, {broken.Count} broken"));
            }
        });
        string table = Table(options, counts, broken);
        output.Write(table);
        if (options.Out.Length > 0)
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(options.Out).FullName, FileName), table);
        return broken.Count == 0 ? 0 : 1;
    }

    private static string Again(HostileRun run) => string.Create(CultureInfo.InvariantCulture, $"{HostileOptions.Verb} --only {run.Seed}");

    private static string Table(HostileOptions options, SortedDictionary<string, long> counts, List<HostileRun> broken)
    {
        StringBuilder table = new(
            $"""
            # The hostile cluster

            Made by (from the root of the repository):

            ```
            dotnet run -c Release --project tests/Coalmine.Conformance -- {HostileOptions.Verb} {options.Again} --out tests/Coalmine.Conformance/Hostile
            ```

            {HostileOptions.Checked}


            """.ReplaceLineEndings("\n"));
        string date = options.Date.Length > 0 ? $"{options.Date}, " : "";
        table.Append(CultureInfo.InvariantCulture, $"{date}seeds {options.Seed} to {options.Seed + options.Seeds - 1}: **{broken.Count} violations**.\n\n");
        table.Append("| what | times |\n|---|---:|\n");
        foreach ((string what, long count) in counts)
            table.Append(CultureInfo.InvariantCulture, $"| {what} | {count} |\n");
        foreach (HostileRun run in broken.OrderBy(run => run.Seed))
            table.Append(CultureInfo.InvariantCulture, $"\n`{Again(run)}`: {run.Violations[0].Split('\n')[0]}\n");
        return table.ToString();
    }
}
