namespace Coalmine.Statistics.Sequential;

/// <summary>
/// A Shiryaev-Roberts e-detector over a known number of looks T: a bet of 1/T on a change beginning at each of them. S_t = (S_{t-1} + 1) L_t is the sum of the
/// likelihood ratios from every onset so far (Shin, Ramdas and Rinaldo 2024), and (S_t + T - t)/T an e-process, since it is a mixture of e-processes with
/// weights that sum to 1: at most α false alarms in T looks at threshold 1/α, which is T/α for S, where the average run length to a false alarm is at least
/// T/α looks (E[S_t] = t without a change). Compared with <see cref="OnsetMixture"/> it pays the same for a late onset as for an early one. Guarantee:
/// anytime-valid. Kept in logs.
/// </summary>
public static class UniformOnset
{
    /// <summary>ln S after a look.</summary>
    /// <param name="logSum">ln S before it; negative infinity before the first.</param>
    /// <param name="look">Number of the look, from 1.</param>
    /// <param name="looks">T, at least 1; later looks are no onsets any more.</param>
    /// <param name="logRatio">ln L of the look.</param>
    public static double Next(double logSum, int look, int looks, double logRatio) => (look <= looks ? LogOnePlus(logSum) : logSum) + logRatio;

    /// <summary>ln of the e-value after some looks; 0 before the first.</summary>
    public static double LogE(double logSum, int looksTaken, int looks)
    {
        int waiting = Math.Max(0, looks - looksTaken);
        double log = waiting == 0 ? logSum : Math.Log(waiting) + LogOnePlus(logSum - Math.Log(waiting));
        return log - Math.Log(looks);
    }

    private static double LogOnePlus(double log) => log > 0 ? log + Math.Log(1 + Math.Exp(-log)) : Math.Log(1 + Math.Exp(log));
}
