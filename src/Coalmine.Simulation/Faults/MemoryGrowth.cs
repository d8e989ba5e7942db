using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>
/// Every request leaves some memory behind. At its limit a pod is killed: the requests in it are errors, it starts again with empty counters, and so on.
/// Only the request engine can follow it.
/// </summary>
/// <param name="FirstBytes">Memory of a pod that has just started; positive.</param>
/// <param name="BytesPerRequest">Memory that each request adds at full strength.</param>
/// <param name="LimitBytes">The limit at which a pod is killed; above the first.</param>
/// <param name="On">Whom it hits.</param>
/// <param name="Timing">When it works.</param>
public sealed record MemoryGrowth(double FirstBytes, double BytesPerRequest, double LimitBytes, FaultTarget On, FaultTiming Timing) : Fault(On, Timing)
{
    /// <inheritdoc/>
    public override string Name => "memoryGrowth";

    /// <inheritdoc/>
    public override MomentaryBehaviour Apply(in MomentaryBehaviour before, Arm arm, double strength) => before;
}
