using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Drift;

/// <summary>
/// The one-sided CUSUM for a rise above a known mean: slack is half the shift to detect, the threshold sets the run length. Guarantee: heuristic.
/// </summary>
/// <remarks>Direction: a rise. The run length to a false alarm depends on the distribution: simulate it, or use <see
/// cref="Sequential.LikelihoodRatioCusum"/>, whose bound is proved. O(1) a value. Source: Page 1954.</remarks>
public sealed class CumulativeSum(double mean, double slack, double threshold)
{
    private double statistic;

    /// <summary>Takes a value and says whether S = max(0, S + x - mean - slack) exceeds the threshold.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public bool Add(double value)
    {
        Domain.Value(value);
        statistic = Math.Max(0, statistic + value - mean - slack);
        return statistic > threshold;
    }
}
