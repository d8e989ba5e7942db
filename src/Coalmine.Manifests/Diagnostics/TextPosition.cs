namespace Coalmine.Manifests.Diagnostics;

/// <summary>A place in a text.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, counted in UTF-16 units.</param>
public readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>The beginning of a file; also stands for the file as a whole.</summary>
    public static TextPosition Start { get; } = new(1, 1);

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Line}:{Column}");
}
