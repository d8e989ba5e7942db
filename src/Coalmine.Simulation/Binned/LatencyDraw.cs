using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>Latency buckets of all requests, and where somebody reads it those of errors and of answers, with their sums.</summary>
internal sealed class LatencyDraw : PodDraw
{
    private readonly CounterLayout _layout;
    private readonly SplitNode[] _nodes;
    private readonly int[] _boundaries;
    private readonly LatencyByOutcome? _byOutcome;
    private readonly long[] _requestsBelow;
    private readonly long[] _burstsBelow;

    /// <summary>Prepares the draws that are needed.</summary>
    public LatencyDraw(CounterNeeds needs, double[] bounds)
    {
        _layout = needs.Layout;
        _nodes = SplitTree.Nodes(bounds.Length + 1, needs.ReadsBoundary);
        _boundaries = [.. Enumerable.Range(1, bounds.Length).Where(needs.ReadsBoundary)];
        _byOutcome = needs.LatencyByOutcome ? new LatencyByOutcome(_layout, bounds) : null;
        _requestsBelow = new long[bounds.Length + 2];
        _burstsBelow = new long[bounds.Length + 2];
    }

    /// <inheritdoc/>
    public override void Draw(PodCell cell, Span<double> counters)
    {
        if (cell.Requests == 0)
            return;
        if (cell.Requests == cell.Bursts)
            SplitRequests(cell);
        else
            SplitBursts(cell);
        long[] below = _requestsBelow;
        foreach (int boundary in _boundaries)
            counters[_layout.Latency + boundary - 1] += below[boundary];
        _byOutcome?.Draw(cell, below, counters);
    }

    private void SplitRequests(PodCell cell)
    {
        StreamKey key = cell.Key.With(Purpose.Latency);
        double[] probabilities = cell.Law.Latency.Below;
        long[] below = _requestsBelow;
        below[^1] = cell.Requests;
        foreach (SplitNode node in _nodes)
        {
            long low = below[node.Low];
            Xoshiro256 random = key.With(node.Middle).Open();
            below[node.Middle] = low + BinomialSampler.Draw(ref random, below[node.High] - low, probabilities[node.Middle]);
        }
    }

    private void SplitBursts(PodCell cell)
    {
        StreamKey key = cell.Key.With(Purpose.Latency);
        double[] probabilities = cell.Law.Latency.Below;
        _requestsBelow[^1] = cell.Requests;
        _burstsBelow[^1] = cell.Bursts;
        foreach (SplitNode node in _nodes)
        {
            long bursts = _burstsBelow[node.Low];
            long requests = _requestsBelow[node.Low];
            Xoshiro256 random = key.With(node.Middle).Open();
            (long hitBursts, long hitRequests) = BurstSplit.Draw(
                ref random, _burstsBelow[node.High] - bursts, _requestsBelow[node.High] - requests, probabilities[node.Middle]);
            _burstsBelow[node.Middle] = bursts + hitBursts;
            _requestsBelow[node.Middle] = requests + hitRequests;
        }
    }
}
