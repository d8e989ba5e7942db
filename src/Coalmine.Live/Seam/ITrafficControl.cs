using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Seam;

/// <summary>
/// Steers one target in a cluster. Every write is built from what was read a moment ago and is conditional on it; nothing that somebody else wrote is
/// overwritten. Nothing throws but cancellation: what goes wrong is an answer.
/// </summary>
public interface ITrafficControl
{
    /// <summary>Looks: the weight asked for, the weight routed, the pods, who wrote last.</summary>
    ValueTask<TrafficReading> ReadAsync(CancellationToken cancellation);

    /// <summary>Asks for a weight. A canary that takes nothing because it crash-loops loses its traffic all the same when the weight is none.</summary>
    ValueTask<TrafficWrite> SetWeightAsync(TrafficOrder order, TrafficWeight weight, CancellationToken cancellation);

    /// <summary>Mirrors the baseline's requests to the canary, or stops that.</summary>
    ValueTask<TrafficWrite> MirrorAsync(TrafficOrder order, bool on, CancellationToken cancellation);

    /// <summary>Makes the canary's model the baseline's.</summary>
    ValueTask<TrafficWrite> PromoteAsync(TrafficOrder order, CancellationToken cancellation);

    /// <summary>Gives the canary's version up: no traffic, and restored what a later edit could bring back by accident.</summary>
    ValueTask<TrafficWrite> AbortAsync(TrafficOrder order, CancellationToken cancellation);

    /// <summary>Runs so many pods of the canary; none takes the canary away.</summary>
    ValueTask<TrafficWrite> ScaleAsync(TrafficOrder order, Arm arm, int replicas, CancellationToken cancellation);
}
