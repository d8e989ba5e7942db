namespace Coalmine.PromQL.Evaluation;

/// <summary><c>sort</c> and <c>sort_desc</c>: the same elements, shown in the order of their values; it matters at the root of a query only.</summary>
internal sealed class SortPlan(VectorPlan operand, bool descending, PromQLOptions options) : VectorPlan(operand.Slots)
{
    private readonly Ranking ranking = new(operand, descending, new int[operand.Slots.Length]);

    public override int[] Order => ranking.Order;

    protected override bool TryFill(Execution execution)
    {
        if (!operand.TryEvaluate(execution))
            return false;
        operand.LeaveOutHistograms();
        execution.RemarkOnSort(options);
        ranking.Sort();
        operand.Present.CopyTo(Present, 0);
        operand.Values.CopyTo(Values, 0);
        return true;
    }
}
