using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// An e-detector for a change during the canary, of the Shiryaev-Roberts form (Shin, Ramdas and Rinaldo 2024): M_t = L_t·(1 + M_{t-1}), M_0 = 0, the sum of
/// the e-processes that begin at each look. L_t is a look's e-factor: conditional mean at most 1 given the past for as long as nothing has changed, under
/// every law of the null; L_t = exp(<see cref="RateRatioBet.LogRatio"/>) is one. Kept in logs. A mean of such statistics over several bets is one again.
/// <para>
/// M_t - t then is a supermartingale. Stopped at the alarm τ (first M_t ≥ c) it gives E[τ] ≥ E[M_τ] ≥ c: without a change the mean run to a false alarm is at
/// least c looks. Stopped at min(τ, T) it gives c·P(τ ≤ T) ≤ E[min(τ, T)] ≤ T: within T looks the probability of a false alarm is at most T/c. Guarantee:
/// anytime-valid in this sense, a rate of alarms per look; there is no bound over an unlimited horizon. Two operations a look.
/// </para>
/// </summary>
public static class ShiryaevRobertsDetector
{
    /// <summary>ln M_0: before the first look, and after a restart.</summary>
    public const double Start = double.NegativeInfinity;

    /// <summary>Takes the e-factor of a look in; linear in ln M where M is beyond the range of doubles.</summary>
    /// <param name="logStatistic">ln M before the look.</param>
    /// <param name="logFactor">ln L of the look; -∞ for a factor of 0, which starts afresh.</param>
    /// <returns>ln M after the look; alarm where it is at least ln c.</returns>
    /// <exception cref="ArgumentOutOfRangeException">One of them is NaN.</exception>
    public static double Next(double logStatistic, double logFactor)
    {
        EDetectorThreshold.Check(logStatistic, logFactor);
        if (double.IsNegativeInfinity(logFactor))
            return logFactor;
        double larger = Math.Max(0, logStatistic);
        return logFactor + larger + Logarithms.OnePlus(Math.Exp(Math.Min(0, logStatistic) - larger));
    }
}
