using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>More requests are answered with an error.</summary>
/// <param name="Points">Added to the error rate at full strength, as a difference of shares; the rate never exceeds 1.</param>
/// <param name="On">Whom it hits.</param>
/// <param name="Timing">When it works.</param>
public sealed record ErrorIncrease(double Points, FaultTarget On, FaultTiming Timing) : Fault(On, Timing)
{
    /// <inheritdoc/>
    public override string Name => "errorIncrease";

    /// <inheritdoc/>
    public override MomentaryBehaviour Apply(in MomentaryBehaviour before, Arm arm, double strength) =>
        before with { ErrorRate = Math.Clamp(before.ErrorRate + strength * Points, 0, 1) };
}
