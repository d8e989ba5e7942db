using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// Splits requests over histogram buckets: few are placed one by one, many by the splits of a tree (<see cref="SplitTree"/>). Which of the two depends on the
/// number of requests only, so that everybody who reads a bound gets the same number for it, however many other bounds are read.
/// </summary>
internal sealed class BucketSplit
{
    // As the multinomial sampler places: one request costs about a tenth of a binomial draw.
    private const int PlacedPerBucket = 4;

    private readonly SplitNode[] _nodes;
    private readonly long[] _requestsBelow;
    private readonly long[] _burstsBelow;
    private readonly long[] _placed;

    /// <summary>Prepares to split over so many buckets.</summary>
    /// <param name="buckets">Number of buckets, the one above the last bound included.</param>
    /// <param name="isRead">Whether the counts below a boundary (1 to buckets - 1) are read.</param>
    public BucketSplit(int buckets, Predicate<int> isRead)
    {
        _nodes = SplitTree.Nodes(buckets, isRead);
        _requestsBelow = new long[buckets + 1];
        _burstsBelow = new long[buckets + 1];
        _placed = new long[buckets];
    }

    /// <summary>Requests below each boundary, 0 to the number of buckets; right for those that are read.</summary>
    public ReadOnlySpan<long> Below => _requestsBelow;

    /// <summary>Requests in a bucket; right where the boundaries on both sides are read.</summary>
    public long In(int bucket) => _requestsBelow[bucket + 1] - _requestsBelow[bucket];

    /// <summary>Splits requests that come in bursts of one fate (as many bursts as requests where they come one by one).</summary>
    public void Split(StreamKey key, BucketLaw law, long bursts, long requests)
    {
        if (bursts != requests)
            SplitBursts(key, law.Below, bursts, requests);
        else if (requests <= PlacedPerBucket * _placed.Length)
            Place(key, law.All, requests);
        else
            SplitRequests(key, law.Below, requests);
    }

    private void Place(StreamKey key, ConditionalProbabilities probabilities, long requests)
    {
        if (requests == 0)
        {
            Array.Clear(_requestsBelow);
            return;
        }

        Xoshiro256 random = key.Open();
        MultinomialSampler.Draw(ref random, requests, probabilities, _placed);
        long below = 0;
        for (int bucket = 0; bucket < _placed.Length; bucket++)
            _requestsBelow[bucket + 1] = below += _placed[bucket];
    }

    private void SplitRequests(StreamKey key, double[] probabilities, long requests)
    {
        long[] below = _requestsBelow;
        below[^1] = requests;
        foreach (SplitNode node in _nodes)
        {
            long low = below[node.Low];
            Xoshiro256 random = key.With(node.Middle).Open();
            below[node.Middle] = low + BinomialSampler.Draw(ref random, below[node.High] - low, probabilities[node.Middle]);
        }
    }

    private void SplitBursts(StreamKey key, double[] probabilities, long bursts, long requests)
    {
        _requestsBelow[^1] = requests;
        _burstsBelow[^1] = bursts;
        foreach (SplitNode node in _nodes)
        {
            long burstsLow = _burstsBelow[node.Low];
            long requestsLow = _requestsBelow[node.Low];
            Xoshiro256 random = key.With(node.Middle).Open();
            (long hitBursts, long hitRequests) = BurstSplit.Draw(
                ref random, _burstsBelow[node.High] - burstsLow, _requestsBelow[node.High] - requestsLow, probabilities[node.Middle]);
            _burstsBelow[node.Middle] = burstsLow + hitBursts;
            _requestsBelow[node.Middle] = requestsLow + hitRequests;
        }
    }
}
