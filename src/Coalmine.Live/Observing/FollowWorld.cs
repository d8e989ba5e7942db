using Coalmine.Live.Driving;
using Coalmine.Live.Driving.Records;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Observing;

/// <summary>The world of a rollout that is followed: what is read. Nothing in it can write to a cluster.</summary>
public sealed record FollowWorld
{
    /// <summary>Makes what answers measurements, for what the metrics could tell when the rollout was met.</summary>
    public required Func<TelemetryShape, IMetricsPipeline> Pipeline { get; init; }

    /// <summary>The rollout.</summary>
    public required IFollowed Followed { get; init; }

    /// <summary>Keeps the record.</summary>
    public required IRolloutStore Store { get; init; }

    /// <summary>Is told what happens.</summary>
    public required IRolloutWitness Witness { get; init; }

    /// <summary>Where time comes from.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Time between two looks at the rollout; at most half a minute, since a weight may have moved unseen for so long.</summary>
    public TimeSpan WatchEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The canary's share where the driver does not tell it; nothing where that is not known either.</summary>
    public TrafficWeight? Weight { get; init; }
}
