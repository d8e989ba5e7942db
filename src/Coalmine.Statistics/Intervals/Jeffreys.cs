using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Intervals;

/// <summary>The equal-tailed interval of the Beta(x + ½, n - x + ½) posterior (Brown, Cai and DasGupta 2001). Guarantee: asymptotic.</summary>
/// <remarks>Assumes independent trials with one rate. Close to nominal coverage on average, below it for some rates. One planned look. O(1).</remarks>
public static class Jeffreys
{
    /// <summary>The interval for x of n at a confidence in (0, 1). Lower is 0 at x = 0, upper is 1 at x = n; n = 0 gives [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or the confidence is not in (0, 1).</exception>
    public static Interval Interval(double x, double n, double confidence)
    {
        Domain.Events(x, n);
        Domain.Level(confidence);
        double alpha = (1 - confidence) / 2;
        return new Interval(Lower(x, n, alpha), Upper(x, n, alpha));
    }

    /// <summary>The one-sided lower limit with error alpha; 0 at x = 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or alpha is not in (0, 1) or below 1e-300.</exception>
    public static double Lower(double x, double n, double alpha)
    {
        Domain.Events(x, n);
        Domain.Level(alpha);
        return x <= 0 ? 0 : BetaDistribution.LowerQuantile(alpha, x + 0.5, n - x + 0.5);
    }

    /// <summary>The one-sided upper limit with error alpha; 1 at x = n.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or alpha is not in (0, 1) or below 1e-300.</exception>
    public static double Upper(double x, double n, double alpha)
    {
        Domain.Events(x, n);
        Domain.Level(alpha);
        return x >= n ? 1 : BetaDistribution.UpperQuantile(alpha, x + 0.5, n - x + 0.5);
    }
}
