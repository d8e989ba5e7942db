using Coalmine.Live.Driving.Records;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Live.Driving;

/// <summary>The world of one live rollout: everything that it reads and writes.</summary>
public sealed record LiveWorld
{
    /// <summary>Makes what answers measurements, for what the metrics could tell when the rollout began.</summary>
    public required Func<TelemetryShape, IMetricsPipeline> Pipeline { get; init; }

    /// <summary>Steers the target.</summary>
    public required ITrafficControl Traffic { get; init; }

    /// <summary>Calls hooks.</summary>
    public required IHookCaller Hooks { get; init; }

    /// <summary>Keeps the record.</summary>
    public required IRolloutStore Store { get; init; }

    /// <summary>The right to drive.</summary>
    public required IDriverLease Lease { get; init; }

    /// <summary>Where operators leave word.</summary>
    public required IOperatorDesk Desk { get; init; }

    /// <summary>Is told what happens.</summary>
    public required IRolloutWitness Witness { get; init; }

    /// <summary>Where time comes from.</summary>
    public required TimeProvider Time { get; init; }
}
