using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Quantiles;

/// <summary>A classic histogram: rising upper bounds, the last one +∞, and for each the number of observations at or below it.</summary>
public sealed class CumulativeHistogram
{
    private readonly double[] bounds;
    private readonly double[] counts;

    /// <summary>Takes bounds that rise strictly and counts that do not fall, of the same length, at least one; the highest bound is +∞.</summary>
    /// <exception cref="ArgumentException">The bounds or counts are not of that form.</exception>
    public CumulativeHistogram(ReadOnlySpan<double> bounds, ReadOnlySpan<double> counts)
    {
        if (bounds.Length == 0 || bounds.Length != counts.Length)
            throw new ArgumentException("A histogram needs one count for each bound.", nameof(counts));
        if (!double.IsPositiveInfinity(bounds[^1]))
            throw new ArgumentException("The highest bound must be +Inf.", nameof(bounds));
        for (int i = 1; i < bounds.Length; i++)
        {
            if (!(bounds[i] > bounds[i - 1]))
                throw new ArgumentException("The bounds must rise.", nameof(bounds));
            if (!(counts[i] >= counts[i - 1]))
                throw new ArgumentException("The cumulative counts must not fall.", nameof(counts));
        }

        if (!(counts[0] >= 0 && counts[^1] <= Domain.MostTrials && bounds[0] == bounds[0]))
            throw new ArgumentException("Counts lie in [0, 2^53], and bounds are numbers.", nameof(counts));
        this.bounds = bounds.ToArray();
        this.counts = counts.ToArray();
    }

    /// <summary>Upper bounds of the buckets.</summary>
    public ReadOnlySpan<double> Bounds => bounds;

    /// <summary>Observations at or below each bound.</summary>
    public ReadOnlySpan<double> Counts => counts;

    /// <summary>All observations.</summary>
    public double Total => counts[^1];

    /// <summary>
    /// The same observations over the bounds that another histogram has too (+∞ is always one): both become comparable. Nothing is interpolated.
    /// </summary>
    public CumulativeHistogram CoarsenedTo(CumulativeHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        int[] kept = [.. Enumerable.Range(0, bounds.Length).Where(i => other.bounds.AsSpan().BinarySearch(bounds[i]) >= 0)];
        return new CumulativeHistogram(Array.ConvertAll(kept, i => bounds[i]), Array.ConvertAll(kept, i => counts[i]));
    }

    /// <summary>Observations in one bucket.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bucket.</exception>
    public double InBucket(int bucket)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bucket);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bucket, counts.Length);
        return counts[bucket] - (bucket == 0 ? 0 : counts[bucket - 1]);
    }

    /// <summary>Lower edge of a bucket. The first one starts at 0 (non-negative data), or at -∞ when its bound is not positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bucket.</exception>
    public double LowerEdge(int bucket)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bucket);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bucket, counts.Length);
        if (bucket > 0)
            return bounds[bucket - 1];
        return bounds[0] > 0 ? 0 : double.NegativeInfinity;
    }

    /// <summary>The bucket of the observation with a 1-based rank: the first one whose cumulative count reaches it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rank is NaN.</exception>
    public int BucketOfRank(double rank)
    {
        Domain.Number(rank);
        int bucket = 0;
        while (bucket < counts.Length - 1 && counts[bucket] < rank)
            bucket++;
        return bucket;
    }
}
