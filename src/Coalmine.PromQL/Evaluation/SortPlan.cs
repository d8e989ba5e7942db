namespace Coalmine.PromQL.Evaluation;

/// <summary><c>sort</c> and <c>sort_desc</c>: the same elements, shown in the order of their values; it matters at the root of a query only.</summary>
internal sealed class SortPlan(VectorPlan operand, bool descending) : VectorPlan(operand.Slots)
{
    private readonly Ranking ranking = new(operand, descending, new int[operand.Slots.Length]);

    public override int[] Order => ranking.Order;

    public override bool TryEvaluate(Execution execution)
    {
        if (!operand.TryEvaluate(execution))
            return false;
        ranking.Sort();
        operand.Present.CopyTo(Present, 0);
        operand.Values.CopyTo(Values, 0);
        return true;
    }
}
