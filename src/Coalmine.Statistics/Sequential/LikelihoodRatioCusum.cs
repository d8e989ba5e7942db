namespace Coalmine.Statistics.Sequential;

/// <summary>
/// An e-detector for a change during the canary, of the CUSUM form (Page 1954; Shin, Ramdas and Rinaldo 2024): M_t = L_t·max(1, M_{t-1}), M_0 = 0, the best
/// of the e-processes that begin at each look. It never exceeds <see cref="ShiryaevRobertsDetector"/> on the same factors, so the same bounds hold: mean run
/// to a false alarm at least c looks, false alarm within T looks at most T/c. Slightly later on a gradual change, and easy to read: the look that the maximum
/// starts from is the estimated onset. Guarantee: anytime-valid, as a rate of alarms per look.
/// </summary>
public static class LikelihoodRatioCusum
{
    /// <summary>ln M_0: before the first look, and after a restart.</summary>
    public const double Start = double.NegativeInfinity;

    /// <summary>Takes the e-factor of a look in.</summary>
    /// <param name="logStatistic">ln M before the look.</param>
    /// <param name="logFactor">ln L of the look; conditional mean of L at most 1 before the change. -∞ for a factor of 0, which starts afresh.</param>
    /// <returns>ln M after the look; alarm where it is at least ln c.</returns>
    /// <exception cref="ArgumentOutOfRangeException">One of them is NaN.</exception>
    public static double Next(double logStatistic, double logFactor)
    {
        EDetectorThreshold.Check(logStatistic, logFactor);
        return double.IsNegativeInfinity(logFactor) ? logFactor : logFactor + Math.Max(0, logStatistic);
    }
}
