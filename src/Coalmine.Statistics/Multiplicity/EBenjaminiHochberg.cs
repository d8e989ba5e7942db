using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Multiplicity;

/// <summary>
/// e-BH: the false discovery rate of e-values under any dependence and at any stopping time (Wang and Ramdas 2022). Guarantee: anytime-valid.
/// </summary>
/// <remarks>Null of each index: that of its e-value. O(K log K).</remarks>
public static class EBenjaminiHochberg
{
    /// <summary>
    /// The indices, rising, of the k* largest e-values, k* = max{k: e_(k) ≥ K/(k·alpha)}; from ln e. Equality counts; a relative slack of 1e-12 keeps
    /// rounding from deciding it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An e-value is NaN, or alpha is not in (0, 1).</exception>
    public static int[] Rejected(ReadOnlySpan<double> logE, double alpha)
    {
        Domain.Ranked(logE);
        Domain.Level(alpha);
        int all = logE.Length;
        double[] sorted = logE.ToArray();
        int[] order = Enumerable.Range(0, all).ToArray();
        Array.Sort(sorted, order);
        int count = 0;
        for (int k = 1; k <= all; k++)
        {
            if (sorted[all - k] >= Math.Log(all / (k * alpha)) - 1e-12)
                count = k;
        }

        int[] rejected = order[(all - count)..];
        Array.Sort(rejected);
        return rejected;
    }
}
