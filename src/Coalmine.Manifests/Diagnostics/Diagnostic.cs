namespace Coalmine.Manifests.Diagnostics;

/// <summary>One thing to say about a file, at its place.</summary>
/// <param name="File">The file as its reader was given it.</param>
/// <param name="Position">Where in the file; its beginning for things that concern the whole file.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Id">Stable identity, such as <c>CM1101</c>.</param>
/// <param name="Message">What was read, what is allowed, and what to do.</param>
public sealed record Diagnostic(string File, TextPosition Position, Severity Severity, string Id, string Message)
{
    /// <summary>Makes a diagnostic of a message and a place.</summary>
    public static Diagnostic At(string file, TextPosition position, Message message) => new(file, position, message.Severity, message.Id, message.Text);

    /// <summary>The form that terminals and editors understand: <c>file:line:column error CM1101 · message</c>.</summary>
    public override string ToString() => $"{File}:{Position} {Word(Severity)} {Id} · {Message}";

    private static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
