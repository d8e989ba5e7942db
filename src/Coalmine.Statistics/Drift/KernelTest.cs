using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;

namespace Coalmine.Statistics.Drift;

/// <summary>
/// The permutation test of equal distributions of vectors by the unbiased squared maximum mean discrepancy with a Gaussian kernel (Gretton et al. 2012): for
/// embeddings, where single coordinates say little. The bandwidth is the median of the pooled pairwise distances. p = (1 + #{T* ≥ T})/(1 + R), which is never 0
/// (Phipson and Smyth 2010). Guarantee: exact under exchangeability, one look. O(N²(d + R)); more than 500 vectors a side are subsampled.
/// </summary>
/// <param name="Discrepancy">The squared discrepancy; may be negative where nothing differs.</param>
/// <param name="Bandwidth">σ of the kernel exp(-|x - y|²/(2σ²)).</param>
/// <param name="P">The p-value.</param>
public readonly record struct KernelTest(double Discrepancy, double Bandwidth, double P)
{
    /// <summary>Vectors that are used of each side.</summary>
    public const int MostPerSide = 500;

    // Equal discrepancies are ties; rounding must not split them.
    private const double Slack = 1e-12;

    /// <summary>The test of two sets of at least two vectors each, all of one length, with a number of permutations drawn from a stream.</summary>
    /// <exception cref="ArgumentException">Fewer than two vectors on a side, vectors of different lengths, or a value that is not finite.</exception>
    public static KernelTest Of(IReadOnlyList<double[]> x, IReadOnlyList<double[]> y, int permutations, ref Xoshiro256 stream)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(permutations);
        if (x.Count < 2 || y.Count < 2 || x.Concat(y).Any(vector => vector.Length != x[0].Length))
            throw new ArgumentException("Each side has two vectors at least, all of one length.", nameof(y));
        foreach (double[] vector in x.Concat(y))
            Domain.Values(vector, 0, nameof(x));
        double[][] first = Subsample(x, ref stream), second = Subsample(y, ref stream);
        double[][] kernel = SquaredDistances([.. first, .. second]);
        double bandwidth = MedianDistance(kernel);
        foreach (double[] row in kernel)
        {
            for (int j = 0; j < row.Length; j++)
                row[j] = Math.Exp(-row[j] / (2 * bandwidth * bandwidth));
        }

        double[] rows = Array.ConvertAll(kernel, row => row.Sum() - 1);
        int[] order = [.. Enumerable.Range(0, kernel.Length)];
        double observed = Statistic(kernel, rows, order, first.Length);
        int larger = 0;
        for (int r = 0; r < permutations; r++)
        {
            Shuffle(order, first.Length, ref stream);
            larger += Statistic(kernel, rows, order, first.Length) >= observed - Slack ? 1 : 0;
        }

        return new KernelTest(observed, bandwidth, (1.0 + larger) / (1.0 + permutations));
    }

    private static double[][] Subsample(IReadOnlyList<double[]> vectors, ref Xoshiro256 stream)
    {
        double[][] all = [.. vectors];
        if (all.Length <= MostPerSide)
            return all;
        Shuffle(all, MostPerSide, ref stream);
        return all[..MostPerSide];
    }

    // The first places become a random draw without replacement (Fisher and Yates).
    private static void Shuffle<T>(T[] items, int places, ref Xoshiro256 stream)
    {
        for (int i = 0; i < places; i++)
        {
            int j = i + (int)(stream.NextDouble() * (items.Length - i));
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static double[][] SquaredDistances(double[][] vectors)
    {
        double[][] distances = Array.ConvertAll(vectors, _ => new double[vectors.Length]);
        for (int i = 0; i < vectors.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double sum = 0;
                for (int d = 0; d < vectors[i].Length; d++)
                    sum += (vectors[i][d] - vectors[j][d]) * (vectors[i][d] - vectors[j][d]);
                distances[i][j] = distances[j][i] = sum;
            }
        }

        return distances;
    }

    // 1 where half of the pairs coincide: any bandwidth then says the same of the rest.
    private static double MedianDistance(double[][] squares)
    {
        double[] pairs = [.. squares.SelectMany((row, i) => row.Take(i))];
        Array.Sort(pairs);
        int half = pairs.Length / 2;
        double median = pairs.Length % 2 == 1 ? Math.Sqrt(pairs[half]) : (Math.Sqrt(pairs[half - 1]) + Math.Sqrt(pairs[half])) / 2;
        return median > 0 ? median : 1;
    }

    // With the row sums known only the pairs inside the first set are added up; the other two sums follow.
    private static double Statistic(double[][] kernel, double[] rows, int[] order, int n)
    {
        double inside = 0, first = 0, total = 0;
        for (int i = 0; i < n; i++)
        {
            double[] row = kernel[order[i]];
            first += rows[order[i]];
            for (int j = 0; j < i; j++)
                inside += 2 * row[order[j]];
        }

        foreach (double row in rows)
            total += row;
        double across = first - inside, other = total - (2 * across) - inside;
        double m = order.Length - n;
        return (inside / (n * (n - 1.0))) + (other / (m * (m - 1))) - (2 * across / (n * m));
    }
}
