using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Ranks;

/// <summary>
/// The Hodges-Lehmann shift: the median of all differences between two samples, with the interval that the exact Mann-Whitney test inverts to (R 4.2.2,
/// <c>wilcox.test(conf.int = TRUE, exact = TRUE)</c>). Differences are selected from the implicit sorted matrix (Monahan 1984), not formed: 64 passes over
/// both samples. Assumes that the arms differ by a shift. Guarantee: exact without ties for samples that <see cref="MannWhitney.HasExact"/> takes (some 85
/// values a side), asymptotic beyond.
/// </summary>
public static class HodgesLehmann
{
    /// <summary>The median of x - y over all pairs; both samples hold a value.</summary>
    /// <exception cref="ArgumentException">A sample is empty, or a value not finite.</exception>
    public static double Shift(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Domain.Values(x, 1);
        Domain.Values(y, 1);
        (double[] a, double[] b) = (Sorted(x), Sorted(y));
        long pairs = (long)a.Length * b.Length;
        double lower = Select(a, b, (pairs + 1) / 2);
        return pairs % 2 == 1 ? lower : (lower + Select(a, b, (pairs / 2) + 1)) / 2;
    }

    /// <summary>[d_(q), d_(nm+1-q)] of the sorted differences, q the smallest u with P(U ≤ u) ≥ (1 - confidence)/2, at least 1.</summary>
    /// <exception cref="ArgumentException">A sample is empty, a value not finite, or the confidence not in (0, 1).</exception>
    public static Interval Interval(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence)
    {
        Domain.Values(x, 1);
        Domain.Values(y, 1);
        Domain.Level(confidence);
        (double[] a, double[] b) = (Sorted(x), Sorted(y));
        long pairs = (long)a.Length * b.Length;
        long q = Math.Max(1, SmallestWithTail(a.Length, b.Length, (1 - confidence) / 2));
        return new Interval(Select(a, b, q), Select(a, b, pairs + 1 - q));
    }

    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private static long SmallestWithTail(int n, int m, double tail)
    {
        if (!RankSumDistribution.IsAffordable(n, n + m))
        {
            double deviation = Math.Sqrt((double)n * m * (n + m + 1.0) / 12);
            return (long)Math.Ceiling(((double)n * m / 2) - (NormalDistribution.UpperQuantile(tail) * deviation) - 0.5);
        }

        int drawn = Math.Min(n, m);
        double[] distribution = RankSumDistribution.Of([.. Enumerable.Range(1, n + m).Select(rank => 2 * rank)], drawn);
        int first = drawn * (drawn + 1);
        double sum = 0;
        for (int u = 0; u <= n * m; u++)
        {
            sum += distribution[first + (2 * u)];
            if (sum >= tail * (1 - 1e-12))
                return u;
        }

        return n * m;
    }

    // The rank-th smallest difference (from 1), each step counting in linear time.
    private static double Select(double[] x, double[] y, long rank) =>
        DoubleOrder.Smallest(x[0] - y[^1], x[^1] - y[0], limit => CountAtMost(x, y, limit) >= rank);

    private static long CountAtMost(double[] x, double[] y, double limit)
    {
        long count = 0;
        int j = 0;
        foreach (double value in x)
        {
            while (j < y.Length && value - y[j] > limit)
                j++;
            count += y.Length - j;
        }

        return count;
    }
}
