using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>
/// A pod that has just started is slow: caches are empty, code is not compiled yet, connections are not open. The canary's pods start with the rollout; the
/// baseline's were there long before, so that of them only those that are started later (by an autoscaler, after a crash) are slow.
/// </summary>
/// <param name="Factor">Factor on every latency of a new pod; above 1. It falls in a straight line to 1.</param>
/// <param name="Lasts">Age at which a pod is warm; positive.</param>
/// <param name="On">Whose pods need it.</param>
public sealed record ColdStart(double Factor, TimeSpan Lasts, FaultTarget On) : Fault(On, FaultTiming.Always)
{
    /// <inheritdoc/>
    public override string Name => "coldStart";

    /// <inheritdoc/>
    public override double StrengthAt(Moment at, TimeSpan podAge) => podAge < Lasts ? 1 - podAge / Lasts : 0;

    /// <inheritdoc/>
    public override IEnumerable<TimeSpan> TurnsBefore(TimeSpan end) => Lasts < end ? [Lasts] : [];

    /// <inheritdoc/>
    public override MomentaryBehaviour Apply(in MomentaryBehaviour before, Arm arm, double strength) =>
        before with { LatencyFactor = before.LatencyFactor * (1 + strength * (Factor - 1)) };
}
