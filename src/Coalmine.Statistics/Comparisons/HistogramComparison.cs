using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Quantiles;

namespace Coalmine.Statistics.Comparisons;

/// <summary>
/// What two classic histograms over the same bounds say about two distributions: values where the buckets decide, bounds where they do not. The tail
/// probability at <paramref name="SmallestDistance"/> is valid and conservative; at <paramref name="LargestDistance"/> it says how much the binning could
/// hide. Guarantee: asymptotic.
/// </summary>
/// <remarks>Null: both arms have one distribution. Assumes independent observations and bounds fixed beforehand. Direction: superiority above ½ and a
/// positive z mean that the canary's values are larger. One planned look. O(buckets). Source: Mann and Whitney 1947 with ties; Kolmogorov 1933.</remarks>
/// <param name="SmallestDistance">The largest distance of the two distribution functions at a shared bound; the true supremum is no smaller.</param>
/// <param name="LargestDistance">The largest distance that the buckets allow.</param>
/// <param name="SuperiorityLower">P(canary > baseline) if every tie within a bucket counted against it.</param>
/// <param name="SuperiorityUpper">P(canary > baseline) if every tie within a bucket counted for it.</param>
/// <param name="MannWhitneyZ">Mann-Whitney with ties within the buckets, no continuity correction; 0 where all observations share a bucket.</param>
/// <param name="EffectiveSize">nm/(n + m).</param>
public readonly record struct HistogramComparison(
    double SmallestDistance,
    double LargestDistance,
    double SuperiorityLower,
    double SuperiorityUpper,
    double MannWhitneyZ,
    double EffectiveSize)
{
    /// <summary>P(canary > baseline) with half of the ties.</summary>
    public double SuperiorityMiddle => (SuperiorityLower + SuperiorityUpper) / 2;

    /// <summary>Kolmogorov's limit p at a distance of the distribution functions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The distance is negative or NaN.</exception>
    public double KolmogorovTail(double distance)
    {
        Domain.Nonnegative(distance);
        Domain.Nonnegative(EffectiveSize);
        return KolmogorovDistribution.Upper(Math.Sqrt(EffectiveSize) * distance);
    }

    /// <summary>Compares two histograms with the same bounds, each with an observation.</summary>
    /// <exception cref="ArgumentException">The bounds differ, or a side is empty.</exception>
    public static HistogramComparison Of(CumulativeHistogram canary, CumulativeHistogram baseline)
    {
        ArgumentNullException.ThrowIfNull(canary);
        ArgumentNullException.ThrowIfNull(baseline);
        if (!canary.Bounds.SequenceEqual(baseline.Bounds))
            throw new ArgumentException("The buckets differ; coarsen both histograms to their common bounds.", nameof(baseline));
        double n = canary.Total;
        double m = baseline.Total;
        if (!(n > 0 && m > 0))
            throw new ArgumentException("A histogram without observations cannot be compared.", nameof(baseline));
        double smallest = 0, largest = 0, below = 0, above = 0, ties = 0;
        double f1 = 0, f2 = 0;
        for (int j = 0; j < canary.Bounds.Length; j++)
        {
            double next1 = canary.Counts[j] / n;
            double next2 = baseline.Counts[j] / m;
            smallest = Math.Max(smallest, Math.Abs(next1 - next2));
            largest = Math.Max(largest, Math.Max(next1 - f2, next2 - f1));
            below += (next1 - f1) * f2;
            above += (next1 - f1) * next2;
            double tied = canary.InBucket(j) + baseline.InBucket(j);
            ties += (tied * tied * tied) - tied;
            (f1, f2) = (next1, next2);
        }

        double all = n + m;
        double variance = n * m / 12 * (all + 1 - (ties / (all * (all - 1))));
        double z = variance > n * m * all * 1e-13 ? n * m * (((below + above) / 2) - 0.5) / Math.Sqrt(variance) : 0;
        return new HistogramComparison(smallest, largest, below, above, z, n * m / all);
    }
}
