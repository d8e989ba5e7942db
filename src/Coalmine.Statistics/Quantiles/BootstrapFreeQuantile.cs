using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Quantiles;

/// <summary>
/// Quantiles without resampling: the Poisson bootstrap's index of the q-quantile is about Bin(n + 1, q), clipped to the sample (Schultzberg and Ankargren
/// 2022). Enumerated, not drawn, so it repeats. Guarantee: asymptotic.
/// </summary>
/// <remarks>Assumes independent values. One planned look. O(√n + √m) after sorting, for each of at most 64 bisections.</remarks>
public static class BootstrapFreeQuantile
{
    // Indices this improbable cannot move a percentile.
    private const double Negligible = 1e-18;

    /// <summary>The alpha/2 and 1 - alpha/2 quantiles of the index (1-based) in a sample of n ≥ 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or a share not in (0, 1).</exception>
    public static (int Lower, int Upper) Ranks(int n, double quantile, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        Domain.Level(quantile);
        Domain.Level(alpha);
        double sum = 0;
        int lower = 0;
        foreach ((int index, double probability) in Indices(n, quantile))
        {
            sum += probability;
            if (lower == 0 && sum >= alpha / 2)
                lower = index;
            if (sum >= 1 - (alpha / 2))
                return (lower, index);
        }

        return (lower, n);
    }

    /// <summary>
    /// The percentile interval of X_(I) - Y_(J) for sorted samples: the smallest differences whose cumulative probability reaches alpha/2 and 1 - alpha/2.
    /// </summary>
    public static Interval Difference(IReadOnlyList<double> sortedX, IReadOnlyList<double> sortedY, double quantile, double alpha)
    {
        ArgumentNullException.ThrowIfNull(sortedX);
        ArgumentNullException.ThrowIfNull(sortedY);
        Domain.Level(quantile);
        Domain.Level(alpha);
        foreach (double value in sortedX.Concat(sortedY))
            Domain.Value(value, nameof(sortedX));
        ArgumentOutOfRangeException.ThrowIfLessThan(sortedX.Count, 1, nameof(sortedX));
        ArgumentOutOfRangeException.ThrowIfLessThan(sortedY.Count, 1, nameof(sortedY));
        List<(int Index, double Probability)> first = Indices(sortedX.Count, quantile), second = Indices(sortedY.Count, quantile);
        double lowest = sortedX[first[0].Index - 1] - sortedY[second[^1].Index - 1], highest = sortedX[first[^1].Index - 1] - sortedY[second[0].Index - 1];
        double[] tails = new double[second.Count + 1];
        for (int j = second.Count - 1; j >= 0; j--)
            tails[j] = tails[j + 1] + second[j].Probability;

        // P(X_(I) - Y_(J) ≤ limit): as X grows, the smallest Y that is large enough only moves up.
        double AtMost(double limit)
        {
            double sum = 0;
            int j = 0;
            foreach ((int i, double probability) in first)
            {
                while (j < second.Count && sortedX[i - 1] - sortedY[second[j].Index - 1] > limit)
                    j++;
                sum += probability * tails[j];
            }

            return sum;
        }

        return new Interval(
            DoubleOrder.Smallest(lowest, highest, limit => AtMost(limit) >= alpha / 2),
            DoubleOrder.Smallest(lowest, highest, limit => AtMost(limit) >= 1 - (alpha / 2)));
    }

    // The indices that matter, outwards from the most probable one: about 18 standard deviations of them, however large the sample.
    private static List<(int Index, double Probability)> Indices(int n, double quantile)
    {
        int mode = (int)Math.Clamp(Math.Floor((n + 2.0) * quantile), 0, n + 1.0);
        int low = mode, high = mode;
        while (low > 0 && Probability(low - 1, n, quantile) > Negligible)
            low--;
        while (high < n + 1 && Probability(high + 1, n, quantile) > Negligible)
            high++;
        var indices = new List<(int, double)>();
        for (int k = low; k <= high; k++)
        {
            int clipped = Math.Clamp(k, 1, n);
            if (indices.Count > 0 && indices[^1].Item1 == clipped)
                indices[^1] = (clipped, indices[^1].Item2 + Probability(k, n, quantile));
            else
                indices.Add((clipped, Probability(k, n, quantile)));
        }

        return indices;
    }

    private static double Probability(int k, int n, double quantile) => Math.Exp(BinomialDistribution.LogProbability(k, n + 1, quantile));
}
