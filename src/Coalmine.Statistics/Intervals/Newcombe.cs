using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Intervals;

/// <summary>
/// Newcombe's hybrid score interval for a difference of two proportions (Newcombe 1998, method 10, no continuity correction). Guarantee: asymptotic.
/// </summary>
/// <remarks>Assumes independent requests; good from about 10 a side. One planned look. O(1).</remarks>
public static class Newcombe
{
    /// <summary>The interval for p₁ - p₂ at normal quantile z; arm 1 is the canary. Counts may be real-valued. A side with n = 0 gives [-1, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or z is not in [-1e6, 1e6].</exception>
    public static Interval Difference(double x1, double n1, double x2, double n2, double z)
    {
        Domain.Events(x1, n1);
        Domain.Events(x2, n2);
        Domain.Quantile(z);
        if (n1 <= 0 || n2 <= 0)
            return new Interval(-1, 1);
        double p1 = x1 / n1;
        double p2 = x2 / n2;
        Interval first = Wilson.Interval(x1, n1, z);
        Interval second = Wilson.Interval(x2, n2, z);
        double below = Hypotenuse(p1 - first.Lower, second.Upper - p2);
        double above = Hypotenuse(first.Upper - p1, p2 - second.Lower);
        return new Interval(p1 - p2 - below, p1 - p2 + above);
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
