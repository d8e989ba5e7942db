using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>Every answer takes longer by the same factor.</summary>
/// <param name="Factor">Factor on every latency at full strength; positive. At strength s the factor is 1 + s (Factor - 1).</param>
/// <param name="On">Whom it hits.</param>
/// <param name="Timing">When it works.</param>
public sealed record LatencyIncrease(double Factor, FaultTarget On, FaultTiming Timing) : Fault(On, Timing)
{
    /// <inheritdoc/>
    public override string Name => "latencyIncrease";

    /// <inheritdoc/>
    public override MomentaryBehaviour Apply(in MomentaryBehaviour before, Arm arm, double strength) =>
        before with { LatencyFactor = before.LatencyFactor * (1 + strength * (Factor - 1)) };
}
