using System.CommandLine;
using System.Globalization;
using Coalmine.Cli.Terminals;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Results;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine report</c>: the page of a study that was kept, without running anything.</summary>
internal sealed class ReportCommand
{
    private const string About = "Write the page of a study that was kept. Nothing is run.";

    private const string Details =
        """
        Writes report.html, one file that needs no network, and its pictures as PNG and SVG into the folder report beside it.
        `coalmine study --report` writes the same page with single rollouts, what can be seen by when, advice and fidelity,
        which need the files of the study; what was kept has the verdicts, all characteristics and their pictures.

        Examples:
          coalmine report
          coalmine report 2 --from out/study --out out/page
        """;

    private readonly Argument<long?> _run = new("RUN")
    {
        Description = "The run's number, as `coalmine results list` shows it; otherwise the last one.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _from = new("--from")
    {
        Description = "Folder that a study wrote to, or the file in it; otherwise out/study.",
        HelpName = "DIR",
    };

    private readonly Option<string> _out = new("--out") { Description = "Folder for the page; otherwise out/report.", HelpName = "DIR" };
    private readonly Diagnostics _diagnostics = new();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        ReportCommand report = new();
        report._run.CustomParser = parsed =>
        {
            string read = parsed.Tokens.Count == 0 ? "" : parsed.Tokens[^1].Value;
            if (long.TryParse(read, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                return number;
            parsed.AddError($"RUN is the number of a run, as `coalmine results list` shows it; read '{read}'.");
            return null;
        };
        Command command = new("report", About) { report._run, report._from, report._out };
        command.SetAction(report.Run);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string from = parsed.GetValue(_from) ?? Path.Combine("out", "study");
        if (Take(ResultsReader.Open(from)) is not { } reader
            || Take(reader.Run(parsed.GetValue(_run))) is not { } run || Take(reader.Study(run)) is not { } result)
            return ExitCode.BadInput;
        if (result.Rollouts == 0)
        {
            Terminal.Error.WriteLine($"coalmine: run {run.Number} of {reader.File} has no replication yet that every policy finished; "
                + "there is nothing to report");
            return ExitCode.BadInput;
        }

        StudyReport report = new([], new ManifestOptions(ArgoRelease.V1_10)) { Command = run.Command, Build = run.Build };
        return report.WriteInto(parsed.GetValue(_out) ?? Path.Combine("out", "report"), result, saysWhat: true, CancellationToken.None);
    }

    private T? Take<T>(ReadResult<T> result)
        where T : class
    {
        _diagnostics.Print(result.Said);
        return (result as ReadResult<T>.Read)?.Value;
    }
}
