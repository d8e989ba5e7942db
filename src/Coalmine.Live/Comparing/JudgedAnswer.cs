using System.Collections.Immutable;

namespace Coalmine.Live.Comparing;

/// <summary>As much of an answer, or of a label, as a comparison needs.</summary>
/// <param name="Digest">Of what must be the same; empty where numbers are compared.</param>
/// <param name="Numbers">The numbers, or the place of the greatest score of each row.</param>
internal sealed record JudgedAnswer(string Digest, ImmutableArray<double> Numbers)
{
    /// <summary>Whether two are taken for the same.</summary>
    /// <param name="other">The other, read by the same rule.</param>
    /// <param name="tolerance">The greatest difference of two numbers.</param>
    public bool Agrees(JudgedAnswer other, double tolerance)
    {
        if (Digest != other.Digest || Numbers.Length != other.Numbers.Length)
            return false;
        for (int i = 0; i < Numbers.Length; i++)
            if (!(Math.Abs(Numbers[i] - other.Numbers[i]) <= tolerance))
                return false;
        return true;
    }
}
