namespace Coalmine.PromQL.Evaluation;

/// <summary><c>label_replace</c> and <c>label_join</c>: the same values under labels that were worked out at the binding.</summary>
internal sealed class RelabelPlan : VectorPlan
{
    private readonly VectorPlan operand;
    private readonly string failure;
    private readonly SameLabels sameLabels;

    public RelabelPlan(VectorPlan operand, Slot[] slots, string failure)
        : base(slots)
    {
        this.operand = operand;
        this.failure = failure;
        sameLabels = new SameLabels(slots);
    }

    public override int[]? Order => operand.Order;

    protected override bool TryFill(Execution execution)
    {
        if (failure.Length > 0)
            return execution.Fail(failure);
        if (!operand.TryEvaluate(execution))
            return false;
        operand.Present.CopyTo(Present, 0);
        operand.Values.CopyTo(Values, 0);
        PutAll(operand);
        return sameLabels.TryPass(Present, execution);
    }
}
