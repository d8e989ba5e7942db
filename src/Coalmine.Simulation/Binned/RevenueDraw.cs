using Coalmine.Simulation.Engines;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// Revenue over its buckets and its sum. Every request is observed: one that does not convert brings 0 and lies within every bound. Up to 16 conversions of a
/// cell are drawn one by one; more are split over the buckets, and the sum follows from those (see <see cref="BucketSum"/>).
/// </summary>
internal sealed class RevenueDraw
{
    private const int DrawnSingly = 16;

    private readonly CounterLayout _layout;
    private readonly double[] _bounds;
    private readonly RevenueLaw _baseline;
    private readonly RevenueLaw _canary;
    private readonly int _baselinePods;
    private readonly BucketSplit _split;
    private readonly long[] _below;

    /// <summary>Prepares the draws.</summary>
    public RevenueDraw(CounterLayout layout, double[] bounds, RevenueLaw baseline, RevenueLaw canary, int baselinePods)
    {
        _layout = layout;
        _bounds = bounds;
        _baseline = baseline;
        _canary = canary;
        _baselinePods = baselinePods;
        _split = new BucketSplit(bounds.Length + 1, _ => true);
        _below = new long[bounds.Length + 2];
    }

    /// <summary>Draws the revenue of so many conversions.</summary>
    public void Draw(PodCell cell, long conversions, Span<double> counters)
    {
        RevenueLaw law = cell.Pod < _baselinePods ? _baseline : _canary;
        StreamKey key = cell.Key.With(Purpose.Revenue);
        Array.Clear(_below);
        double sum = conversions <= DrawnSingly ? DrawSingly(key, conversions, law) : Split(cell, key, conversions, law);
        long withoutConversion = cell.Requests - conversions;
        for (int bound = 0; bound < _bounds.Length; bound++)
            counters[_layout.Revenue + bound] += withoutConversion + _below[bound + 1];
        counters[(int)Slot.RevenueSum] += sum;
    }

    private double DrawSingly(StreamKey key, long conversions, RevenueLaw law)
    {
        Xoshiro256 random = key.Open();
        double sum = 0;
        for (; conversions > 0; conversions--)
        {
            double revenue = LogNormalSampler.Draw(ref random, law.Single.LogMean, law.Single.LogDeviation);
            sum += revenue;
            for (int bound = _bounds.Length; bound > 0 && revenue <= _bounds[bound - 1]; bound--)
                _below[bound]++;
        }

        return sum;
    }

    private double Split(PodCell cell, StreamKey key, long conversions, RevenueLaw law)
    {
        _split.Split(key, law.Buckets, conversions, conversions);
        _split.Below.CopyTo(_below);
        Xoshiro256 sums = cell.Key.With(Purpose.RevenueSum).Open();
        double sum = 0;
        for (int bucket = 0; bucket <= _bounds.Length; bucket++)
            sum += BucketSum.Draw(ref sums, _split.In(bucket), law.Buckets, bucket, _bounds);
        return sum;
    }
}
