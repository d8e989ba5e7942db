using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>More answers are wrong, in time and without an error: the silent fault.</summary>
/// <param name="Points">Taken from the accuracy at full strength, as a difference of shares; accuracy never falls below 0.</param>
/// <param name="On">Whom it hits.</param>
/// <param name="Timing">When it works.</param>
public sealed record AccuracyDrop(double Points, FaultTarget On, FaultTiming Timing) : Fault(On, Timing)
{
    /// <inheritdoc/>
    public override string Name => "accuracyDrop";

    /// <inheritdoc/>
    public override MomentaryBehaviour Apply(in MomentaryBehaviour before, Arm arm, double strength) =>
        before with { Accuracy = Math.Clamp(before.Accuracy - strength * Points, 0, 1) };
}
