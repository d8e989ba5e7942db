using System.Text;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Histograms;

/// <summary>
/// A native histogram: counts in buckets whose bounds are powers of a base, or custom bounds (model/histogram/float_histogram.go of Prometheus 3.14).
/// Immutable. Equal histograms have the same layout and numbers; what they say of resets does not count, and neither do empty buckets, which are not kept.
/// </summary>
public sealed record FloatHistogram
{
    /// <summary>The schema of custom bounds.</summary>
    public const int CustomSchema = -53;

    /// <summary>The coarsest schema of exponential bounds.</summary>
    public const int LeastSchema = -4;

    /// <summary>The finest schema of exponential bounds.</summary>
    public const int GreatestSchema = 8;

    private readonly BucketCount[] positive = [];
    private readonly BucketCount[] negative = [];
    private readonly double[] customBounds = [];

    /// <summary>
    /// How fine the buckets are: with schema s each bound is 2^(2^-s) times the one before it, s from <see cref="LeastSchema"/> to
    /// <see cref="GreatestSchema"/>; or <see cref="CustomSchema"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of these.</exception>
    public int Schema
    {
        get;
        init
        {
            if (value != CustomSchema)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(value, LeastSchema);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(value, GreatestSchema);
            }

            field = value;
        }
    }

    /// <summary>Observations no further than this from 0 are in the zero bucket; 0 with custom bounds.</summary>
    public double ZeroThreshold { get; init; }

    /// <summary>Observations in the zero bucket.</summary>
    public double ZeroCount { get; init; }

    /// <summary>All observations, NaN included, which is in no bucket.</summary>
    public double Count { get; init; }

    /// <summary>Their sum.</summary>
    public double Sum { get; init; }

    /// <summary>What it says of the histogram before it.</summary>
    public CounterReset Reset { get; init; }

    /// <summary>The finite upper bounds of custom buckets, strictly ascending; a last bucket holds what is above. Empty with exponential bounds.</summary>
    /// <exception cref="ArgumentException">They do not ascend.</exception>
    public IReadOnlyList<double> CustomBounds
    {
        get => customBounds;
        init
        {
            customBounds = [.. value];
            for (int i = 1; i < customBounds.Length; i++)
            {
                if (!(customBounds[i] > customBounds[i - 1]))
                    throw new ArgumentException("The bounds must ascend.", nameof(value));
            }
        }
    }

    /// <summary>Buckets above 0, or all of them with custom bounds, in ascending order; those without observations are left out.</summary>
    /// <exception cref="ArgumentException">Their indices do not ascend.</exception>
    public IReadOnlyList<BucketCount> Positive
    {
        get => positive;
        init => positive = Filled(value);
    }

    /// <summary>Buckets below 0, the ones closest to it first.</summary>
    /// <exception cref="ArgumentException">Their indices do not ascend.</exception>
    public IReadOnlyList<BucketCount> Negative
    {
        get => negative;
        init => negative = Filled(value);
    }

    /// <summary>Whether its bounds are custom.</summary>
    public bool HasCustomBounds => Schema == CustomSchema;

    /// <summary>Equal layout and numbers; NaN equals NaN nowhere, as in Prometheus.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(FloatHistogram? other) =>
        other is not null && Schema == other.Schema && ZeroThreshold == other.ZeroThreshold && ZeroCount == other.ZeroCount && Count == other.Count
        && (Sum == other.Sum || (double.IsNaN(Sum) && double.IsNaN(other.Sum))) && customBounds.AsSpan().SequenceEqual(other.customBounds)
        && positive.AsSpan().SequenceEqual(other.positive) && negative.AsSpan().SequenceEqual(other.negative);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Schema, Count, Sum, positive.Length, negative.Length);

    /// <summary>
    /// Prometheus's notation: <c>{count:3, sum:4, (0.5,1]:1, (1,2]:2}</c>, buckets in ascending order; it is what <c>count_values</c> makes a label of.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{{count:{GoText.Short(Count)}, sum:{GoText.Short(Sum)}");
        foreach (var bucket in Buckets())
        {
            bool isZero = !HasCustomBounds && bucket.Lower == -ZeroThreshold && bucket.Upper == ZeroThreshold;
            char open = isZero || bucket.Lower < 0 ? '[' : '(';
            char close = isZero || bucket.Upper > 0 ? ']' : ')';
            text.Append($", {open}{GoText.Short(bucket.Lower)},{GoText.Short(bucket.Upper)}{close}:{GoText.Short(bucket.Count)}");
        }

        return text.Append('}').ToString();
    }

    /// <summary>The sum, or the difference, with the bounds that both have: the coarser schema, the wider zero bucket, the common custom bounds.</summary>
    /// <param name="other">What is added or taken away.</param>
    /// <param name="subtracts">Whether it is taken away; the difference is a gauge.</param>
    /// <returns>Null when one has exponential and the other custom bounds.</returns>
    public FloatHistogram? Plus(FloatHistogram other, bool subtracts)
    {
        ArgumentNullException.ThrowIfNull(other);
        return HistogramTotal.Of(this, other, subtracts, out _);
    }

    /// <summary>Buckets with observations in ascending order, the zero bucket among them.</summary>
    internal IEnumerable<HistogramBucket> Buckets()
    {
        for (int i = negative.Length - 1; i >= 0; i--)
            yield return new HistogramBucket(-BoundOf(negative[i].Index), -BoundOf(negative[i].Index - 1), negative[i].Count);
        if (ZeroCount != 0)
            yield return new HistogramBucket(-ZeroThreshold, ZeroThreshold, ZeroCount);
        foreach (var bucket in positive)
            yield return new HistogramBucket(BoundOf(bucket.Index - 1), BoundOf(bucket.Index), bucket.Count);
    }

    /// <summary>
    /// The same in a form in which interpolation can be done: the zero bucket has no side on which there are no other observations
    /// (promql/quantile.go of Prometheus 3.14).
    /// </summary>
    internal HistogramBucket OneSided(HistogramBucket bucket)
    {
        if (HasCustomBounds || !bucket.SpansZero)
            return bucket;
        if (negative.Length == 0 && positive.Length > 0)
            return bucket with { Lower = 0 };
        return positive.Length == 0 && negative.Length > 0 ? bucket with { Upper = 0 } : bucket;
    }

    /// <summary>The same with every count and the sum multiplied; a negative factor makes a gauge of it.</summary>
    internal FloatHistogram Times(double factor) => Changed(value => value * factor) with { Reset = factor < 0 ? CounterReset.Gauge : Reset };

    /// <summary>The same divided; by 0 the buckets are gone, since nothing tells them apart any more.</summary>
    internal FloatHistogram Over(double divisor)
    {
        var divided = Changed(value => value / divisor) with { Reset = divisor < 0 ? CounterReset.Gauge : Reset };
        return divisor == 0 ? divided with { Positive = [], Negative = [] } : divided;
    }

    /// <summary>The upper end of a bucket, by its magnitude.</summary>
    internal double BoundOf(int index)
    {
        if (HasCustomBounds)
            return index < 0 ? double.NegativeInfinity : index < customBounds.Length ? customBounds[index] : double.PositiveInfinity;
        if (Schema <= 0)
            return PowerOfTwo((long)index << -Schema, 0);
        int whole = index >> Schema;
        return PowerOfTwo(whole, (index - (whole << Schema)) / (double)(1 << Schema));
    }

    /// <summary>The largest bucket ends at the largest number, so that no finite observation is outside.</summary>
    private static double PowerOfTwo(long whole, double part)
    {
        if (whole >= 1024)
            return whole == 1024 && part == 0 ? double.MaxValue : double.PositiveInfinity;
        return Math.ScaleB(Math.Pow(2, part), (int)Math.Max(whole, -2000));
    }

    private FloatHistogram Changed(Func<double, double> change) => this with
    {
        ZeroCount = change(ZeroCount),
        Count = change(Count),
        Sum = change(Sum),
        Positive = [.. positive.Select(bucket => bucket with { Count = change(bucket.Count) })],
        Negative = [.. negative.Select(bucket => bucket with { Count = change(bucket.Count) })],
    };

    private static BucketCount[] Filled(IReadOnlyList<BucketCount> buckets)
    {
        for (int i = 1; i < buckets.Count; i++)
        {
            if (buckets[i].Index <= buckets[i - 1].Index)
                throw new ArgumentException("The indices must ascend.", nameof(buckets));
        }

        return [.. buckets.Where(bucket => bucket.Count != 0)];
    }
}
