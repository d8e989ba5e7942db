using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>One thing that goes wrong, from a moment on, on one arm or on both. Each kind is a file of its own in this folder.</summary>
/// <param name="On">Whom it hits.</param>
/// <param name="Timing">When it works.</param>
public abstract record Fault(FaultTarget On, FaultTiming Timing)
{
    /// <summary>The name that files use.</summary>
    public abstract string Name { get; }

    /// <summary>The behaviour of an arm under this fault.</summary>
    /// <param name="before">The behaviour without it.</param>
    /// <param name="strength">From 0 (no effect) to 1 (full).</param>
    public abstract MomentaryBehaviour Apply(in MomentaryBehaviour before, double strength);
}
