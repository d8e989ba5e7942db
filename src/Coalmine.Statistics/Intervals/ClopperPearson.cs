using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Intervals;

/// <summary>Clopper and Pearson's interval for one proportion: for claims ("at most"). Guarantee: exact, at the price of width.</summary>
/// <remarks>Assumes independent trials with one rate. Inverts the binomial test of either tail at half the error. One planned look. O(1), some ten
/// evaluations of the incomplete beta function. Source: Clopper and Pearson 1934.</remarks>
public static class ClopperPearson
{
    /// <summary>The two-sided interval for x of n at a confidence in (0, 1); n = 0 gives [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or the confidence is not in (0, 1).</exception>
    public static Interval Interval(long x, long n, double confidence)
    {
        Domain.Events(x, n);
        Domain.Level(confidence);
        double alpha = (1 - confidence) / 2;
        return new Interval(Lower(x, n, alpha), Upper(x, n, alpha));
    }

    /// <summary>The one-sided lower limit with error alpha; 0 at x = 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or alpha is not in (0, 1).</exception>
    public static double Lower(long x, long n, double alpha)
    {
        Domain.Events(x, n);
        Domain.Level(alpha);
        return x <= 0 ? 0 : BetaDistribution.LowerQuantile(alpha, x, n - x + 1.0);
    }

    /// <summary>The one-sided upper limit with error alpha; 1 at x = n.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or alpha is not in (0, 1).</exception>
    public static double Upper(long x, long n, double alpha)
    {
        Domain.Events(x, n);
        Domain.Level(alpha);
        return x >= n ? 1 : BetaDistribution.UpperQuantile(alpha, x + 1.0, n - x);
    }
}
