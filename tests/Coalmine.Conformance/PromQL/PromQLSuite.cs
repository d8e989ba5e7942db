using Coalmine.PromQL.Parsing;

namespace Coalmine.Conformance.PromQL;

/// <summary>Test scripts of Prometheus: every evaluation of a file is a case.</summary>
internal static class PromQLSuite
{
    /// <summary>Runs a script and prints the failing evaluations and a closing line.</summary>
    /// <exception cref="RefusedException">The file cannot be read, or is no test script.</exception>
    public static int Run(CommandLine command, TextWriter output)
    {
        command.RefuseNamesOutside([]);
        var run = new ScriptRun(command.Mode == 3 ? PromQLMode.V3 : PromQLMode.V2);
        string name = Path.GetFileName(command.File);
        try
        {
            run.Run(File.ReadAllText(command.File));
        }
        catch (Exception error) when (error is ScriptFormatException or IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{name}:{error.Message}");
        }

        foreach (string failure in run.Failures)
            output.WriteLine($"{name}:{failure}");
        output.WriteLine($"{run.Passed} passed, {run.Failures.Count} failed");
        return run.Failures.Count == 0 ? 0 : 1;
    }
}
