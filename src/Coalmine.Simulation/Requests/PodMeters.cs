using Coalmine.Simulation.Engines;

namespace Coalmine.Simulation.Requests;

/// <summary>
/// What the pods' own counters stand at between scrapes: buckets one by one, told apart by outcome; a scrape makes cumulative ones of them. A pod that is
/// killed begins again at 0, and what it had counted since its last scrape is lost with it.
/// </summary>
internal sealed class PodMeters
{
    private const int Outcomes = 2;
    private readonly CounterLayout _layout;
    private readonly int _latencyBuckets;
    private readonly int _revenueBuckets;
    private readonly long[] _latency;
    private readonly double[] _latencySums;
    private readonly long[] _labels;
    private readonly long[] _conversions;
    private readonly long[] _revenue;
    private readonly double[] _revenueSums;

    /// <summary>Makes room for the pods of a world.</summary>
    public PodMeters(ScrapedWorld world)
    {
        _layout = world.Layout;
        Models = new ModelMeters(world);
        _latencyBuckets = world.LatencyBounds.Length + 1;
        _revenueBuckets = world.RevenueBounds.Length + 1;
        _latency = new long[world.Pods * Outcomes * _latencyBuckets];
        _latencySums = new double[world.Pods * Outcomes];
        _labels = new long[world.Pods * 2];
        _conversions = new long[world.Pods];
        _revenue = new long[world.Pods * _revenueBuckets];
        _revenueSums = new double[world.Pods];
    }

    /// <summary>What is counted of the models' answers beyond right and wrong.</summary>
    public ModelMeters Models { get; }

    /// <summary>All pods begin at 0.</summary>
    public void Start()
    {
        Array.Clear(_latency);
        Array.Clear(_latencySums);
        Array.Clear(_labels);
        Array.Clear(_conversions);
        Array.Clear(_revenue);
        Array.Clear(_revenueSums);
        Models.Start();
    }

    /// <summary>A pod begins again at 0.</summary>
    public void Restart(int pod)
    {
        _latency.AsSpan(pod * Outcomes * _latencyBuckets, Outcomes * _latencyBuckets).Clear();
        _latencySums.AsSpan(pod * Outcomes, Outcomes).Clear();
        _labels.AsSpan(pod * 2, 2).Clear();
        _conversions[pod] = 0;
        _revenue.AsSpan(pod * _revenueBuckets, _revenueBuckets).Clear();
        _revenueSums[pod] = 0;
        Models.Restart(pod);
    }

    /// <summary>Counts requests with one outcome in a latency bucket.</summary>
    public void AddRequests(int pod, bool isError, int bucket, long requests) =>
        _latency[(pod * Outcomes + (isError ? 1 : 0)) * _latencyBuckets + bucket] += requests;

    /// <summary>Adds to the sum of latencies, in seconds.</summary>
    public void AddLatency(int pod, bool isError, double seconds) => _latencySums[pod * Outcomes + (isError ? 1 : 0)] += seconds;

    /// <summary>Counts labels that have arrived.</summary>
    public void AddLabels(int pod, long labelled, long right)
    {
        _labels[pod * 2] += labelled;
        _labels[pod * 2 + 1] += right;
    }

    /// <summary>Counts a conversion with its revenue.</summary>
    public void AddConversion(int pod, int revenueBucket, double revenue)
    {
        _conversions[pod]++;
        _revenue[pod * _revenueBuckets + revenueBucket]++;
        _revenueSums[pod] += revenue;
    }

    /// <summary>What a scrape of the pod brings; gauges and mirrored pairs are not among it.</summary>
    public void WriteTo(int pod, Span<double> counters)
    {
        ReadOnlySpan<long> answered = _latency.AsSpan(pod * Outcomes * _latencyBuckets, _latencyBuckets);
        ReadOnlySpan<long> errors = _latency.AsSpan((pod * Outcomes + 1) * _latencyBuckets, _latencyBuckets);
        long within = 0;
        long errorsWithin = 0;
        for (int bucket = 0; bucket < _latencyBuckets; bucket++)
        {
            within += answered[bucket];
            errorsWithin += errors[bucket];
            if (bucket == _latencyBuckets - 1)
                break;
            counters[_layout.Latency + bucket] = within + errorsWithin;
            counters[_layout.ErrorLatency + bucket] = errorsWithin;
            counters[_layout.AnsweredLatency + bucket] = within;
        }

        counters[(int)Slot.Requests] = within + errorsWithin;
        counters[(int)Slot.Errors] = errorsWithin;
        counters[(int)Slot.Answered] = within;
        counters[(int)Slot.AnsweredLatencySum] = _latencySums[pod * Outcomes];
        counters[(int)Slot.ErrorLatencySum] = _latencySums[pod * Outcomes + 1];
        counters[(int)Slot.LatencySum] = _latencySums[pod * Outcomes] + _latencySums[pod * Outcomes + 1];
        counters[(int)Slot.Labelled] = _labels[pod * 2];
        counters[(int)Slot.Right] = _labels[pod * 2 + 1];
        counters[(int)Slot.Conversions] = _conversions[pod];
        WriteRevenue(pod, within + errorsWithin, counters);
        Models.WriteTo(pod, counters);
    }

    // A request that does not convert brings 0, which lies within every bound.
    private void WriteRevenue(int pod, long requests, Span<double> counters)
    {
        long within = requests - _conversions[pod];
        for (int bound = 0; bound < _revenueBuckets - 1; bound++)
        {
            within += _revenue[pod * _revenueBuckets + bound];
            counters[_layout.Revenue + bound] = within;
        }

        counters[(int)Slot.RevenueSum] = _revenueSums[pod];
    }
}
