namespace Coalmine.Statistics.Intervals;

/// <summary>
/// Miettinen and Nurminen's score interval for a difference of two proportions (1985): every difference that the score test does not reject, with the
/// variance factor N/(N - 1). Good from about 10 requests a side. Guarantee: asymptotic.
/// </summary>
/// <remarks>Assumes independent requests. One planned look. About 20 evaluations of the score, without allocation.</remarks>
public static class MiettinenNurminen
{
    /// <summary>The interval for p₁ - p₂ at normal quantile z; arm 1 is the canary. Counts may be real-valued. A side with n = 0 gives [-1, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or z is not in [-1e6, 1e6].</exception>
    public static Interval Difference(double x1, double n1, double x2, double n2, double z) =>
        DifferenceScore.Invert(x1, n1, x2, n2, Factor(n1 + n2), z);

    /// <summary>N/(N - 1), the small-sample factor of the variance; 1 where N is at most 1, as it can be after division by a dispersion factor.</summary>
    internal static double Factor(double all) => all > 1 ? all / (all - 1) : 1;
}
