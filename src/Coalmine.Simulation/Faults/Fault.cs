using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>One thing that goes wrong, from a moment on, on one arm or on both. Each kind is a file of its own in this folder.</summary>
/// <param name="On">Whom it hits.</param>
/// <param name="Timing">When it works.</param>
public abstract record Fault(FaultTarget On, FaultTiming Timing)
{
    /// <summary>The name that files use.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it hits an arm.</summary>
    public bool Hits(Arm arm) => On == FaultTarget.Both || On == (arm == Arm.Baseline ? FaultTarget.Baseline : FaultTarget.Canary);

    /// <summary>Its strength on a pod, from 0 to 1.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="podAge">How long the pod has been serving; at least zero, <see cref="TimeSpan.MaxValue"/> for one that was there long before.</param>
    public virtual double StrengthAt(Moment at, TimeSpan podAge) => Timing.StrengthAt(at);

    /// <summary>
    /// The moments before an end, as time since the start, between which its strength is constant or moves smoothly on pods that are there from the start.
    /// </summary>
    public virtual IEnumerable<TimeSpan> TurnsBefore(TimeSpan end) => Timing.TurnsBefore(end);

    /// <summary>The behaviour of an arm under this fault.</summary>
    /// <param name="before">The behaviour without it.</param>
    /// <param name="arm">The arm; one that it hits.</param>
    /// <param name="strength">From 0 (no effect) to 1 (full).</param>
    public abstract MomentaryBehaviour Apply(in MomentaryBehaviour before, Arm arm, double strength);
}
