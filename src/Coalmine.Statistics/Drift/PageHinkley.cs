using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Drift;

/// <summary>The Page-Hinkley test for a rise of a mean. With forgetting (below 1) it is not the textbook test. Guarantee: heuristic.</summary>
/// <remarks>Direction: a rise. No error bound over a run. O(1) a value. Source: Page 1954; Hinkley 1971.</remarks>
public sealed class PageHinkley(double delta, double threshold, double forgetting, int warmUp)
{
    private long count;
    private double mean;
    private double statistic;

    /// <summary>
    /// Takes a value and says whether the alarm stands: S = max(0, forgetting·S + x - mean - delta) is at least the threshold, from the warm-up on.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public bool Add(double value)
    {
        Domain.Value(value);
        count++;
        mean += (value - mean) / count;
        statistic = Math.Max(0, (forgetting * statistic) + value - mean - delta);
        return count >= warmUp && statistic >= threshold;
    }
}
