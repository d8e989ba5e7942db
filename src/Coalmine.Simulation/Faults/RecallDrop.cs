using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>The model overlooks more of one class. Where the class is rare the accuracy hardly moves, and only the class's own counts show it.</summary>
/// <param name="Class">The class.</param>
/// <param name="Points">Taken from its recall at full strength, as a difference of shares; recall never falls below 0.</param>
/// <param name="On">Whom it hits.</param>
/// <param name="Timing">When it works.</param>
public sealed record RecallDrop(string Class, double Points, FaultTarget On, FaultTiming Timing) : ClassFault(Class, On, Timing)
{
    /// <inheritdoc/>
    public override string Name => "recallDrop";

    /// <inheritdoc/>
    private protected override void Move(ClassTable classes, int index, double strength) =>
        classes.SetRecall(index, Math.Max(0, classes.RecallOf(index) - strength * Points));
}
