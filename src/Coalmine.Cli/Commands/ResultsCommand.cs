using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Coalmine.Cli.Terminals;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Results;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine results</c>: what studies have kept, without running anything.</summary>
internal sealed class ResultsCommand
{
    private const string About = "List, show, compare and export what studies have kept. Nothing is run.";

    private const string Details =
        """
        `coalmine study` keeps every rollout in results.duckdb in its output folder, and a study that is repeated, widened or
        was interrupted runs only what is missing. What is kept can be read at any time, also while a study goes on: of a
        scenario under way, the replications count that every policy has.
        A rollout belongs to a world, a policy, a seed and a build of the program. Comments and names in files do not matter; a
        number does. Rollouts of another build are shown and compared, and never reused. `coalmine tune` keeps its own in
        out/tune: its first design and its evidence are two runs.

        Examples:
          coalmine results list
          coalmine results show
          coalmine results show 2 --from out/study --json
          coalmine results compare cautious fast
          coalmine results compare 1 2
          coalmine results export --csv --parquet --out out/results
        """;

    private const string ListDetails = "Prints the runs, or the rollouts of each policy of one run. A study that is asked again is the same run.";

    private const string ShowDetails =
        """
        Prints the tables of the study, of kept rollouts. They are byte for byte the study's own; of a study that goes on or
        was cut off, those of the replications so far. Advice is the study's to give: part of it needs its files.
        """;

    private const string CompareDetails =
        """
        A and B are the numbers of two runs, which are compared policy by policy of the same name; or two policies. A policy of
        a certain run is written with its number, 1:cautious; otherwise the newest run is meant. B is paired with A on the same
        replications, scenario by scenario; that takes the same seed, and the same world to the last number.
        """;

    private const string ExportDetails =
        """
        Writes rollouts.csv with a row a rollout, and characteristics.csv with a row for each policy, scenario and measure; with
        --parquet the same two tables for data frames (pandas.read_parquet, Arrow, DuckDB, Spark).
        """;

    private readonly Option<string> _from = new("--from")
    {
        Description = "Folder that a study wrote to, or the file in it; otherwise out/study.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print JSON in place of the tables." };
    private readonly Argument<long?> _run = new("RUN") { Description = "The run's number; otherwise the last one.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<long?> _listed = new("RUN")
    {
        Description = "The run whose rollouts are listed; without it all runs are.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string> _first = new("A") { Description = "A run or a policy." };
    private readonly Argument<string> _second = new("B") { Description = "The run or the policy that is compared with it." };
    private readonly Option<bool> _csv = new("--csv") { Description = "Write CSV." };
    private readonly Option<bool> _parquet = new("--parquet") { Description = "Write Parquet." };
    private readonly Option<string> _out = new("--out") { Description = "Folder for the files; otherwise out/results.", HelpName = "DIR" };
    private readonly Diagnostics _diagnostics = new();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        ResultsCommand results = new();
        results._run.CustomParser = RunNumber;
        results._listed.CustomParser = RunNumber;
        Command command = new("results", About);
        DetailedHelp.Describe(command, Details);
        Command list = new("list", "List the runs, or what one run holds.") { results._listed, results._from, results._json };
        Command show = new("show", "Print the tables of a run.") { results._run, results._from, results._json };
        Command compare = new("compare", "Compare two runs or two policies on the same replications.")
        {
            results._first, results._second, results._from, results._json,
        };
        Command export = new("export", "Write a run as CSV or Parquet.") { results._run, results._from, results._csv, results._parquet, results._out };
        results.Add(command, list, ListDetails, results.List);
        results.Add(command, show, ShowDetails, results.Show);
        results.Add(command, compare, CompareDetails, results.Compare);
        results.Add(command, export, ExportDetails, results.Export);
        return command;
    }

    private static long? RunNumber(ArgumentResult parsed)
    {
        string read = parsed.Tokens.Count == 0 ? "" : parsed.Tokens[^1].Value;
        if (long.TryParse(read, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            return number;
        parsed.AddError($"RUN is the number of a run, as `coalmine results list` shows it; read '{read}'.");
        return null;
    }

    private void Add(Command parent, Command command, string details, Func<ParseResult, ResultsReader, int> run)
    {
        command.SetAction(parsed => Take(ResultsReader.Open(parsed.GetValue(_from) ?? Path.Combine("out", "study"))) is { } reader
            ? run(parsed, reader)
            : ExitCode.BadInput);
        DetailedHelp.Describe(command, details);
        parent.Subcommands.Add(command);
    }

    private int List(ParseResult parsed, ResultsReader reader)
    {
        StoredRun? one = parsed.GetValue(_listed) is null ? null : Take(reader.Run(parsed.GetValue(_listed)));
        if (parsed.GetValue(_listed) is not null && one is null)
            return ExitCode.BadInput;
        if (parsed.GetValue(_json))
        {
            using Stream output = Terminal.OpenOutput();
            ResultsJson.Write(one is null ? reader.Runs : [one], output);
        }
        else
        {
            new StoryPrinter().Print(one is null ? ResultsText.Runs(reader.Runs) : ResultsText.Cells(one));
        }

        return ExitCode.Success;
    }

    private int Show(ParseResult parsed, ResultsReader reader)
    {
        if (Take(reader.Run(parsed.GetValue(_run))) is not { } run || Take(reader.Study(run)) is not { } result)
            return ExitCode.BadInput;
        Terminal.Error.WriteLine(ResultsText.Line(run));
        Print(parsed, result);
        return ExitCode.Success;
    }

    private int Compare(ParseResult parsed, ResultsReader reader)
    {
        if (Take(reader.Compare(parsed.GetRequiredValue(_first), parsed.GetRequiredValue(_second))) is not { } result)
            return ExitCode.BadInput;
        Print(parsed, result);
        return ExitCode.Success;
    }

    private int Export(ParseResult parsed, ResultsReader reader)
    {
        bool csv = parsed.GetValue(_csv);
        bool parquet = parsed.GetValue(_parquet);
        if (!csv && !parquet)
        {
            Terminal.Error.WriteLine("coalmine results export: say which form: --csv, --parquet, or both");
            return ExitCode.BadInput;
        }

        if (Take(reader.Run(parsed.GetValue(_run))) is not { } run || Take(reader.Study(run)) is not { } result)
            return ExitCode.BadInput;
        ResultsFiles files = new(parsed.GetValue(_out) ?? Path.Combine("out", "results"), csv, parquet);
        files.Write("rollouts", stream => ResultsExport.WriteRollouts(reader, run, result, stream), ResultsExport.WriteRolloutsParquet);
        files.Write("characteristics", stream => StudyCsv.Write(result, stream), ResultsExport.WriteCharacteristicsParquet);
        foreach (string file in files.Written)
            StoryPrinter.Print($"wrote {file}");
        return files.ExitCode;
    }

    private void Print(ParseResult parsed, StudyResult result)
    {
        if (parsed.GetValue(_json))
        {
            using Stream output = Terminal.OpenOutput();
            StudyJson.Write(result, output);
            return;
        }

        StoryPrinter printer = new();
        foreach (ScenarioResult scenario in result.Scenarios)
            printer.Print(StudyText.Scenario(scenario));
        printer.Print(StudyText.Legend(result));
        StoryPrinter.Print("");
    }

    private T? Take<T>(ReadResult<T> result)
        where T : class
    {
        _diagnostics.Print(result.Said);
        return (result as ReadResult<T>.Read)?.Value;
    }
}
