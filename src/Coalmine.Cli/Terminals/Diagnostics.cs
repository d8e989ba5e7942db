using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Cli.Terminals;

/// <summary>Prints what is wrong with files to the error stream, each thing once.</summary>
internal sealed class Diagnostics
{
    private readonly HashSet<string> _printed = [];

    /// <summary>Prints diagnostics that have not been printed yet.</summary>
    public void Print(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
            if (_printed.Add(diagnostic.ToString()))
                Terminal.Error.WriteLine(diagnostic);
    }
}
