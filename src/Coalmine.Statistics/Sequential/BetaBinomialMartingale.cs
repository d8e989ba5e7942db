using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The mixture likelihood ratio of Bernoulli counts against a rate, in logs: everything in sections 3.5, 3.7 and 3.9 that mixes over a beta distribution
/// rests on it.
/// </summary>
/// <remarks>Guarantee: anytime-valid as an e-process against the rate p. O(1); no allocation.</remarks>
public static class BetaBinomialMartingale
{
    /// <summary>
    /// ln [B(a + x, b + y)/B(a, b)] - x·ln p - y·ln q for x events, y others (real-valued, ≥ 0), a prior Beta(a, b) and a rate p = 1 - q in (0, 1).
    /// Written as deviances from the shrunken rate: no large terms cancel, also at 1e9 requests.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, a rate not in (0, 1), or a prior parameter not in [1e-9, 2⁵³].</exception>
    public static double Log(double x, double y, double p, double q, double a, double b)
    {
        Domain.Count(x);
        Domain.Count(y);
        Domain.Level(p);
        Domain.Level(q);
        Domain.Trials(a);
        Domain.Trials(b);
        double k = a + b;
        double s = k + x + y;
        double prior = (a * q) - (b * p);
        double shift = prior + (x * q) - (y * p);
        return LogRatioTimes(a + x - 0.5, a + x, s * p, shift) + LogRatioTimes(b + y - 0.5, b + y, s * q, -shift)
            - LogRatioTimes(a - 0.5, a, k * p, prior) - LogRatioTimes(b - 0.5, b, k * q, -prior)
            - (0.5 * Math.Log(s / k)) + Errors(a + x, b + y, s) - Errors(a, b, k);
    }

    // factor·ln(value/expected), where value - expected is known without cancellation.
    internal static double LogRatioTimes(double factor, double value, double expected, double difference)
    {
        double u = difference / expected;
        return factor * (u < -0.5 ? Math.Log(value / expected) : Logarithms.OnePlus(u));
    }

    private static double Errors(double a, double b, double sum) =>
        GammaFunction.StirlingError(a) + GammaFunction.StirlingError(b) - GammaFunction.StirlingError(sum);
}
