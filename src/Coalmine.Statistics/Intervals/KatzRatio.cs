using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Intervals;

/// <summary>Katz's log interval for a ratio of two proportions (1978). Guarantee: asymptotic, poor at small counts: prefer <see cref="ScoreRatio"/>.</summary>
/// <remarks>Assumes independent requests. One planned look. O(1).</remarks>
public static class KatzRatio
{
    /// <summary>Whether the interval is defined: it needs a count on both sides.</summary>
    public static bool IsDefined(double x1, double x2) => x1 > 0 && x2 > 0;

    /// <summary>exp(ln(p₁/p₂) ± z √(1/x₁ - 1/n₁ + 1/x₂ - 1/n₂)); [0, +∞] where it is not defined.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or z is not in [-1e6, 1e6].</exception>
    public static Interval Interval(double x1, double n1, double x2, double n2, double z)
    {
        Domain.Events(x1, n1);
        Domain.Events(x2, n2);
        Domain.Quantile(z);
        if (!IsDefined(x1, x2))
            return new Interval(0, double.PositiveInfinity);
        double ratio = x1 / n1 / (x2 / n2);
        double half = z * Math.Sqrt(Math.Max(0, (1 / x1) - (1 / n1) + (1 / x2) - (1 / n2)));
        return new Interval(ratio * Math.Exp(-half), ratio * Math.Exp(half));
    }
}
