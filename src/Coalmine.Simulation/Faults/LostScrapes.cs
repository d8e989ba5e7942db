using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>
/// The metrics pipeline loses scrapes of an arm's pods: a metrics outage where it loses all. The pods answer as before; nobody can see how.
/// </summary>
/// <param name="Share">Probability that a scrape is lost at full strength, from 0 to 1; on top of what the telemetry misses anyway.</param>
/// <param name="On">Whose pods.</param>
/// <param name="Timing">When it works.</param>
public sealed record LostScrapes(double Share, FaultTarget On, FaultTiming Timing) : Fault(On, Timing)
{
    /// <inheritdoc/>
    public override string Name => "lostScrapes";

    /// <inheritdoc/>
    public override MomentaryBehaviour Apply(in MomentaryBehaviour before, Arm arm, double strength) => before;
}
