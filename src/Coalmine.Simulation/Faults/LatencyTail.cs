using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>
/// Some answers take much longer: it moves the p99 and leaves the median where it is. Two such faults at once add their shares and keep the larger factor.
/// </summary>
/// <param name="Share">Share of the answers at full strength, from 0 to 1.</param>
/// <param name="Factor">How many times as long these take, at any strength; at least 1.</param>
/// <param name="On">Whom it hits.</param>
/// <param name="Timing">When it works.</param>
public sealed record LatencyTail(double Share, double Factor, FaultTarget On, FaultTiming Timing) : Fault(On, Timing)
{
    /// <inheritdoc/>
    public override string Name => "latencyTail";

    /// <inheritdoc/>
    public override MomentaryBehaviour Apply(in MomentaryBehaviour before, Arm arm, double strength) => before with
    {
        TailShare = Math.Clamp(before.TailShare + strength * Share, 0, 1),
        TailFactor = Math.Max(before.TailFactor, Factor),
    };
}
