using System.Globalization;
using System.Text;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Random;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Outputs;
using Coalmine.Workbench.Suites.Runs;

namespace Coalmine.Conformance.FalseAlarms;

/// <summary>
/// Runs an unchanged suite again and again with seeds that it has not seen, and counts how often it breaches. That is consistent with the false alarm that it
/// states where Clopper and Pearson's lower limit at 99.9 % is no larger.
/// </summary>
internal static class FalseAlarmCommand
{
    private const double Error = 0.001;

    /// <summary>Prints a line a run that is not held, then the counts: 0 when they are consistent, 1 otherwise. The same options give the same counts.</summary>
    /// <exception cref="RefusedException">The suite cannot be run, or the table not be written.</exception>
    public static int Run(FalseAlarmOptions options, TextWriter output)
    {
        Xoshiro256 seeds = StreamKey.Root(options.Seed).Open();
        List<SuiteResult> results = [];
        for (int run = 0; run < options.Runs; run++)
        {
            ulong seed = seeds.NextUInt64() >> 16;
            SuiteResult result = SuiteRunner.Run(Load(options, seed), Running(options), CancellationToken.None);
            results.Add(result);
            if (result.IsBreached || result.IsUndecided)
                output.WriteLine($"run {run + 1}, seed {seed}: {ClaimWords.Verdict(result)}");
        }

        string table = Table(options, results);
        output.Write(table);
        if (options.Out.Length > 0)
            Write(options.Out, table);
        return Lower(results) <= results[0].Suite.FalseAlarm ? 0 : 1;
    }

    private static SuiteRun Running(FalseAlarmOptions options) => new() { Workers = options.Workers, Command = (_, _) => "" };

    private static LoadedSuite Load(FalseAlarmOptions options, ulong seed) =>
        SuiteLoader.Load(options.Suite, new ManifestOptions(ArgoRelease.V1_10), accepted: null, seed) switch
        {
            SuiteLoading.Ready ready => ready.Suite,
            var refused => throw new RefusedException(string.Join('\n', refused.Said)),
        };

    private static double Lower(List<SuiteResult> results) => ClopperPearson.Lower(results.Count(result => result.IsBreached), results.Count, Error);

    private static string Table(FalseAlarmOptions options, List<SuiteResult> results)
    {
        StringBuilder text = new();
        int breached = results.Count(result => result.IsBreached);
        text.Append(CultureInfo.InvariantCulture, $"# False alarms of {results[0].Suite.Name}, seed {options.Seed}{(options.Date.Length > 0 ? $", {options.Date}" : "")}\n\n");
        text.Append("Made by (from the root of the repository; `--out FILE.md` says where the table goes):\n\n");
        text.Append("```\ndotnet run -c Release --project tests/Coalmine.Conformance -- ");
        text.Append(CultureInfo.InvariantCulture, $"{FalseAlarmOptions.Verb} {options.Suite} --runs {options.Runs} --seed {options.Seed}\n```\n\n");
        text.Append("The suite is run unchanged, each time with a seed that it has not seen. Its false alarm holds where the lower limit (Clopper and Pearson, one-sided\n");
        text.Append("99.9 %) of the share of runs that breach is no larger than what it states.\n\n");
        text.Append("| suite | claims | runs | breached | undecided | 99.9 % lower limit | stated, at most | verdict | rollouts |\n");
        text.Append("|---|---:|---:|---:|---:|---:|---:|---|---:|\n");
        text.Append(CultureInfo.InvariantCulture, $"| {results[0].Suite.Name} | {results[0].Claims.Count()} | {results.Count} | {breached} ");
        text.Append(CultureInfo.InvariantCulture, $"| {results.Count(result => result.IsUndecided)} | {100 * Lower(results):0.####} % ");
        text.Append(CultureInfo.InvariantCulture, $"| {100 * results[0].Suite.FalseAlarm:0.####} % ");
        text.Append(CultureInfo.InvariantCulture, $"| {(Lower(results) <= results[0].Suite.FalseAlarm ? "consistent" : "NOT CONSISTENT")} ");
        text.Append(CultureInfo.InvariantCulture, $"| {results.SelectMany(result => result.Pairs).Sum(pair => pair.Tally.Count)} |\n\n");
        text.Append("| claim | held | breached | undecided | rollouts, mean |\n|---|---:|---:|---:|---:|\n");
        foreach (var claims in results.SelectMany(result => result.Pairs).SelectMany(pair => pair.Claims.Select(claim => (pair.Pair.Name, claim.Test)))
            .GroupBy(each => $"{each.Name}: {ClaimWords.Name(each.Test.Claim)}"))
            text.Append(CultureInfo.InvariantCulture,
                $"| {claims.Key} | {Count(claims, ClaimState.Holds)} | {Count(claims, ClaimState.Breached)} | {Count(claims, ClaimState.Undecided)} "
                + $"| {claims.Average(each => each.Test.Rollouts):0} |\n");
        return text.ToString();
    }

    private static int Count(IEnumerable<(string Name, ClaimTest Test)> claims, ClaimState state) => claims.Count(each => each.Test.State == state);

    private static void Write(string file, string table)
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
}
