using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>Fewer requests convert.</summary>
/// <param name="Fraction">Part of the conversion rate that is lost at full strength, from 0 to 1.</param>
/// <param name="On">Whom it hits.</param>
/// <param name="Timing">When it works.</param>
public sealed record ConversionDrop(double Fraction, FaultTarget On, FaultTiming Timing) : Fault(On, Timing)
{
    /// <inheritdoc/>
    public override string Name => "conversionDrop";

    /// <inheritdoc/>
    public override MomentaryBehaviour Apply(in MomentaryBehaviour before, Arm arm, double strength) =>
        before with { Conversion = before.Conversion * Math.Clamp(1 - strength * Fraction, 0, 1) };
}
