using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Truth;

/// <summary>
/// What share of an arm's requests is an event of a metric at a moment, and how many requests are expected: what paper computations of power start from. By
/// the laws of the world, without queues, retries and pod effects (which have mean 1).
/// </summary>
public sealed class ArmShares
{
    private readonly World _world;
    private readonly ArmTimeline _baseline;
    private readonly ArmTimeline _canary;

    /// <summary>Prepares a world.</summary>
    public ArmShares(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        _world = world;
        _baseline = new ArmTimeline(world, Arm.Baseline);
        _canary = new ArmTimeline(world, Arm.Canary);
    }

    /// <summary>
    /// The share of events of a metric, in [0, 1]: errors, wrong answers as the labels show them, conversions, answers slower than a bound. NaN where the
    /// metric is no share of an arm.
    /// </summary>
    /// <param name="metric">The metric.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="bound">The bound of a latency in seconds; unused elsewhere.</param>
    /// <param name="at">The moment.</param>
    public double Of(Metric metric, Arm arm, double bound, Moment at)
    {
        ArmTimeline timeline = arm == Arm.Baseline ? _baseline : _canary;
        MomentaryBehaviour behaviour = timeline.At(at);
        return metric switch
        {
            Metric.Errors => behaviour.ErrorRate,
            Metric.Accuracy => 1 - (_world.Labels.IsBiased ? _world.Labels.AccuracySeen(behaviour.Accuracy) : behaviour.Accuracy),
            Metric.Conversion => behaviour.Conversion,
            Metric.LatencyQuantile => timeline.Latency.Above(bound, behaviour),
            _ => double.NaN,
        };
    }

    /// <summary>
    /// The requests of both arms expected per second over a stretch (the first moment before the second); the mean of bursty traffic, whose turns are chance.
    /// </summary>
    public double RequestsPerSecond(Moment from, Moment to) => _world.Traffic.Shape is RateShape.Bursty
        ? _world.Traffic.RequestsPerSecond
        : TrafficPath.Of(_world.Traffic).Expected(from, to) / (to - from).TotalSeconds;

    /// <summary>How much more a window's requests scatter than independent ones, for bursts; 1 without.</summary>
    public double Dispersion => (2 * _world.Traffic.BurstSize) - 1;
}
