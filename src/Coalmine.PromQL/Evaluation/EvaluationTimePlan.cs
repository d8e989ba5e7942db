namespace Coalmine.PromQL.Evaluation;

/// <summary><c>timestamp</c> of anything but a selector: the moment of evaluation in seconds.</summary>
internal sealed class EvaluationTimePlan(VectorPlan operand, PromQLOptions options) : VectorPlan(Slot.WithoutNames(operand.Slots, options))
{
    private readonly SameLabels sameLabels = new(Slot.WithoutNames(operand.Slots, options));

    protected override bool TryFill(Execution execution)
    {
        if (!operand.TryEvaluate(execution))
            return false;
        operand.Present.CopyTo(Present, 0);
        Array.Fill(Values, execution.Timestamp / 1000.0);
        return sameLabels.TryPass(Present, execution);
    }
}
