using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Conversions;

/// <summary>What comes of a conversion. Closed: the nested records are all there are.</summary>
public abstract record ConversionResult
{
    private ConversionResult()
    {
    }

    /// <summary>The meaning survives: on the same values both files decide the same.</summary>
    /// <param name="Bytes">The new file, UTF-8.</param>
    /// <param name="Remarks">What is moved in time, filled in or left out without changing a decision, a sentence each, without a full stop.</param>
    public sealed record Converted(ImmutableArray<byte> Bytes, ImmutableArray<string> Remarks) : ConversionResult;

    /// <summary>The meaning does not survive.</summary>
    /// <param name="Diagnostics">Everything that would be lost, each at its place.</param>
    public sealed record Lost(ImmutableArray<Diagnostic> Diagnostics) : ConversionResult;
}
