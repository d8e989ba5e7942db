using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Comparisons;

/// <summary>
/// Tests of one planned look for two proportions; arm 1 is the canary. Guarantee: asymptotic (expected counts of at least 5 in every cell). None survives
/// peeking.
/// </summary>
/// <remarks>Null: both rates are equal. Assumes independent requests. Direction: a positive z means that the canary's rate is higher. Counts may be
/// real-valued after division by a dispersion. O(1). Source: Pearson 1900; Yates 1934.</remarks>
public static class TwoProportions
{
    /// <summary>z with the variance of the pooled rate, for testing equality. Needs n > 0 on both sides; 0 where the variance is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or a side has no trials.</exception>
    public static ZTest Pooled(double x1, double n1, double x2, double n2)
    {
        Domain.EventsOfSome(x1, n1);
        Domain.EventsOfSome(x2, n2);
        double all = n1 + n2;
        double pooled = (x1 + x2) / all;
        double rest = (n1 - x1 + n2 - x2) / all;
        return OverRoot((x1 / n1) - (x2 / n2), pooled * rest * ((1 / n1) + (1 / n2)));
    }

    /// <summary>z with each arm's own variance, as in a Wald interval. Needs n > 0 on both sides; 0 where the variance is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or a side has no trials.</exception>
    public static ZTest Unpooled(double x1, double n1, double x2, double n2)
    {
        Domain.EventsOfSome(x1, n1);
        Domain.EventsOfSome(x2, n2);
        return OverRoot((x1 / n1) - (x2 / n2), (x1 / n1 * ((n1 - x1) / n1) / n1) + (x2 / n2 * ((n2 - x2) / n2) / n2));
    }

    /// <summary>
    /// Pearson's X² with Yates' correction: Σ(|O - E| - c)²/E over the four cells with c = min(½, min|O - E|) (R, <c>prop.test(correct = TRUE)</c>). 0
    /// where the pooled rate is 0 or 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or a side has no trials.</exception>
    public static double YatesChiSquare(double x1, double n1, double x2, double n2)
    {
        Domain.EventsOfSome(x1, n1);
        Domain.EventsOfSome(x2, n2);
        double all = n1 + n2;
        double wrong = x1 + x2;
        double right = all - wrong;
        if (wrong <= 0 || right <= 0)
            return 0;

        // |O - E| is the same in all four cells.
        double distance = Math.Abs((x1 * n2) - (x2 * n1)) / all;
        double corrected = distance - Math.Min(0.5, distance);
        return corrected * corrected * all * all * all / (wrong * right * n1 * n2);
    }

    /// <summary>P(X² at least as large) for one degree of freedom; NaN at NaN.</summary>
    public static double ChiSquareTail(double chiSquare) => ChiSquareDistribution.Upper(chiSquare, 1);

    private static ZTest OverRoot(double difference, double variance) => new(variance > 0 ? difference / Math.Sqrt(variance) : 0);
}
