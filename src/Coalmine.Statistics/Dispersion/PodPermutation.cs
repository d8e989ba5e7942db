namespace Coalmine.Statistics.Dispersion;

/// <summary>
/// The permutation test of pod means: with p canary pods of p + q the smallest p-value is 1/C(p + q, p), so one canary pod can never be significant.
/// Guarantee: exact.
/// </summary>
public static class PodPermutation
{
    // Equal differences are ties; rounding must not split them.
    private const double Slack = 1e-12;

    /// <summary>P(difference of unweighted means at least as large) over all splits, the observed one included. Meant for up to about 25 pods.</summary>
    public static double Greater(IReadOnlyList<double> canary, IReadOnlyList<double> baseline)
    {
        ArgumentNullException.ThrowIfNull(canary);
        ArgumentNullException.ThrowIfNull(baseline);

        // With the pool fixed the difference of means rises with the canary's sum.
        double[] pool = [.. canary, .. baseline];
        double observed = canary.Sum();
        double limit = observed - (Slack * Math.Max(1, pool.Sum(Math.Abs)));
        (long larger, long all) = Count(pool, 0, canary.Count, 0, limit);
        return (double)larger / all;
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
