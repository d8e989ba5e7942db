using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Multiplicity;

/// <summary>
/// Adjusted p-values in the order of the input, capped at 1 (semantics of R 4.2.2, <c>p.adjust</c>). For fixed-sample tests; e-values are averaged
/// instead.
/// </summary>
/// <remarks>Guarantee: that of the p-values, under the dependence that each procedure names. One planned look: adjusted values of repeated looks control
/// nothing. O(K log K), Hommel O(K³).</remarks>
public static class AdjustedP
{
    /// <summary>The adjusted values: reject those at most alpha.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A p-value is not in [0, 1], or the adjustment unknown.</exception>
    public static double[] Of(ReadOnlySpan<double> p, Adjustment adjustment)
    {
        foreach (double value in p)
            Domain.Probability(value, nameof(p));
        if (!Enum.IsDefined(adjustment))
            throw new ArgumentOutOfRangeException(nameof(adjustment), adjustment, "There is no such adjustment.");
        int n = p.Length;
        int[] order = Enumerable.Range(0, n).ToArray();
        double[] sorted = p.ToArray();
        Array.Sort(sorted, order);
        double harmonic = 0;
        for (int i = 1; i <= n; i++)
            harmonic += 1.0 / i;
        double[] adjusted = adjustment switch
        {
            Adjustment.Bonferroni => Array.ConvertAll(sorted, value => value * n),
            Adjustment.Holm => StepDown(sorted),
            Adjustment.Hochberg => StepUp(sorted, rank => n - rank + 1.0),
            Adjustment.Hommel => Hommel(sorted),
            Adjustment.BenjaminiHochberg => StepUp(sorted, rank => (double)n / rank),
            Adjustment.BenjaminiYekutieli => StepUp(sorted, rank => harmonic * n / rank),
            _ => sorted,
        };
        double[] result = new double[n];
        for (int i = 0; i < n; i++)
            result[order[i]] = Math.Min(1, adjusted[i]);
        return result;
    }

    private static double[] StepDown(double[] sorted)
    {
        double[] result = new double[sorted.Length];
        double largest = 0;
        for (int i = 0; i < sorted.Length; i++)
            result[i] = largest = Math.Max(largest, (sorted.Length - i) * sorted[i]);
        return result;
    }

    private static double[] StepUp(double[] sorted, Func<int, double> factor)
    {
        double[] result = new double[sorted.Length];
        double smallest = double.PositiveInfinity;
        for (int i = sorted.Length - 1; i >= 0; i--)
            result[i] = smallest = Math.Min(smallest, factor(i + 1) * sorted[i]);
        return result;
    }

    // For each value the worst Simes p among the intersections that contain it: of the sets of size s, the one with the s - 1 largest others (the value
    // itself may be among these).
    private static double[] Hommel(double[] sorted)
    {
        int n = sorted.Length;
        double[] result = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int size = 1; size <= n; size++)
                result[i] = Math.Max(result[i], Simes(sorted, i, size));
        }

        return result;
    }

    private static double Simes(double[] sorted, int member, int size)
    {
        int first = sorted.Length - size;
        double smallest = double.PositiveInfinity;
        for (int rank = 1; rank <= size; rank++)
        {
            int index = first + rank - 1;
            if (member < first)
                index = rank == 1 ? member : index;
            smallest = Math.Min(smallest, size * sorted[index] / rank);
        }

        return smallest;
    }
}
