using Coalmine.Statistics.Functions;
using MathNet.Numerics.RootFinding;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// Bands around an empirical distribution function that hold at all values and all times (Howard and Ramdas 2022), and the test of two samples that they
/// give (Lindon, Sanden and Shirikian 2022); on buckets with the distance at the shared bounds. Guarantee: anytime-valid.
/// </summary>
/// <remarks>Null of the test: both arms have one distribution, constant over time. Assumes independent values. Two-sided; with the one-sided distance F₂ - F₁
/// it tests that the canary is not stochastically larger. Valid on buckets, since the band holds at their bounds. O(1) a look.</remarks>
public static class DistributionBand
{
    private const double A = 0.85;

    /// <summary>The closed form 0.85·√((ln ln(e·t) + 0.8·ln(1612/α))/t), for all t ≥ 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">t is not in [1, 2⁵³], or alpha not in (0, 1).</exception>
    public static double Radius(double t, double alpha)
    {
        Domain.Count(t);
        ArgumentOutOfRangeException.ThrowIfLessThan(t, 1);
        Domain.Level(alpha);
        return RadiusFromLog(t, -Math.Log(alpha));
    }

    /// <summary>The sharper form 0.85·√((ln(1 + ln(t/tMin)) + C)/t) for all t ≥ tMin, with C solved numerically.</summary>
    /// <exception cref="ArgumentOutOfRangeException">t is below tMin or above 2⁵³, tMin below 1, or alpha not in (0, 1).</exception>
    public static double SharpRadius(double t, double alpha, double tMin)
    {
        Domain.Count(t);
        ArgumentOutOfRangeException.ThrowIfLessThan(tMin, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(t, tMin);
        Domain.Number(tMin);
        Domain.Level(alpha);
        double logAlpha = Math.Log(alpha);
        double constant = Brent.FindRoot(c => LogError(c) - logAlpha, 1.5, 40 - (2 * logAlpha), 1e-10, 500);
        return A * Math.Sqrt((Math.Log(1 + Math.Log(t / tMin)) + constant) / t);
    }

    /// <summary>
    /// The sequential p of equal distributions: the smallest alpha with a distance of at least r(n, α/2) + r(m, α/2); 1 when even alpha = 1 does not
    /// reject.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The distance is not in [0, 1], or a sample is empty.</exception>
    public static double EqualityP(double distance, double n, double m)
    {
        Domain.Probability(distance);
        Domain.Count(n);
        Domain.Count(m);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(m, 1);
        double Excess(double log) => RadiusFromLog(n, Math.Log(2) + log) + RadiusFromLog(m, Math.Log(2) + log) - distance;
        if (Excess(0) > 0)
            return 1;
        double high = 1;
        while (Excess(high) < 0)
            high *= 2;
        return Math.Exp(-Brent.FindRoot(Excess, 0, high, 1e-13, 500));
    }

    private static double RadiusFromLog(double t, double logInverseAlpha) =>
        A * Math.Sqrt((Math.Log(1 + Math.Log(t)) + (0.8 * (Math.Log(1612) + logInverseAlpha))) / t);

    // ln of the smallest 4·exp(-γ²C)·(1 + 1/((γ² - 1) ln η)) over η, γ² = (2/η)(A - √(2(η - 1)/C))² above 1: a golden-section search in ln(η - 1).
    private static double LogError(double constant)
    {
        double low = Math.Log(1e-9), high = Math.Log(A * A * constant / 2);
        double share = (Math.Sqrt(5) - 1) / 2;
        for (int i = 0; i < 100; i++)
        {
            double left = high - (share * (high - low)), right = low + (share * (high - low));
            if (LogErrorAt(Math.Exp(left), constant) <= LogErrorAt(Math.Exp(right), constant))
                high = right;
            else
                low = left;
        }

        return LogErrorAt(Math.Exp((low + high) / 2), constant);
    }

    private static double LogErrorAt(double excess, double constant)
    {
        double gamma = 2 / (1 + excess) * Math.Pow(A - Math.Sqrt(2 * excess / constant), 2);
        return gamma <= 1 ? double.PositiveInfinity : Math.Log(4) - (gamma * constant) + Math.Log(1 + (1 / ((gamma - 1) * Math.Log(1 + excess))));
    }
}
