using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;

namespace Coalmine.Statistics.Dispersion;

/// <summary>
/// The permutation test of pod means: with p canary pods of p + q the smallest p-value is 1/C(p + q, p), so one canary pod can never be significant.
/// Guarantee: exact.
/// </summary>
/// <remarks>Null: the pods' rates are exchangeable between the arms. Assumes independent pods. One planned look. Source: Fisher 1935, Pitman 1937.</remarks>
public static class PodPermutation
{
    // Equal differences are ties; rounding must not split them.
    private const double Slack = 1e-12;

    /// <summary>The most splits that are enumerated: about a second's work.</summary>
    public const double MostSplits = 2e7;

    /// <summary>C(p + q, p): the splits of the pods; its inverse is the smallest p there is; +∞ where it does not fit into a double.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number of pods is negative, or they do not fit into an int together.</exception>
    public static double Splits(int canary, int baseline)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(canary);
        ArgumentOutOfRangeException.ThrowIfNegative(baseline);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(canary, int.MaxValue - baseline);
        return Math.Round(MathNet.Numerics.Combinatorics.Combinations(canary + baseline, canary));
    }

    /// <summary>
    /// P(difference of unweighted means at least as large) over all splits, the observed one included: one-sided, small when the canary's pods are higher.
    /// About 25 pods are the limit; beyond, <see cref="GreaterSampled"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An arm has no pods or a value that is not finite, or there are more splits than are enumerated.
    /// </exception>
    public static double Greater(IReadOnlyList<double> canary, IReadOnlyList<double> baseline)
    {
        ArgumentNullException.ThrowIfNull(canary);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentOutOfRangeException.ThrowIfZero(canary.Count, nameof(canary));
        ArgumentOutOfRangeException.ThrowIfZero(baseline.Count, nameof(baseline));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Splits(canary.Count, baseline.Count), MostSplits, nameof(baseline));

        Check(canary, nameof(canary));
        Check(baseline, nameof(baseline));

        // With the pool fixed the difference of means rises with the canary's sum.
        double[] pool = [.. canary, .. baseline];
        double observed = canary.Sum();
        double limit = observed - (Slack * Math.Max(1, pool.Sum(Math.Abs)));
        (long larger, long all) = Count(pool, 0, canary.Count, 0, limit);
        return (double)larger / all;
    }

    /// <summary>
    /// The same by a number of splits drawn from a stream: (1 + #{as large})/(1 + R), still exact under exchangeability and never 0 (Phipson and Smyth 2010).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An arm has no pods or a value that is not finite, or no splits are drawn.</exception>
    public static double GreaterSampled(IReadOnlyList<double> canary, IReadOnlyList<double> baseline, int splits, ref Xoshiro256 stream)
    {
        ArgumentNullException.ThrowIfNull(canary);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentOutOfRangeException.ThrowIfZero(canary.Count, nameof(canary));
        ArgumentOutOfRangeException.ThrowIfZero(baseline.Count, nameof(baseline));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(splits);
        Check(canary, nameof(canary));
        Check(baseline, nameof(baseline));
        double[] pool = [.. canary, .. baseline];
        double limit = canary.Sum() - (Slack * Math.Max(1, pool.Sum(Math.Abs)));
        int larger = 0;
        for (int r = 0; r < splits; r++)
        {
            double sum = 0;
            for (int i = 0; i < canary.Count; i++)
            {
                int j = i + (int)(stream.NextDouble() * (pool.Length - i));
                (pool[i], pool[j]) = (pool[j], pool[i]);
                sum += pool[i];
            }

            larger += sum >= limit ? 1 : 0;
        }

        return (1.0 + larger) / (1.0 + splits);
    }

    private static void Check(IReadOnlyList<double> values, string name)
    {
        foreach (double value in values)
            Domain.Value(value, name);
    }

    private static (long Larger, long All) Count(double[] pool, int from, int missing, double sum, double limit)
    {
        if (missing == 0)
            return (sum >= limit ? 1 : 0, 1);
        if (pool.Length - from < missing)
            return (0, 0);
        (long with, long withAll) = Count(pool, from + 1, missing - 1, sum + pool[from], limit);
        (long without, long withoutAll) = Count(pool, from + 1, missing, sum, limit);
        return (with + without, withAll + withoutAll);
    }
}
