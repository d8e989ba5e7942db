namespace Coalmine.Manifests.Readers;

/// <summary>The numbers that are possible.</summary>
/// <param name="Least">The least.</param>
/// <param name="Most">The most.</param>
/// <param name="WithLeast">Whether the least itself is possible.</param>
/// <param name="WithMost">Whether the most itself is possible.</param>
public readonly record struct Limits(decimal Least, decimal Most, bool WithLeast = true, bool WithMost = true)
{
    /// <summary>Whether a number is possible.</summary>
    public bool Hold(decimal number) => (number > Least || (WithLeast && number == Least)) && (number < Most || (WithMost && number == Most));
}
