using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Notebooks;

/// <summary>Files are wrong, or do not go together. The message says everything that is wrong, a line each, with file, line and column.</summary>
/// <param name="diagnostics">What is wrong.</param>
public sealed class RefusedException(ImmutableArray<Diagnostic> diagnostics) : Exception(string.Join('\n', diagnostics))
{
    /// <summary>What is wrong, and what else is to be said about the files.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; } = diagnostics;
}
