using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// Tells the latencies of errors from those of answers, which are independent of the outcome: the errors of a cell are a sample without replacement of its requests.
/// </summary>
internal sealed class LatencyByOutcome
{
    // Drawing one error costs about a tenth of a hypergeometric count.
    private const int ErrorsPerBucket = 10;

    private readonly CounterLayout _layout;
    private readonly double[] _bounds;
    private readonly long[] _left;
    private readonly long[] _errors;

    /// <summary>Prepares for the telemetry's bounds.</summary>
    public LatencyByOutcome(CounterLayout layout, double[] bounds)
    {
        _layout = layout;
        _bounds = bounds;
        _left = new long[bounds.Length + 1];
        _errors = new long[bounds.Length + 1];
    }

    /// <summary>Draws the errors' buckets and both sums.</summary>
    /// <param name="cell">The pod and cell, errors drawn.</param>
    /// <param name="below">Requests below each boundary.</param>
    /// <param name="counters">The pod's counters.</param>
    public void Draw(PodCell cell, long[] below, Span<double> counters)
    {
        for (int bucket = 0; bucket < _left.Length; bucket++)
            _left[bucket] = below[bucket + 1] - below[bucket];
        Xoshiro256 random = cell.Key.With(Purpose.ErrorLatency).Open();
        if (cell.Errors <= ErrorsPerBucket * _left.Length)
            Pick(ref random, cell.Requests, cell.Errors);
        else
            Split(ref random, cell.Requests, cell.Errors);
        AddBuckets(counters);
        AddSums(cell, counters);
    }

    private void Pick(ref Xoshiro256 random, long requests, long errors)
    {
        Array.Clear(_errors);
        for (; errors > 0; errors--, requests--)
        {
            long picked = (long)(random.NextDouble() * requests);
            int bucket = 0;
            while (picked >= _left[bucket])
                picked -= _left[bucket++];
            _left[bucket]--;
            _errors[bucket]++;
        }
    }

    private void Split(ref Xoshiro256 random, long requests, long errors)
    {
        for (int bucket = 0; bucket < _left.Length; bucket++)
        {
            long here = errors == 0 ? 0 : HypergeometricSampler.Draw(ref random, requests, errors, _left[bucket]);
            requests -= _left[bucket];
            errors -= here;
            _errors[bucket] = here;
            _left[bucket] -= here;
        }
    }

    private void AddBuckets(Span<double> counters)
    {
        long errors = 0;
        long answered = 0;
        for (int bucket = 0; bucket < _bounds.Length; bucket++)
        {
            counters[_layout.ErrorLatency + bucket] += errors += _errors[bucket];
            counters[_layout.AnsweredLatency + bucket] += answered += _left[bucket];
        }
    }

    private void AddSums(PodCell cell, Span<double> counters)
    {
        Xoshiro256 random = cell.Key.With(Purpose.LatencySum).Open();
        double errors = 0;
        double answered = 0;
        for (int bucket = 0; bucket < _left.Length; bucket++)
        {
            answered += BucketSum.Draw(ref random, _left[bucket], cell.Law.Latency, bucket, _bounds);
            errors += BucketSum.Draw(ref random, _errors[bucket], cell.Law.Latency, bucket, _bounds);
        }

        counters[(int)Slot.ErrorLatencySum] += errors;
        counters[(int)Slot.AnsweredLatencySum] += answered;
        counters[(int)Slot.LatencySum] += errors + answered;
    }
}
