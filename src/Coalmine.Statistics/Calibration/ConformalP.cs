using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Calibration;

/// <summary>
/// The rank of the canary's statistic among those of A/A windows: p = (1 + #{A/A ≥ canary})/(m + 1) (Vovk, Gammerman and Shafer 2005). Valid without any
/// model wherever the window would be exchangeable with the A/A windows if nothing had changed; ties count against the alarm. Guarantee: exact under
/// exchangeability, one look.
/// </summary>
public static class ConformalP
{
    /// <summary>The one-sided p of a statistic that is large under harm; 1 without windows. O(m).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The statistic is NaN.</exception>
    public static double Greater(double statistic, ReadOnlySpan<double> calibration)
    {
        if (double.IsNaN(statistic))
            throw new ArgumentOutOfRangeException(nameof(statistic), "The statistic is not a number.");
        int larger = 0;
        foreach (double value in calibration)
            larger += value < statistic ? 0 : 1;
        return (1.0 + larger) / (calibration.Length + 1);
    }

    /// <summary>Windows needed so that a p of at most alpha in (0, 1) is possible at all: the smallest m with 1/(m + 1) ≤ alpha.</summary>
    /// <exception cref="ArgumentOutOfRangeException">alpha is not in (0, 1).</exception>
    public static long WindowsFor(double alpha)
    {
        Domain.Level(alpha);
        return (long)Math.Ceiling((1 / alpha * (1 - 1e-12)) - 1);
    }
}
