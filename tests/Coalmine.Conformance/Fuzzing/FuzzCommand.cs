using System.Globalization;

namespace Coalmine.Conformance.Fuzzing;

/// <summary>Gives damaged files, queries, conditions and scripts to everything that reads them.</summary>
internal static class FuzzCommand
{
    /// <summary>
    /// Prints each finding with the smallest input that does it, and what was done; 0 when nothing was found, 1 otherwise. An overflow of the stack ends the
    /// process: the last line of progress tells from where to look for its case.
    /// </summary>
    public static int Run(FuzzOptions options, TextWriter output)
    {
        FuzzRun run = new(options, FuzzTargets.Of(options), output);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}, cases {options.From} to {options.From + options.Cases - 1}"));
        run.Run();
        foreach ((string target, (long cases, long accepted)) in run.CasesOf)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target}: {cases} cases, {accepted} accepted"));
        foreach (Finding finding in run.Findings)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.CountOf(finding)} times: case {finding.Case}, {finding.Target}: {finding.What}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.CasesOf.Values.Sum(one => one.Cases)} cases, {run.Findings.Count} findings"));
        return run.Findings.Count == 0 ? 0 : 1;
    }
}
