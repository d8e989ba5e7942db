using System.CommandLine;
using System.CommandLine.Parsing;
using Coalmine.Cli.Terminals;

namespace Coalmine.Cli.Commands;

/// <summary>The command line: parses it, runs the command, and turns whatever happens into a message and an exit code.</summary>
internal static class CoalmineCommand
{
    private const string About =
        "Tries a canary rollout before production does: simulates traffic, models, metrics and the rollout policy, and says how often the policy errs, "
        + "how long it takes and how many requests are hurt meanwhile.";

    private const string Details =
        """
        Exit codes:
          0        done; every expectation holds (test)
          1        an expectation is breached (test), a journal's decisions are not made again (replay), or a cell fails or its
                   output is stale (notebook)
          2        wrong command line or file, or output that cannot be written
          3        undecided: expectations (test) or a better policy (tune) could not be shown with so many rollouts, or a
                   record does not tell what another policy would have decided (replay)
          4        a policy asks what cannot be simulated faithfully, an engine cannot bring the world forward, or a
                   conversion would lose meaning
          10       the canary was rolled back (live drive)
          70       internal error
          130/143  interrupted

        Run `coalmine COMMAND --help` for examples.
        """;

    /// <summary>Runs the program.</summary>
    /// <param name="args">The words after its name.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args)
    {
        Option<bool> debug = new("--debug") { Description = "Show stack traces of internal errors.", Recursive = true };
        RootCommand root = new(About)
        {
            SimulateCommand.Create(), StudyCommand.Create(), TuneCommand.Create(), ExplainCommand.Create(), LintCommand.Create(),
            ConvertCommand.Create(), SchemaCommand.Create(), TestCommand.Create(), ResultsCommand.Create(), ReportCommand.Create(),
            PowerCommand.Create(), CalibrateCommand.Create(), LiveCommand.Create(), ReplayCommand.Create(), NotebookCommand.Create(), ModelCommand.Create(),
        };
        root.Options.Add(debug);
        DetailedHelp.Install(root);
        DetailedHelp.Describe(root, Details);
        ParseResult parsed = root.Parse(args is ["help", .. string[] about] ? [.. about, "--help"] : args);
        try
        {
            if (parsed.Errors.Count > 0 && parsed.Action is not DetailedHelp)
                return Refuse(parsed);
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException && !parsed.GetValue(debug))
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
        bool isRoot = parsed.CommandResult.Command is RootCommand;
        string command = Path(parsed.CommandResult);
        string[] messages = isRoot ? [RootProblem(parsed)] : [.. parsed.Errors.Select(error => error.Message).Distinct()];
        foreach (string message in messages)
            Terminal.Error.WriteLine($"{command}: {message}");
        Terminal.Error.WriteLine($"Try `{command} --help`.");
        return ExitCode.BadInput;
    }

    private static string Path(CommandResult command) =>
        command.Command is RootCommand || command.Parent is not CommandResult parent ? "coalmine" : $"{Path(parent)} {command.Command.Name}";

    private static string RootProblem(ParseResult parsed)
    {
        string commands = string.Join(" or ", parsed.RootCommandResult.Command.Subcommands.Select(command => command.Name));
        return parsed.UnmatchedTokens.Count == 0 ? $"name a command: {commands}" : $"'{parsed.UnmatchedTokens[0]}' is no command; write {commands}";
    }
}
