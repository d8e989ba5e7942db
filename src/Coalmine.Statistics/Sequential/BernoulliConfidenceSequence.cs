using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The beta-binomial confidence sequence for a rate (Howard, Ramdas, McAuliffe and Sekhon 2021; confseq): all p with M(p) below 1/alpha, M(p) = B(kp + x,
/// kq + n - x)/[B(kp, kq) p^x q^(n-x)]. Valid at every look at once, for any values in [0, 1] with conditional mean p. Guarantee: anytime-valid. Counts
/// may be real-valued (0 ≤ x ≤ n). Nothing is allocated; an end takes 6 to 10 evaluations of ln M.
/// </summary>
/// <remarks>Assumes that each value's mean given the past is the rate. Two-sided: each end alone errs with less than alpha. The concentration is fixed before
/// the data.</remarks>
public static class BernoulliConfidenceSequence
{
    private const double Tolerance = 1e-10;

    // The logit of a rate of 1e-113: with hardly more than one success (counts divided by a dispersion) the end runs away towards 0, where the functions of
    // the martingale end.
    private const double NoRate = -260;

    /// <summary>The concentration k that makes the sequence narrowest around n = tOpt at alpha: max(tOpt/(2 ln(1/α) + ln(1 + 2 ln(1/α))) - 1, 0.001).</summary>
    /// <exception cref="ArgumentOutOfRangeException">alpha is not in (0, 1), or tOpt not in [0, 2⁵³].</exception>
    public static double Concentration(double alpha, double tOpt)
    {
        Domain.Level(alpha);
        Domain.Count(tOpt);
        double twice = -2 * Math.Log(alpha);
        return Math.Max((tOpt / (twice + Math.Log(1 + twice))) - 1, 1e-3);
    }

    /// <summary>Both ends for x of n at error alpha (two-sided) with concentration k > 0; n = 0 gives [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), alpha is not in (0, 1), or k is not positive and finite.
    /// </exception>
    public static Interval Interval(double x, double n, double alpha, double k) => new(Lower(x, n, alpha, k), Upper(x, n, alpha, k));

    /// <summary>The lower end; 0 for x ≤ 1, where no rate is too small.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), alpha is not in (0, 1), or k is not positive and finite.
    /// </exception>
    public static double Lower(double x, double n, double alpha, double k)
    {
        Domain.Events(x, n);
        Domain.Level(alpha);
        Domain.Positive(k);
        return BetaDistribution.Logistic(LowerLogit(x, n - x, -Math.Log(alpha), k));
    }

    /// <summary>The upper end; 1 for x ≥ n - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³), alpha is not in (0, 1), or k is not positive and finite.
    /// </exception>
    public static double Upper(double x, double n, double alpha, double k)
    {
        Domain.Events(x, n);
        Domain.Level(alpha);
        Domain.Positive(k);
        return BetaDistribution.Logistic(-LowerLogit(n - x, x, -Math.Log(alpha), k));
    }

    /// <summary>ln M(p) for a rate in (0, 1); +∞ at 0 (1) when there were successes (failures) to speak against it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, p is not in [0, 1], or k is not positive and finite.</exception>
    public static double LogMartingale(double x, double n, double p, double k)
    {
        Domain.Events(x, n);
        Domain.Probability(p);
        Domain.Positive(k);
        if (p <= 0 || p >= 1)
            return (p <= 0 ? x : n - x) > 0 ? double.PositiveInfinity : 0;
        return LogMartingale(x, n - x, p, 1 - p, k, Constant(n, k));
    }

    // The parts that do not depend on p.
    private static double Constant(double n, double k) =>
        GammaFunction.StirlingError(k) - GammaFunction.StirlingError(k + n) - (0.5 * Math.Log((k + n) / k));

    private static double LogMartingale(double x, double y, double p, double q, double k, double constant)
    {
        double s = k + x + y;
        double a = (k * p) + x;
        double b = (k * q) + y;
        double shift = (x * q) - (y * p);
        return BetaBinomialMartingale.LogRatioTimes(a - 0.5, a, s * p, shift) + BetaBinomialMartingale.LogRatioTimes(b - 0.5, b, s * q, -shift) + constant
            + GammaFunction.StirlingError(a) + GammaFunction.StirlingError(b) - GammaFunction.StirlingError(k * p) - GammaFunction.StirlingError(k * q);
    }

    // The logit of the smallest rate that x successes and y failures do not reject: a secant iteration kept inside a bracket. As p falls to 0, M tends to
    // p^(1-x) times a constant, which stays below 1/alpha for x ≤ 1.
    private static double LowerLogit(double x, double y, double threshold, double k)
    {
        if (x <= 1)
            return double.NegativeInfinity;
        double constant = Constant(x + y, k);
        (double u, double slope) = Start(x, y, threshold, k);
        double inside = y > 0 ? Math.Log(x / y) : double.PositiveInfinity;
        double outside = double.NegativeInfinity;
        double previous = double.NaN, previousValue = double.NaN;
        for (int i = 0; i < 60; i++)
        {
            double value = LogMartingale(x, y, BetaDistribution.Logistic(u), BetaDistribution.Logistic(-u), k, constant) - threshold;
            if (value == 0)
                return u;
            if (value > 0)
                outside = u;
            else
                inside = u;
            double chord = i == 0 ? slope : (value - previousValue) / (u - previous);
            double step = -value / chord;
            if (Math.Abs(step) < Tolerance)
                return u + step;
            (previous, previousValue) = (u, value);
            u = Guard(u + step, u, outside, inside);
            if (u < NoRate)
                return double.NegativeInfinity;
        }

        return u;
    }

    // A step that leaves the bracket goes to its middle instead, or four units out while one side is still open.
    private static double Guard(double next, double current, double outside, double inside)
    {
        if (next > outside && next < inside)
            return next;
        if (double.IsInfinity(outside) || double.IsInfinity(inside))
            return double.IsInfinity(outside) ? Math.Min(current, inside) - 4 : Math.Max(current, outside) + 4;
        return 0.5 * (outside + inside);
    }

    // To leading order ln M is n²(x/n - p)²/(2 s p q) - ½ ln(s/k): a quadratic in p, solved as Wilson's; its derivative in the logit starts the secants.
    private static (double Logit, double Slope) Start(double x, double y, double threshold, double k)
    {
        double n = x + y;
        double s = k + n;
        double width = 2 * (threshold + (0.5 * Math.Log(s / k))) * s / (n * n);
        double rate = x / n;
        double upper = (rate + (width / 2) + Math.Sqrt((width * rate * (y / n)) + (width * width / 4))) / (1 + width);
        double p = rate * rate / ((1 + width) * upper);
        double q = 1 - p;
        double distance = rate - p;
        double slope = n * n / (2 * s) * ((-2 * distance) - (distance * distance * (q - p) / (p * q)));
        return (Math.Log(p / q), slope);
    }
}
