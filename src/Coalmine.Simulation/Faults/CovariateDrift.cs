using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>
/// The inputs move: one event in the world that meets both models, and costs each the accuracy that its own sensitivity says. It is nothing to hold against
/// a canary that suffers as the baseline does, however bad both become.
/// </summary>
/// <param name="BaselineLoss">Taken from the baseline's accuracy at full strength, as a difference of shares from 0 to 1.</param>
/// <param name="CanaryLoss">Taken from the canary's.</param>
/// <param name="Timing">When the inputs move.</param>
public sealed record CovariateDrift(double BaselineLoss, double CanaryLoss, FaultTiming Timing) : Fault(FaultTarget.Both, Timing)
{
    /// <inheritdoc/>
    public override string Name => "covariateDrift";

    /// <summary>What an arm loses of its accuracy at full strength.</summary>
    public double LossOf(Arm arm) => arm == Arm.Baseline ? BaselineLoss : CanaryLoss;

    /// <inheritdoc/>
    public override MomentaryBehaviour Apply(in MomentaryBehaviour before, Arm arm, double strength) =>
        before with { Accuracy = Math.Clamp(before.Accuracy - strength * LossOf(arm), 0, 1) };
}
