using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// An e-process from the <see cref="ShiryaevRobertsDetector"/>'s statistic S over a known number of looks T: a bet of 1/T on a change beginning at each of
/// them, (S_t + T - t)/T. As a mixture of e-processes with weights that sum to 1 it is one itself, so that it can be weighed with others; its threshold 1/α
/// is T/α for S. Compared with <see cref="OnsetMixture"/> it pays the same for a late onset as for an early one. Guarantee: anytime-valid. Kept in logs.
/// </summary>
public static class UniformOnset
{
    /// <summary>ln S after a look.</summary>
    /// <param name="logSum">ln S before it; negative infinity before the first.</param>
    /// <param name="look">Number of the look, from 1.</param>
    /// <param name="looks">T, at least 1; later looks are no onsets any more.</param>
    /// <param name="logRatio">ln L of the look.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is NaN or +∞, or the number of a look is out of range.</exception>
    public static double Next(double logSum, int look, int looks, double logRatio)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(look, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(looks, 1);
        Domain.LogWealth(logSum);
        Domain.LogWealth(logRatio);
        return look <= looks ? ShiryaevRobertsDetector.Next(logSum, logRatio) : logSum + logRatio;
    }

    /// <summary>ln of the e-value after some looks; 0 before the first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An argument is NaN or +∞, or the number of a look is out of range.</exception>
    public static double LogE(double logSum, int looksTaken, int looks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(looksTaken);
        ArgumentOutOfRangeException.ThrowIfLessThan(looks, 1);
        Domain.LogWealth(logSum);
        int waiting = Math.Max(0, looks - looksTaken);
        double log = waiting == 0 ? logSum : Math.Log(waiting) + LogOnePlus(logSum - Math.Log(waiting));
        return log - Math.Log(looks);
    }

    private static double LogOnePlus(double log) => log > 0 ? log + Math.Log(1 + Math.Exp(-log)) : Math.Log(1 + Math.Exp(log));
}
