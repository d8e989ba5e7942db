namespace Coalmine.Manifests.Documents;

/// <summary>A stretch of a text, counted in UTF-16 units from its beginning.</summary>
/// <param name="Start">The first unit.</param>
/// <param name="End">The unit behind the last one; equal to <paramref name="Start"/> where nothing was written.</param>
public readonly record struct SourceSpan(int Start, int End)
{
    /// <summary>How many units it holds.</summary>
    public int Length => End - Start;
}
