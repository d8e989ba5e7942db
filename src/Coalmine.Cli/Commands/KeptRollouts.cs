using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Results;

namespace Coalmine.Cli.Commands;

/// <summary>Keeps the rollouts of a study in the store of its output folder, and says what was reused.</summary>
/// <param name="folder">The output folder.</param>
/// <param name="reuses">Whether rollouts that are there are reused.</param>
internal sealed class KeptRollouts(string folder, bool reuses)
{
    private readonly Diagnostics _diagnostics = new();
    private ResultsStore? _store;

    /// <summary>Success while nothing was refused.</summary>
    public int ExitCode { get; private set; }

    /// <summary>The option by which rollouts are run anew.</summary>
    public static Option<bool> NoReuse() => new("--no-reuse") { Description = "Run every rollout anew, also those that the output folder holds already." };

    /// <summary>Opens the store and notes the study in it.</summary>
    /// <param name="study">The study.</param>
    /// <param name="command">The command line.</param>
    /// <returns>The study with the store as its archive; as it was where nothing can be kept.</returns>
    public Study Begin(Study study, ParseResult command)
    {
        if (!ResultsStore.CanKeep(study))
        {
            Terminal.Error.WriteLine("What alerts do is not kept: every rollout of this study is run, and none is reused later.");
            return study;
        }

        // A folder that cannot be made refuses the tables and pictures as well, and that is said with them.
        if (!CanMake(folder))
            return study;
        if (Take(ResultsStore.In(folder, reuses)) is not { } store)
            return study;
        _store = store;
        Note(study, command);
        return study with { Archive = store };
    }

    /// <summary>Notes a study as a run in the open store; nothing where none is open, or what the study does is not kept.</summary>
    /// <param name="study">The study.</param>
    /// <param name="command">The command line.</param>
    /// <param name="isComplete">Whether all of it has been run.</param>
    public void Note(Study study, ParseResult command, bool isComplete = false)
    {
        if (_store is null)
            return;
        string line = CommandWords.Line(["coalmine", .. command.Tokens.Select(token => token.Value)]);
        Print(_store.Begin(study, new RunHeading(line, DateTime.UtcNow)), Commands.ExitCode.BadInput);
        if (isComplete)
            Print(_store.Finish(true), Commands.ExitCode.BadInput);
    }

    /// <summary>Opens the store for rollouts of many studies, which are kept whether or not they are noted as runs.</summary>
    /// <returns>The store; nothing where nothing can be kept.</returns>
    public IRolloutArchive? Open() => _store = CanMake(folder) ? Take(ResultsStore.In(folder, reuses)) : null;

    /// <summary>Writes what still waits, and says what was reused and what could not be kept.</summary>
    public void Finish(StudyResult result) => Finish(result.Rollouts, !result.Interrupted);

    /// <summary>Writes what still waits, and says what was reused and what could not be kept.</summary>
    /// <param name="rollouts">Rollouts in all.</param>
    /// <param name="isComplete">Whether it came to its end.</param>
    public void Finish(long rollouts, bool isComplete)
    {
        if (_store is null)
            return;
        Print(_store.Finish(isComplete), Commands.ExitCode.BadInput);
        string all = Figures.Counted(Math.Max(rollouts, _store.Reused), "rollout");
        if (_store.Reused > 0)
            Terminal.Error.WriteLine($"reused {Figures.Whole(_store.Reused)} of {all} from {folder}");
    }

    private ResultsStore? Take(ReadResult<ResultsStore> opened)
    {
        if (opened is ReadResult<ResultsStore>.Read read)
            return read.Value;
        Print(opened.Said, Commands.ExitCode.BadInput);
        return null;
    }

    private void Print(IReadOnlyCollection<Diagnostic> said, int exitCode)
    {
        _diagnostics.Print(said);
        if (said.Count > 0)
            ExitCode = exitCode;
    }

    private static bool CanMake(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return true;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return false;
        }
    }
}
