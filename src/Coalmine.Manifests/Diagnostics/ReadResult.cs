using System.Collections.Immutable;

namespace Coalmine.Manifests.Diagnostics;

/// <summary>What comes of reading a file. Closed: read, perhaps with warnings, or refused with every problem found.</summary>
/// <typeparam name="T">What the file is read as.</typeparam>
public abstract record ReadResult<T>
{
    private ReadResult()
    {
    }

    /// <summary>Goes on with what was read; warnings of both parts are kept.</summary>
    public ReadResult<TNext> Then<TNext>(Func<T, ReadResult<TNext>> next) => this switch
    {
        Read read => next(read.Value) switch
        {
            ReadResult<TNext>.Read more => more with { Warnings = [.. read.Warnings, .. more.Warnings] },
            ReadResult<TNext>.Refused refused => refused with { Diagnostics = [.. read.Warnings, .. refused.Diagnostics] },
            _ => throw new System.Diagnostics.UnreachableException(),
        },
        Refused refused => new ReadResult<TNext>.Refused(refused.Diagnostics),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Everything that is to be said about the file, in the order of its lines.</summary>
    public ImmutableArray<Diagnostic> Said => this switch
    {
        Read read => read.Warnings,
        Refused refused => refused.Diagnostics,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The file was read.</summary>
    /// <param name="Value">What it says.</param>
    /// <param name="Warnings">What its author should know.</param>
    public sealed record Read(T Value, ImmutableArray<Diagnostic> Warnings) : ReadResult<T>;

    /// <summary>The file was refused.</summary>
    /// <param name="Diagnostics">Every problem found, and the warnings; at least one of them is an error.</param>
    public sealed record Refused(ImmutableArray<Diagnostic> Diagnostics) : ReadResult<T>;
}
