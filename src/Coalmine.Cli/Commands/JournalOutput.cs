using Coalmine.Simulation;
using Coalmine.Workbench.Journals;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;

namespace Coalmine.Cli.Commands;

/// <summary>The journal of a simulated rollout, where one was asked for.</summary>
/// <param name="loading">Says what is wrong.</param>
/// <param name="path">The file; empty for none.</param>
internal sealed class JournalOutput(Loading loading, string path)
{
    private readonly Outputs _outputs = new(Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".");
    private SimulatedJournal? _journal;

    /// <summary>What must look on while the rollout runs.</summary>
    public IEnumerable<IRolloutRecorder> Recorders => _journal is null ? [] : [_journal.Recorder];

    /// <summary>The file, once it is written.</summary>
    public IEnumerable<string> Written => _outputs.Written.Count > 0 ? [path] : [];

    /// <summary>Prepares it; false where it was asked for and refused.</summary>
    /// <param name="pairing">What is run.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="options">What manifests do not say.</param>
    /// <param name="run">Name of the rollout, and the command that makes it again.</param>
    public bool Begin(Pairing pairing, RolloutPolicy policy, ManifestOptions options, (string Name, string Command) run)
    {
        if (path.Length == 0)
            return true;
        if (Path.GetFileName(path).Length == 0)
            loading.Refuse($"--journal takes a file, such as run.jsonl; read '{path}'");
        else
            _journal = loading.BeginJournal(pairing, policy, options, run);
        return _journal is not null;
    }

    /// <summary>The rollout is over: writes the file.</summary>
    /// <returns>The exit code: success, unless it could not be written, which is said.</returns>
    public int Finish()
    {
        if (_journal is not null)
            _outputs.Write(Path.GetFileName(path), _journal.Write);
        return _outputs.ExitCode;
    }
}
