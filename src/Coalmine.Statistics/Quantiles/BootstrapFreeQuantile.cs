using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Quantiles;

/// <summary>
/// Quantiles without resampling: the Poisson bootstrap's index of the q-quantile is about Bin(n + 1, q), clipped to the sample (Schultzberg and Ankargren
/// 2022). Enumerated, not drawn, so it repeats. Guarantee: asymptotic.
/// </summary>
/// <remarks>Assumes independent values. One planned look. O(n + √(n·m)·log) after sorting.</remarks>
public static class BootstrapFreeQuantile
{
    // Indices this improbable cannot move a percentile.
    private const double Negligible = 1e-18;

    /// <summary>The alpha/2 and 1 - alpha/2 quantiles of the index (1-based) in a sample of n ≥ 1.</summary>
    public static (int Lower, int Upper) Ranks(int n, double quantile, double alpha)
    {
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
        List<(int Index, double Probability)> second = Indices(sortedY.Count, quantile);
        var differences = new List<(double Value, double Probability)>();
        foreach ((int i, double p) in Indices(sortedX.Count, quantile))
        {
            foreach ((int j, double q) in second)
                differences.Add((sortedX[i - 1] - sortedY[j - 1], p * q));
        }

        differences.Sort((a, b) => a.Value.CompareTo(b.Value));
        double sum = 0;
        double lower = double.NaN;
        foreach ((double value, double probability) in differences)
        {
            sum += probability;
            if (double.IsNaN(lower) && sum >= alpha / 2)
                lower = value;
            if (sum >= 1 - (alpha / 2))
                return new Interval(lower, value);
        }

        return new Interval(lower, differences[^1].Value);
    }

    private static List<(int Index, double Probability)> Indices(int n, double quantile)
    {
        var indices = new List<(int, double)>();
        for (int k = 0; k <= n + 1; k++)
        {
            double probability = Math.Exp(BinomialDistribution.LogProbability(k, n + 1, quantile));
            int clipped = Math.Clamp(k, 1, n);
            if (indices.Count > 0 && indices[^1].Item1 == clipped)
                indices[^1] = (clipped, indices[^1].Item2 + probability);
            else if (probability > Negligible)
                indices.Add((clipped, probability));
        }

        return indices;
    }
}
