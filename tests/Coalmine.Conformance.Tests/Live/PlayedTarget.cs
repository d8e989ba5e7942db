using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Conformance.Tests.Live;

/// <summary>A target whose routers take a weight after the world's propagation time, as the simulated shell has it.</summary>
internal sealed class PlayedTarget(TimeProvider time, TimeSpan propagation) : ITrafficControl
{
    private DateTimeOffset _changedAt = DateTimeOffset.MinValue;
    private TrafficWeight _weight = TrafficWeight.None;
    private bool _isPromoted;
    private int _looksSince;

    public ValueTask<TrafficReading> ReadAsync(CancellationToken cancellation) => new(new TrafficReading
    {
        Weight = _weight,
        Routed = time.GetUtcNow() - _changedAt >= propagation ? _weight : null,

        // The simulated shell counts no pods, so that none are shown before the promotion; then those of the old version first.
        Baseline = _isPromoted ? new WorkloadCount(1, 1, 1, _looksSince++ == 0 ? 1 : 2) : default,
    });

    public ValueTask<TrafficWrite> SetWeightAsync(TrafficOrder order, TrafficWeight weight, CancellationToken cancellation)
    {
        (_weight, _changedAt) = (weight, time.GetUtcNow());
        return Done();
    }

    public ValueTask<TrafficWrite> MirrorAsync(TrafficOrder order, bool on, CancellationToken cancellation) => Done();

    public ValueTask<TrafficWrite> PromoteAsync(TrafficOrder order, CancellationToken cancellation)
    {
        _isPromoted = true;
        return Done();
    }

    public ValueTask<TrafficWrite> AbortAsync(TrafficOrder order, CancellationToken cancellation) => Done();

    public ValueTask<TrafficWrite> ScaleAsync(TrafficOrder order, Arm arm, int replicas, CancellationToken cancellation) => Done();

    private static ValueTask<TrafficWrite> Done() => new(new TrafficWrite.Applied("1", ""));
}
