using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Comparisons;

/// <summary>
/// Fisher's exact test against a margin: is the ratio of the arms' odds beyond <c>odds</c>, given the margins of the table? Hypotheses: <see cref="Greater"/>
/// is small when the canary's odds are more than <c>odds</c> times the baseline's, <see cref="Less"/> when they are fewer. Assumes independent trials. For
/// rare events odds are rates; a ratio of rates above 1 is always smaller than the ratio of odds, so that safety shown for odds is safety for rates.
/// Edges: no events, or nothing but events, in both arms gives 1 for both. Cost: O(√events). Source: Fisher 1935; R 4.2.2 <c>fisher.test(or = )</c>.
/// Guarantee: exact; the mid-p forms are nearly nominal (asymptotic).
/// </summary>
/// <param name="Greater">P(X₁ ≥ x₁) at the ratio of odds.</param>
/// <param name="Less">P(X₁ ≤ x₁) at the ratio of odds.</param>
/// <param name="Observed">P(X₁ = x₁) at the ratio of odds.</param>
public readonly record struct ConditionalOdds(double Greater, double Less, double Observed)
{
    /// <summary>Greater less half the probability of the observed table.</summary>
    public double MidGreater => Greater - (0.5 * Observed);

    /// <summary>Less less half the probability of the observed table.</summary>
    public double MidLess => Less - (0.5 * Observed);

    /// <summary>The test for x₁ of n₁ against x₂ of n₂ at a ratio of odds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or exceeds its trials, or the ratio is not in [1e-100, 1e100].</exception>
    public static ConditionalOdds Test(long x1, long n1, long x2, long n2, double odds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x1);
        ArgumentOutOfRangeException.ThrowIfNegative(x2);
        ArgumentOutOfRangeException.ThrowIfLessThan(n1, x1);
        ArgumentOutOfRangeException.ThrowIfLessThan(n2, x2);
        if (!(odds is >= 1e-100 and <= 1e100))
            throw new ArgumentOutOfRangeException(nameof(odds), odds, "A ratio of odds lies in [1e-100, 1e100].");
        NoncentralHypergeometric tables = new(n1, n2, x1 + x2, odds);
        return new ConditionalOdds(tables.AtLeast(x1), tables.AtMost(x1), tables.Probability(x1));
    }
}
