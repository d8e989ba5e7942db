using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The stitched boundary of iterated-logarithm rate for a sub-gamma sum, s = 1.4, η = 2 (Howard, Ramdas, McAuliffe and Sekhon 2021; confseq). Guarantee:
/// anytime-valid.
/// </summary>
/// <remarks>Assumes a sub-gamma sum with a known variance process. One-sided: for two sides halve alpha. O(1).</remarks>
public static class PolynomialStitching
{
    private const double Exponent = 1.4;

    // Riemann's ζ(1.4); mpmath 1.3.0.
    private const double Zeta = 3.1055472779775804;

    /// <summary>The one-sided boundary at intrinsic time v (counted as vMin below it), scale c ≥ 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">v or c is negative, alpha not in (0, 1), or vMin not positive.</exception>
    public static double Bound(double v, double alpha, double vMin, double c)
    {
        Domain.Nonnegative(v);
        Domain.Level(alpha);
        Domain.Positive(vMin);
        Domain.Nonnegative(c);
        double time = Math.Max(v, vMin);
        double log = (Exponent * Math.Log(Math.Log(2 * time / vMin))) + Math.Log(Zeta / (alpha * Math.Pow(Math.Log(2), Exponent)));
        double k1 = (Math.Pow(2, 0.25) + Math.Pow(2, -0.25)) / Math.Sqrt(2);
        double k2 = (Math.Sqrt(2) + 1) / 2;
        double linear = k2 * c * log;
        return Math.Sqrt((k1 * k1 * time * log) + (linear * linear)) + linear;
    }
}
