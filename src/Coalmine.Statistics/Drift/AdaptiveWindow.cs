using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Drift;

/// <summary>
/// ADWIN (Bifet and Gavaldà 2007) as river implements it, with its slip: the newest bucket of every row is left out of the walk, so alarms come late.
/// Tells of the first cut only: feed a new one afterwards. Guarantee: heuristic.
/// </summary>
/// <remarks>Two-sided in the mean of values in [0, 1]. Its δ bounds the error of one comparison, not of a run. O(log n) a value.</remarks>
public sealed class AdaptiveWindow(double delta)
{
    private const int BucketsPerRow = 5;
    private const int Clock = 32;
    private const int Grace = 10;
    private const int SmallestPart = 5;

    // Row r holds sums of 2^r values, the oldest first.
    private readonly double delta = delta is > 0 and < 1
        ? delta
        : throw new ArgumentOutOfRangeException(nameof(delta), delta, "An error level lies in (0, 1).");
    private readonly List<List<double>> rows = [[]];
    private long count;
    private double total;
    private double squares;

    /// <summary>Takes a value and says whether the window falls into two parts with different means; looked at with every 32nd value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1].</exception>
    public bool Add(double value)
    {
        Domain.Probability(value);
        count++;
        total += value;
        squares += value * value;
        rows[0].Add(value);
        for (int r = 0; r < rows.Count && rows[r].Count > BucketsPerRow; r++)
        {
            if (r + 1 == rows.Count)
                rows.Add([]);
            rows[r + 1].Add(rows[r][0] + rows[r][1]);
            rows[r].RemoveRange(0, 2);
        }

        return count % Clock == 0 && count > Grace && HasCut();
    }

    private bool HasCut()
    {
        double older = 0, olderTotal = 0;
        for (int r = rows.Count - 1; r >= 0; r--)
        {
            for (int b = 0; b < rows[r].Count - 1; b++)
            {
                older += Math.Pow(2, r);
                olderTotal += rows[r][b];
                double younger = count - older;
                if (older >= SmallestPart && younger >= SmallestPart && Differ(older, olderTotal / older, younger, (total - olderTotal) / younger))
                    return true;
            }
        }

        return false;
    }

    private bool Differ(double n0, double mean0, double n1, double mean1)
    {
        double mean = total / count;
        double variance = Math.Max(0, (squares / count) - (mean * mean));
        double log = Math.Log(2 * Math.Log(count) / delta);
        double inverse = (1 / (n0 - SmallestPart + 1)) + (1 / (n1 - SmallestPart + 1));
        return Math.Abs(mean0 - mean1) > Math.Sqrt(2 * inverse * variance * log) + (2.0 / 3 * log * inverse);
    }
}
