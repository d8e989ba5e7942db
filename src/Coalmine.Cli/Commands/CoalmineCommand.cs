using System.CommandLine;
using System.CommandLine.Help;
using Coalmine.Cli.Terminals;

namespace Coalmine.Cli.Commands;

/// <summary>The command line: parses it, runs the command, and turns whatever happens into a message and an exit code.</summary>
internal static class CoalmineCommand
{
    private const string About =
        "Tries a canary rollout before production does: simulates traffic, models, metrics and the rollout policy, and says how often the policy errs, how long it "
        + "takes and how many requests are hurt meanwhile.\n\n"
        + "Exit codes: 0 done; 2 wrong command line or file, or output that cannot be written; 4 cannot be simulated faithfully; 70 internal error; "
        + "130/143 interrupted.";

    /// <summary>Runs the program.</summary>
    /// <param name="args">The words after its name.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args)
    {
        Option<bool> debug = new("--debug") { Description = "Show stack traces of internal errors.", Recursive = true };
        RootCommand root = new(About) { SimulateCommand.Create(), StudyCommand.Create() };
        root.Options.Add(debug);
        ParseResult parsed = root.Parse(args);
        try
        {
            if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
                return Refuse(parsed);
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (IOException problem) when (!parsed.GetValue(debug))
        {
            Terminal.Error.WriteLine($"coalmine: cannot write the output: {problem.Message}");
            return ExitCode.BadInput;
        }
#pragma warning disable CA1031 // The last resort: a message in place of a stack trace.
        catch (Exception problem)
        {
            Terminal.Error.WriteLine(parsed.GetValue(debug)
                ? $"coalmine: internal error: {problem}"
                : $"coalmine: internal error: {problem.GetType().Name}: {problem.Message} (run again with --debug to see where)");
            return ExitCode.Internal;
        }
#pragma warning restore CA1031
    }

    private static int Refuse(ParseResult parsed)
    {
        string command = parsed.CommandResult.Command is RootCommand ? "coalmine" : $"coalmine {parsed.CommandResult.Command.Name}";
        foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
            Terminal.Error.WriteLine($"{command}: {message}");
        Terminal.Error.WriteLine($"Try `{command} --help`.");
        return ExitCode.BadInput;
    }
}
