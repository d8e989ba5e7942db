namespace Coalmine.Manifests.Diagnostics;

/// <summary>Collects what is to be said about one file while it is read.</summary>
/// <param name="file">The file.</param>
public sealed class DiagnosticList(string file)
{
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>The file that is read.</summary>
    public string File { get; } = file;

    /// <summary>Whether anything so far refuses the file.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>What has been said, in the order of the text.</summary>
    public System.Collections.Immutable.ImmutableArray<Diagnostic> All => [.. _diagnostics.OrderBy(d => d.Position.Line).ThenBy(d => d.Position.Column)];

    /// <summary>Adds a message at its place.</summary>
    public void Add(TextPosition position, Message message)
    {
        _diagnostics.Add(Diagnostic.At(File, position, message));
        HasErrors |= message.Severity == Severity.Error;
    }

    /// <summary>Adds what was said about another file that this one names.</summary>
    public void Add(Diagnostic diagnostic)
    {
        _diagnostics.Add(diagnostic);
        HasErrors |= diagnostic.Severity == Severity.Error;
    }

    /// <summary>The result for a value that has been read: refused if there was any error.</summary>
    public ReadResult<T> Finish<T>(T value) =>
        HasErrors ? Refuse<T>() : new ReadResult<T>.Read(value, [.. _diagnostics]);

    /// <summary>The result for a value that could not be read.</summary>
    /// <exception cref="InvalidOperationException">Nothing was said about why.</exception>
    public ReadResult<T> Refuse<T>() => HasErrors
        ? new ReadResult<T>.Refused([.. _diagnostics.OrderBy(d => d.Position.Line).ThenBy(d => d.Position.Column)])
        : throw new InvalidOperationException($"{File} was refused without a reason.");
}
