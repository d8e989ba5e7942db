using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The confidence sequence for a rate from a fixed Beta(a, b) mixture: all p with B(a + x, b + n - x)/[B(a, b) p^x (1-p)^(n-x)] below 1/alpha (Robbins).
/// Guarantee: anytime-valid.
/// </summary>
/// <remarks>Assumes that each value's mean given the past is the rate. Two-sided. a and b are fixed before the data. O(1).</remarks>
public static class FixedMixtureSequence
{
    /// <summary>Both ends for x of n at error alpha (two-sided). Lower is 0 at x = 0, upper is 1 at x = n; n = 0 gives [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, alpha is not in (0, 1), or a prior parameter not in [1e-9, 2⁵³].</exception>
    public static Interval Interval(double x, double n, double alpha, double a, double b)
    {
        Domain.Events(x, n);
        Domain.Level(alpha);
        Domain.Trials(a);
        Domain.Trials(b);
        double y = n - x;
        double budget = BetaFunction.Log(a + x, b + y) - BetaFunction.Log(a, b) + Math.Log(alpha);
        return new Interval(BetaDistribution.Logistic(LowerLogit(x, y, budget)), BetaDistribution.Logistic(-LowerLogit(y, x, budget)));
    }

    // The logit left of the maximum at which x ln p + y ln q = budget: the log-likelihood is concave in the logit, so Newton's steps from outside never
    // overshoot.
    private static double LowerLogit(double x, double y, double budget)
    {
        if (x <= 0)
            return double.NegativeInfinity;
        double u = y > 0 ? Math.Min(budget / x, Math.Log(x / y)) - 1 : budget / x;
        for (int i = 0; i < 200; i++)
        {
            double p = BetaDistribution.Logistic(u);
            double q = BetaDistribution.Logistic(-u);
            double logP = u > 0 ? -Logarithms.OnePlus(Math.Exp(-u)) : u - Logarithms.OnePlus(Math.Exp(u));
            double value = (x * logP) + (y * (logP - u)) - budget;
            double step = -value / ((x * q) - (y * p));
            u += step;
            if (!(Math.Abs(step) > 1e-12 * Math.Max(1, Math.Abs(u))))
                break;
        }

        return u;
    }
}
