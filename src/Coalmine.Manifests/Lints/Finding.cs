using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;

namespace Coalmine.Manifests.Lints;

/// <summary>Something about a manifest that its author should know, at its place.</summary>
/// <param name="Id">Stable identity, such as <c>CM1730</c>.</param>
/// <param name="Severity">An error does not do what it says; a warning does something that is seldom meant; a note says what it means.</param>
/// <param name="File">The file's name.</param>
/// <param name="Span">The stretch of its text, without a byte order mark.</param>
/// <param name="Start">Line and column where it begins.</param>
/// <param name="Message">What is read, and what really happens.</param>
/// <param name="Instead">What to write instead; empty where the message says it, or nothing is wrong.</param>
public sealed record Finding(string Id, Severity Severity, string File, SourceSpan Span, TextPosition Start, string Message, string Instead)
{
    /// <summary>Changes that do what <see cref="Instead"/> says, where that can be done without asking; all of one file.</summary>
    public ImmutableArray<Edit> Edits { get; init; } = [];

    /// <summary>A diagnostic of a reader as a finding.</summary>
    public static Finding Of(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        return new(diagnostic.Id, diagnostic.Severity, diagnostic.File, default, diagnostic.Position, diagnostic.Message, "");
    }

    /// <summary>The finding as a diagnostic, what to write instead included.</summary>
    public Diagnostic ToDiagnostic() => new(File, Start, Severity, Id, Instead.Length > 0 ? $"{Message} {Instead}" : Message);

    /// <summary>One line, as terminals and editors understand it.</summary>
    public override string ToString() => ToDiagnostic().ToString();
}
