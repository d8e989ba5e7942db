using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>
/// More or fewer of the requests belong to a class. Models know it as well as before; their accuracy moves because the mix does, on both arms.
/// </summary>
/// <param name="Class">The class.</param>
/// <param name="To">Its share of the requests at full strength, in (0, 1); the other classes share the rest as before.</param>
/// <param name="Timing">When the mix moves.</param>
public sealed record PriorShift(string Class, double To, FaultTiming Timing) : ClassFault(Class, FaultTarget.Both, Timing)
{
    /// <inheritdoc/>
    public override string Name => "priorShift";

    /// <inheritdoc/>
    private protected override void Move(ClassTable classes, int index, double strength) =>
        classes.SetShare(index, classes.ShareOf(index) * (1 - strength) + To * strength);
}
