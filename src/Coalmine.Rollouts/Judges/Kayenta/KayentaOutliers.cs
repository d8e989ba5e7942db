namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>Which points lie beyond Tukey's fence as Kayenta draws it (<c>IQRDetector.scala</c>).</summary>
public static class KayentaOutliers
{
    /// <summary>
    /// A percentile by linear interpolation on n - 1 (type 7 of Hyndman and Fan 1996, as R, Excel and Apache Commons Math's <c>R_7</c>). NaN without values;
    /// between infinities NaN too.
    /// </summary>
    /// <param name="values">In any order.</param>
    /// <param name="percent">From 0 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is not from 0 to 100.</exception>
    public static double Percentile(ReadOnlySpan<double> values, double percent)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, percent);
    }

    /// <summary>One flag a value: whether it lies beyond the fence.</summary>
    /// <param name="values">In any order; no NaN.</param>
    /// <param name="factor">The fence's distance from the quartiles in interquartile ranges.</param>
    /// <param name="reducesSensitivity">
    /// Whether the fence lies no nearer than the first and the 99th percentile, as always in the judge: among 100 points or fewer at most one at each end is
    /// then an outlier, and none where the two extremes are equal.
    /// </param>
    public static bool[] Find(ReadOnlySpan<double> values, double factor, bool reducesSensitivity)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        double first = OfSorted(sorted, 25), third = OfSorted(sorted, 75);
        double range = third - first;
        double lowest = first - (factor * range), highest = third + (factor * range);
        if (reducesSensitivity)
        {
            lowest = Math.Min(OfSorted(sorted, 1), lowest);
            highest = Math.Max(OfSorted(sorted, 99), highest);
        }

        bool[] flags = new bool[values.Length];
        for (int i = 0; i < flags.Length; i++)
            flags[i] = values[i] > highest || values[i] < lowest;
        return flags;
    }

    private static double OfSorted(double[] sorted, double percent)
    {
        if (!(percent is >= 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentage lies from 0 to 100.");
        if (sorted.Length == 0)
            return double.NaN;
        double position = 1 + ((sorted.Length - 1) * (percent / 100));
        double whole = Math.Floor(position);
        if (position >= sorted.Length)
            return sorted[^1];
        double lower = sorted[(int)whole - 1];
        return lower + ((position - whole) * (sorted[(int)whole] - lower));
    }
}
