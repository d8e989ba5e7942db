using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// Thresholds of e-detectors (Shin, Ramdas and Rinaldo 2024), in logs: what a threshold c guarantees, and which c guarantees it. The proofs stand at
/// <see cref="ShiryaevRobertsDetector"/>. The bounds ignore the overshoot and the dependence between restarts: true run lengths are longer.
/// </summary>
public static class EDetectorThreshold
{
    /// <summary>ln c for a mean run of at least a number of looks (above 0) to a false alarm: c is that number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The run length is not a positive number.</exception>
    public static double ForRunLength(double looks)
    {
        Domain.Positive(looks);
        return Math.Log(looks);
    }

    /// <summary>ln c for a false-alarm probability of at most alpha in (0, 1) within a horizon of T looks (above 0): c = T/alpha.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not positive, or alpha is not in (0, 1).</exception>
    public static double ForHorizon(double looks, double alpha)
    {
        Domain.Positive(looks);
        Domain.Level(alpha);
        return Math.Log(looks) - Math.Log(alpha);
    }

    /// <summary>The bound min(1, T/c) on the probability of a false alarm within T ≥ 0 looks at a threshold ln c.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The looks are negative, or the threshold is NaN.</exception>
    public static double FalseAlarmWithin(double looks, double logThreshold)
    {
        Domain.Nonnegative(looks);
        Domain.Number(logThreshold);
        return looks <= 0 ? 0 : Math.Min(1, Math.Exp(Math.Log(looks) - logThreshold));
    }

    internal static void Check(double logStatistic, double logFactor)
    {
        Domain.Number(logStatistic);
        Domain.Number(logFactor);
    }
}
