using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Faults;

/// <summary>A fault that changes the classes of the requests, or how well a model knows one. The accuracy moves by the same factor as theirs does.</summary>
/// <param name="Class">The class that it is about; where a world has no such class nothing happens.</param>
/// <param name="On">Whom it hits.</param>
/// <param name="Timing">When it works.</param>
public abstract record ClassFault(string Class, FaultTarget On, FaultTiming Timing) : Fault(On, Timing)
{
    /// <inheritdoc/>
    public sealed override MomentaryBehaviour Apply(in MomentaryBehaviour before, Arm arm, double strength)
    {
        if (!before.Classes.Exist)
            return before;
        ClassTable classes = new(before.Classes.Names.Length);
        classes.Take(before.Classes);
        MomentaryBehaviour after = Apply(before, classes, strength);
        return after with { Classes = classes.ToMix() };
    }

    /// <summary>The behaviour of an arm whose classes stand in a table of their own, which moves with it.</summary>
    internal MomentaryBehaviour Apply(in MomentaryBehaviour before, ClassTable classes, double strength)
    {
        double was = classes.Accuracy;
        if (classes.IndexOf(Class) is >= 0 and int index)
            Move(classes, index, strength);
        return before.WithAccuracyMoved(was, classes.Accuracy);
    }

    /// <summary>Changes a class.</summary>
    private protected abstract void Move(ClassTable classes, int index, double strength);
}
