namespace Coalmine.Statistics.Intervals;

/// <summary>
/// Mee's score interval for a difference of two proportions (1984): Miettinen and Nurminen's without the factor N/(N - 1). Guarantee: asymptotic.
/// </summary>
/// <remarks>Inverts <see cref="Comparisons.NonInferiority.FarringtonManning"/>. Assumes independent requests. One planned look. About 20 evaluations of the
/// score.</remarks>
public static class Mee
{
    /// <summary>The interval for p₁ - p₂ at normal quantile z; arm 1 is the canary. Counts may be real-valued. A side with n = 0 gives [-1, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or z is not in [-1e6, 1e6].</exception>
    public static Interval Difference(double x1, double n1, double x2, double n2, double z) => DifferenceScore.Invert(x1, n1, x2, n2, 1, z);
}
