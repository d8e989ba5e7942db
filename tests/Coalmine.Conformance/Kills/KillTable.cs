using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coalmine.Conformance.EndToEnd;

namespace Coalmine.Conformance.Kills;

/// <summary>What came of the rollouts whose drivers were killed, as Markdown.</summary>
internal static class KillTable
{
    /// <summary>A rollout's row.</summary>
    public static string Row(KillResult result) => string.Create(CultureInfo.InvariantCulture,
        $"| {result.Seed} | {Words(result.Canary)} | {string.Join("; ", result.Kills)} | {result.Drivers} | {End(result)} | {string.Join(" → ", result.Weights)} "
        + $"| {result.Entries} | {result.Took.TotalSeconds:0} s | {(result.Violations.IsEmpty ? "none" : string.Join("; ", result.Violations))} |");

    /// <summary>All.</summary>
    public static string Of(KillOptions options, ImmutableArray<KillResult> results)
    {
        StringBuilder text = new();
        int kills = results.Sum(result => result.Kills.Length);
        int bad = results.Count(result => !result.Violations.IsEmpty);
        text.Append(CultureInfo.InvariantCulture, $"# Killed drivers, seed {options.Seed}{(options.Date.Length > 0 ? $", {options.Date}" : "")}\n\n");
        text.Append("Made by (from the root of the repository, with Debian's `prometheus`; `--out FILE.md` says where the table goes):\n\n```\n");
        text.Append("dotnet build -c Release src/Coalmine.Cli\ndotnet run -c Release --project tests/Coalmine.Conformance -- ");
        text.Append(CultureInfo.InvariantCulture, $"{KillOptions.Verb} --count {options.Count} --seed {options.Seed}\n```\n\n");
        text.Append("Each rollout is driven end to end by `coalmine live drive` as a process of its own: a served model behind a router that follows the cluster, a real\n");
        text.Append("Prometheus, an API server with TLS. The driver is killed with SIGKILL at random points: some time after its start, or on one of its writes, before that is\n");
        text.Append("carried out or after, so that the answer is lost. The same command is started again, on the same disk or (disk lost) on an empty one, from the ConfigMap.\n");
        text.Append("Looked for, in all states that the cluster ever held: a canary that is worse and promoted, a weight that is not the plan's next or nothing, weights that do\n");
        text.Append("not sum to 100, two shifts for one decision, a shift that no entry of the journal asks for, anything given after it had been taken away.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{kills} kills in {results.Length} rollouts; {results.Length - bad} of these without anything that must not be, {bad} with.\n");
        text.Append(CultureInfo.InvariantCulture, $"Sound canaries: {Ends(results.Where(result => result.Canary == CanaryKind.Sound))}. ");
        text.Append(CultureInfo.InvariantCulture, $"Worse ones: {Ends(results.Where(result => result.Canary != CanaryKind.Sound))}.\n\n");
        text.Append("| seed | canary | kills | drivers | end | weights | entries | took | what must not be |\n|---:|---|---|---:|---|---|---:|---:|---|\n");
        foreach (KillResult result in results)
            text.Append(Row(result)).Append('\n');
        return text.ToString();
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="RefusedException">It cannot be written.</exception>
    public static void Write(string file, string table)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            File.WriteAllText(file, table);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"'{file}' cannot be written: {error.Message.ReplaceLineEndings(" ")}. Allowed: a file for the table.");
        }
    }

    private static string Words(CanaryKind canary) => canary switch
    {
        CanaryKind.Sound => "sound",
        CanaryKind.Slow => "slow",
        CanaryKind.Erring => "errors",
        _ => "wrong answers",
    };

    private static string End(KillResult result) => result.ExitCode switch
    {
        0 => "promoted",
        10 => "rolled back",
        _ => FormattableString.Invariant($"exit {result.ExitCode}"),
    };

    private static string Ends(IEnumerable<KillResult> results) =>
        string.Join(", ", results.GroupBy(End).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => FormattableString.Invariant($"{group.Count()} {group.Key}")).DefaultIfEmpty("none"));
}
