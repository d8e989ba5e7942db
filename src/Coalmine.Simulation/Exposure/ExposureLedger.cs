using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Truth;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Exposure;

/// <summary>
/// Follows the weight through one rollout and integrates what it exposed, in expectation given the weights and the replication's request rate: less noisy than
/// counting drawn requests, and it costs nothing per request.
/// </summary>
internal sealed class ExposureLedger(CompiledWorld world)
{
    private readonly double _burstSize = world.World.Traffic.BurstSize;
    private readonly Users _users = world.World.Traffic.Users;
    private readonly TrafficPath _traffic = TrafficPath.Of(world.World.Traffic);
    private readonly EffectSegment[] _segments = [.. world.Effects.Segments];
    private WeightedSpan[] _regressedSpans = new WeightedSpan[16];
    private int _spans;
    private double _share;
    private Moment _since;
    private int _segment;

    /// <summary>Requests served by a regressed canary.</summary>
    public double ExposedRequests { get; private set; }

    /// <summary>Expected excess of bad answers.</summary>
    public double HurtAnswers { get; private set; }

    /// <summary>Requests served by the canary.</summary>
    public double CanaryRequests { get; private set; }

    /// <summary>Distinct users among the exposed requests.</summary>
    public double ExposedUsers => UserReach.Expected(_users, _regressedSpans.AsSpan(0, _spans));

    /// <summary>A new rollout begins, without traffic to the canary.</summary>
    /// <param name="replication">The key below which all streams of its replication lie.</param>
    public void Start(StreamKey replication)
    {
        _traffic.Start(replication);
        (_spans, _share, _since, _segment) = (0, 0, Moment.Start, 0);
        (ExposedRequests, HurtAnswers, CanaryRequests) = (0, 0, 0);
    }

    /// <summary>The canary's share changes.</summary>
    public void SetWeight(double share, Moment at)
    {
        Close(at);
        _share = share;
    }

    /// <summary>The world ends.</summary>
    public void Finish(Moment at) => Close(at);

    private void Close(Moment at)
    {
        double regressed = 0;
        double excess = 0;
        while (_segment < _segments.Length)
        {
            ref readonly EffectSegment segment = ref _segments[_segment];
            (Moment from, Moment to) = (Moment.Later(_since, segment.From), Moment.Earlier(at, segment.To));
            if (_share > 0 && from < to)
            {
                double requests = _traffic.Expected(from, to);
                regressed += segment.IsRegressed ? requests : 0;
                excess += segment.ExcessOfBadAnswers * requests;
            }

            if (segment.To > at)
                break;
            _segment++;
        }

        if (_share > 0)
            CanaryRequests += _share * _traffic.Expected(_since, at);
        ExposedRequests += _share * regressed;
        HurtAnswers += _share * excess;
        if (regressed > 0)
            Add(new WeightedSpan(_share, regressed / _burstSize));
        _since = at;
    }

    private void Add(WeightedSpan span)
    {
        if (_spans == _regressedSpans.Length)
            Array.Resize(ref _regressedSpans, 2 * _spans);
        _regressedSpans[_spans++] = span;
    }
}
