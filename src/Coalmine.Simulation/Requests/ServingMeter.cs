using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Requests;

/// <summary>Counts attempts and requests as their pods' metrics see them, and what bad answers of the canary did to its callers.</summary>
internal sealed class ServingMeter
{
    private readonly RequestWorld _tables;
    private readonly ArmMoments _moments;
    private readonly PodMeters _meters;
    private readonly ConversionMeter? _conversions;
    private readonly double[] _bounds;
    private readonly long[] _counts;
    private int _stretch;

    /// <summary>Prepares a meter.</summary>
    public ServingMeter(RequestWorld tables, ArmMoments moments, PodMeters meters, bool countsConversions)
    {
        (_tables, _moments, _meters) = (tables, moments, meters);
        _conversions = countsConversions ? new ConversionMeter(tables, meters) : null;
        _bounds = tables.Scraped.LatencyBounds;
        _counts = new long[tables.Scraped.Pods];
    }

    /// <summary>Bad answers of the canary beyond what the baseline gives in the reference.</summary>
    public double CanaryExcess { get; private set; }

    /// <summary>A replication begins.</summary>
    public void Start()
    {
        (CanaryExcess, _stretch) = (0, 0);
        Array.Clear(_counts);
    }

    /// <summary>Requests that a pod has counted since this was asked last.</summary>
    public long TakeCount(int pod)
    {
        long count = _counts[pod];
        _counts[pod] = 0;
        return count;
    }

    /// <summary>
    /// Counts what the metrics see: an attempt, or with retries by the mesh a whole request. What reached no pod, or a pod now dead, nobody saw.
    /// </summary>
    public void Count(in Attempt attempt, RequestFate fate, long now, RetryLayer by)
    {
        if (attempt.Pod < 0 || fate == RequestFate.Lost)
            return;
        double seconds = (now - (by == RetryLayer.Client ? attempt.TriedAt : attempt.SentAt)) * 1e-9;
        bool isError = fate != RequestFate.Answered;
        _counts[attempt.Pod]++;
        _meters.AddRequests(attempt.Pod, isError, RequestWorld.BucketOf(seconds, _bounds), 1);
        _meters.AddLatency(attempt.Pod, isError, seconds);
    }

    /// <summary>What a request without an answer yet adds to the excess: it is bad as soon as it is slow.</summary>
    public double OverdueExcess(in Attempt attempt, long now)
    {
        double seconds = (now - attempt.SentAt) * 1e-9;
        return attempt.IsCanary && _tables.Reference is { } reference && reference.IsBad(RequestFate.Answered, isRight: true, seconds)
            ? 1 - reference.BaselineBadAt(new Moment(attempt.SentAt), ref _stretch)
            : 0;
    }

    /// <summary>A caller has its answer, or none.</summary>
    public void Conclude(in Attempt attempt, RequestFate fate, long now, PieceWalk pieces)
    {
        if (fate == RequestFate.Answered && _conversions is not null)
        {
            Moment at = new(now);
            double probability = pieces.At(at).Laws is { } laws
                ? (attempt.IsCanary ? laws.Canary : laws.Baseline).Conversion
                : _moments.At(attempt.IsCanary, at).Conversion;
            _conversions.Draw(attempt.Key, attempt.Pod, probability);
        }

        if (attempt.IsCanary && _tables.Reference is { } reference)
        {
            bool isBad = reference.IsBad(fate, attempt.IsRight, (now - attempt.SentAt) * 1e-9);
            CanaryExcess += (isBad ? 1 : 0) - reference.BaselineBadAt(new Moment(attempt.SentAt), ref _stretch);
        }
    }
}
