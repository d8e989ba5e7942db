using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Intervals;

/// <summary>Wilson's score interval for one proportion (Brown, Cai and DasGupta 2001): for display and for simulated rates. Guarantee: asymptotic.</summary>
/// <remarks>Inverts the score test of one rate (Wilson 1927). Assumes independent trials with one rate. One planned look. O(1).</remarks>
public static class Wilson
{
    /// <summary>
    /// The interval for x of n (real-valued counts allowed, 0 ≤ x ≤ n) at normal quantile z. Lower is 0 at x = 0, upper is 1 at x = n; n = 0 gives [0, 1].
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), or z is not in [-1e6, 1e6].</exception>
    public static Interval Interval(double x, double n, double z)
    {
        Domain.Events(x, n);
        Domain.Quantile(z);
        if (n <= 0)
            return new Interval(0, 1);
        double p = x / n;
        double share = z * z / n;
        double root = z * Math.Sqrt((p * ((n - x) / n) / n) + (share / (4 * n)));
        double upper = (p + (share / 2) + root) / (1 + share);

        // The ends are the roots of one quadratic; their product gives the lower one without cancellation.
        double lower = x <= 0 || upper <= 0 ? 0 : p * p / ((1 + share) * upper);
        return new Interval(lower, x >= n ? 1 : upper);
    }
}
