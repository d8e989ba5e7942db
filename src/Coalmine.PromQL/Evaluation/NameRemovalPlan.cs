namespace Coalmine.PromQL.Evaluation;

/// <summary>The end of a query whose names are removed late: marked names go, and what became equal is an error.</summary>
internal sealed class NameRemovalPlan : VectorPlan
{
    private readonly VectorPlan operand;
    private readonly SameLabels sameLabels;

    public NameRemovalPlan(VectorPlan operand, PromQLOptions options)
        : base([.. operand.Slots.Select(slot => slot.LosesName ? slot.Nameless(options) : slot)])
    {
        this.operand = operand;
        sameLabels = new SameLabels(Slots);
    }

    public override int[]? Order => operand.Order;

    protected override bool TryFill(Execution execution)
    {
        if (!operand.TryEvaluate(execution))
            return false;
        operand.Present.CopyTo(Present, 0);
        operand.Values.CopyTo(Values, 0);
        PutAll(operand);
        return sameLabels.TryPass(Present, execution);
    }
}
