using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// Latencies of errors and of answers, each over its own buckets, since the platform keeps a histogram per response code; the two have the same law and add up
/// to the latencies of all requests.
/// </summary>
internal sealed class LatencyDraw : PodDraw
{
    private readonly CounterLayout _layout;
    private readonly double[] _bounds;
    private readonly int[] _boundaries;
    private readonly BucketSplit _answered;
    private readonly BucketSplit _errors;
    private readonly bool _sums;

    /// <summary>Prepares the draws that are needed.</summary>
    public LatencyDraw(CounterNeeds needs, double[] bounds)
    {
        _layout = needs.Layout;
        _bounds = bounds;
        _boundaries = [.. Enumerable.Range(1, bounds.Length).Where(needs.ReadsBoundary)];
        _answered = new BucketSplit(bounds.Length + 1, needs.ReadsBoundary);
        _errors = new BucketSplit(bounds.Length + 1, needs.ReadsBoundary);
        _sums = needs.LatencySums;
    }

    /// <inheritdoc/>
    public override void Draw(PodCell cell, Span<double> counters)
    {
        _answered.Split(cell.Key.With(Purpose.Latency), cell.Law.Latency, cell.Bursts - cell.ErrorBursts, cell.Requests - cell.Errors);
        _errors.Split(cell.Key.With(Purpose.ErrorLatency), cell.Law.Latency, cell.ErrorBursts, cell.Errors);
        ReadOnlySpan<long> answered = _answered.Below;
        ReadOnlySpan<long> errors = _errors.Below;
        foreach (int boundary in _boundaries)
        {
            counters[_layout.Latency + boundary - 1] += answered[boundary] + errors[boundary];
            counters[_layout.AnsweredLatency + boundary - 1] += answered[boundary];
            counters[_layout.ErrorLatency + boundary - 1] += errors[boundary];
        }

        if (_sums)
            AddSums(cell, counters);
    }

    private void AddSums(PodCell cell, Span<double> counters)
    {
        Xoshiro256 random = cell.Key.With(Purpose.LatencySum).Open();
        double answered = 0;
        double errors = 0;
        for (int bucket = 0; bucket <= _bounds.Length; bucket++)
        {
            answered += BucketSum.Draw(ref random, _answered.In(bucket), cell.Law.Latency, bucket, _bounds);
            errors += BucketSum.Draw(ref random, _errors.In(bucket), cell.Law.Latency, bucket, _bounds);
        }

        counters[(int)Slot.ErrorLatencySum] += errors;
        counters[(int)Slot.AnsweredLatencySum] += answered;
        counters[(int)Slot.LatencySum] += errors + answered;
    }
}
