namespace Coalmine.Notebooks.Showing;

/// <summary>A value as it can be shown: always as text, often better.</summary>
/// <param name="Text">As plain text.</param>
internal sealed record Shown(string Text)
{
    /// <summary>As a piece of HTML; empty where there is none.</summary>
    public string Html { get; init; } = "";

    /// <summary>As a PNG; empty where it is no picture.</summary>
    public ReadOnlyMemory<byte> Png { get; init; }
}
