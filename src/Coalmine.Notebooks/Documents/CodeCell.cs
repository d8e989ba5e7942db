using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Notebooks.Documents;

/// <summary>A cell of code.</summary>
/// <param name="Index">Its place among all cells of the document, from 0.</param>
/// <param name="Source">What it says.</param>
/// <param name="IsVolatile">Whether its author tagged it <c>volatile</c>: its output may differ from run to run.</param>
public sealed record CodeCell(int Index, string Source, bool IsVolatile)
{
    /// <summary>Where its lines stand in the file.</summary>
    internal ImmutableArray<TextPosition> Lines { get; init; } = [];

    /// <summary>The number that people count: cells of text count as well, the first is 1.</summary>
    public int Number => Index + 1;

    /// <summary>The place of a line of it in the file; its first line's for what has no line.</summary>
    internal TextPosition PlaceOf(int line) => Lines.IsEmpty ? TextPosition.Start : Lines[Math.Clamp(line - 1, 0, Lines.Length - 1)];
}
