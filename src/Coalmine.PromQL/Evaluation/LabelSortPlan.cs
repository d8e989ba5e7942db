namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// <c>sort_by_label</c> and <c>sort_by_label_desc</c> of 3.x: the same elements, shown in the natural order of the named labels, then of all labels.
/// </summary>
internal sealed class LabelSortPlan : VectorPlan
{
    private readonly VectorPlan operand;
    private readonly PromQLOptions options;

    public LabelSortPlan(VectorPlan operand, IReadOnlyList<string> names, bool descending, PromQLOptions options)
        : base(operand.Slots)
    {
        this.operand = operand;
        this.options = options;
        int[] order = [.. Enumerable.Range(0, operand.Slots.Length)];
        Array.Sort(order, (one, other) => Compare(one, other, names) * (descending ? -1 : 1));
        Order = order;
    }

    public override int[] Order { get; }

    protected override bool TryFill(Execution execution)
    {
        if (!operand.TryEvaluate(execution))
            return false;
        execution.RemarkOnSort(options);
        operand.Present.CopyTo(Present, 0);
        operand.Values.CopyTo(Values, 0);
        PutAll(operand);
        return true;
    }

    private int Compare(int one, int other, IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            int order = NaturalOrder.Compare(Labels[one][name], Labels[other][name]);
            if (order != 0)
                return order;
        }

        return Labels[one].CompareTo(Labels[other]);
    }
}
