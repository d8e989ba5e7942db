using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// A node that yields a vector. All elements it could ever yield are known from the binding: they are slots with fixed labels,
/// and an evaluation fills in which are present and their values.
/// </summary>
internal abstract class VectorPlan(Slot[] slots)
{
    /// <summary>Yields no element.</summary>
    public static VectorPlan Nothing { get; } = new NothingPlan();

    /// <summary>The slots.</summary>
    public Slot[] Slots { get; } = slots;

    /// <summary>Labels of each slot.</summary>
    public Labels[] Labels { get; } = [.. slots.Select(slot => slot.Labels)];

    /// <summary>Value of each present slot.</summary>
    public double[] Values { get; } = new double[slots.Length];

    /// <summary>Which slots hold an element.</summary>
    public bool[] Present { get; } = new bool[slots.Length];

    /// <summary>All slots in the order in which the present ones are to be shown; null for the order of the slots.</summary>
    public virtual int[]? Order => null;

    /// <summary>Fills in the slots; false after an execution error.</summary>
    public abstract bool TryEvaluate(Execution execution);

    private sealed class NothingPlan() : VectorPlan([])
    {
        public override bool TryEvaluate(Execution execution) => true;
    }
}
