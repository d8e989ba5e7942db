using Coalmine.Simulation.Engines;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// Tells the latencies of errors from those of answers, for queries that tell response codes apart. Latency does not depend on the outcome, so the errors of a
/// cell are a sample without replacement of its requests; whoever does not ask for this meets the same requests.
/// </summary>
internal sealed class LatencyByOutcome
{
    // Drawing one error costs about a tenth of a hypergeometric count.
    private const int PickedPerBucket = 10;

    private readonly CounterLayout _layout;
    private readonly double[] _bounds;
    private readonly long[] _answered;
    private readonly long[] _errors;

    /// <summary>Prepares for the telemetry's bounds.</summary>
    public LatencyByOutcome(CounterLayout layout, double[] bounds)
    {
        _layout = layout;
        _bounds = bounds;
        _answered = new long[bounds.Length + 1];
        _errors = new long[bounds.Length + 1];
    }

    /// <summary>Draws which requests of each bucket were errors, and their part of its sum.</summary>
    /// <param name="cell">The pod and cell, errors drawn.</param>
    /// <param name="requests">All requests over the buckets.</param>
    /// <param name="sums">Sums of the latencies in each bucket; read where sums are drawn.</param>
    /// <param name="counters">The pod's counters.</param>
    public void Draw(PodCell cell, BucketSplit requests, double[] sums, Span<double> counters)
    {
        for (int bucket = 0; bucket < _answered.Length; bucket++)
            _answered[bucket] = requests.In(bucket);
        Xoshiro256 random = cell.Key.With(Purpose.ErrorLatency).Open();
        if (cell.Errors <= PickedPerBucket * _answered.Length)
            Pick(ref random, cell.Requests, cell.Errors);
        else
            Split(ref random, cell.Requests, cell.Errors);
        AddBuckets(counters);
        AddSums(cell, sums, counters);
    }

    private void Pick(ref Xoshiro256 random, long requests, long errors)
    {
        Array.Clear(_errors);
        for (; errors > 0; errors--, requests--)
        {
            long picked = (long)(random.NextDouble() * requests);
            int bucket = 0;
            while (picked >= _answered[bucket])
                picked -= _answered[bucket++];
            _answered[bucket]--;
            _errors[bucket]++;
        }
    }

    private void Split(ref Xoshiro256 random, long requests, long errors)
    {
        for (int bucket = 0; bucket < _answered.Length; bucket++)
        {
            long inside = _answered[bucket];
            long here = errors == 0 ? 0 : HypergeometricSampler.Draw(ref random, requests, errors, inside);
            requests -= inside;
            errors -= here;
            _errors[bucket] = here;
            _answered[bucket] = inside - here;
        }
    }

    private void AddBuckets(Span<double> counters)
    {
        long errors = 0;
        long answered = 0;
        for (int bucket = 0; bucket < _bounds.Length; bucket++)
        {
            counters[_layout.ErrorLatency + bucket] += errors += _errors[bucket];
            counters[_layout.AnsweredLatency + bucket] += answered += _answered[bucket];
        }
    }

    // Of n normal values with a known sum, e have the sum e/n of it, with the variance e (n - e) / n of one value's.
    private void AddSums(PodCell cell, double[] sums, Span<double> counters)
    {
        Xoshiro256 random = cell.Key.With(Purpose.ErrorLatencySum).Open();
        double errors = 0;
        double all = 0;
        for (int bucket = 0; bucket < sums.Length; bucket++)
        {
            all += sums[bucket];
            if (_errors[bucket] == 0)
                continue;
            double requests = _errors[bucket] + _answered[bucket];
            double share = _errors[bucket] / requests;
            double deviation = Math.Sqrt(_errors[bucket] * (1 - share)) * cell.Law.Latency.Deviations[bucket];
            errors += Math.Clamp(share * sums[bucket] + deviation * NormalSampler.Draw(ref random), 0, sums[bucket]);
        }

        counters[(int)Slot.ErrorLatencySum] += errors;
        counters[(int)Slot.AnsweredLatencySum] += all - errors;
    }
}
