using Coalmine.Cli.Terminals;
using Coalmine.Workbench.Reports;

namespace Coalmine.Cli.Commands;

/// <summary>Writes files into the output folder and says which were written and which were refused.</summary>
/// <param name="folder">The folder.</param>
internal sealed class Outputs(string folder)
{
    private readonly OutputFolder _folder = new(folder);
    private readonly List<string> _written = [];
    private readonly HashSet<string> _reasons = [];

    /// <summary>The files that were written.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>Success while nothing was refused.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Writes a file; a refusal is said on the error stream, one message a reason, and the run goes on.</summary>
    public void Write(string name, Action<Stream> content) => Take(_folder.Write(name, content));

    /// <summary>Begins a file whose content comes bit by bit; null when it was refused, which is said.</summary>
    public PartialFile? Begin(string name)
    {
        OutputWriting begun = _folder.Begin(name);
        Take(begun);
        return (begun as OutputWriting.UnderWay)?.File;
    }

    /// <summary>Puts a file that was begun in its place.</summary>
    public void Finish(PartialFile file) => Take(file.Finish());

    private void Take(OutputWriting writing)
    {
        if (writing is OutputWriting.Written written)
            _written.Add(written.File);
        if (writing is not OutputWriting.Refused refused)
            return;
        ExitCode = Commands.ExitCode.BadInput;
        if (_reasons.Add(refused.Reason))
            Terminal.Error.WriteLine($"coalmine: cannot write {refused.File}: {refused.Reason}");
    }
}
