using Coalmine.Simulation.Engines;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>Latencies of all requests over the telemetry's buckets, with their sum where somebody reads it.</summary>
internal sealed class LatencyDraw : PodDraw
{
    private readonly CounterLayout _layout;
    private readonly double[] _bounds;
    private readonly int[] _boundaries;
    private readonly BucketSplit _split;
    private readonly double[] _sums;
    private readonly LatencyByOutcome? _byOutcome;
    private readonly bool _drawsSums;

    /// <summary>Prepares the draws that are needed.</summary>
    public LatencyDraw(CounterNeeds needs, double[] bounds)
    {
        _layout = needs.Layout;
        _bounds = bounds;
        _boundaries = [.. Enumerable.Range(1, bounds.Length).Where(needs.ReadsBoundary)];
        _split = new BucketSplit(bounds.Length + 1, needs.ReadsBoundary);
        _sums = new double[bounds.Length + 1];
        _byOutcome = needs.LatencyByOutcome ? new LatencyByOutcome(_layout, bounds) : null;
        _drawsSums = needs.LatencySums;
    }

    /// <inheritdoc/>
    public override void Draw(PodCell cell, Span<double> counters)
    {
        _split.Split(cell.Key.With(Purpose.Latency), cell.Law.Latency, cell.Bursts, cell.Requests);
        ReadOnlySpan<long> below = _split.Below;
        foreach (int boundary in _boundaries)
            counters[_layout.Latency + boundary - 1] += below[boundary];
        if (_drawsSums)
            DrawSums(cell, counters);
        _byOutcome?.Draw(cell, _split, _sums, counters);
    }

    private void DrawSums(PodCell cell, Span<double> counters)
    {
        Xoshiro256 random = cell.Key.With(Purpose.LatencySum).Open();
        double sum = 0;
        for (int bucket = 0; bucket < _sums.Length; bucket++)
            sum += _sums[bucket] = BucketSum.Draw(ref random, _split.In(bucket), cell.Law.Latency, bucket, _bounds);
        counters[(int)Slot.LatencySum] += sum;
    }
}
