using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary><c>topk</c> and <c>bottomk</c>: the k extreme elements of each group with their own labels; NaN is chosen last.</summary>
internal sealed class TopPlan : VectorPlan
{
    private readonly ScalarPlan parameter;
    private readonly VectorPlan operand;
    private readonly PromQLMode mode;
    private readonly AggregateOperator op;
    private readonly int[] groups;
    private readonly Ranking ranking;

    public TopPlan(Expression.Aggregate node, ScalarPlan parameter, VectorPlan operand, PromQLOptions options)
        : base(operand.Slots)
    {
        this.parameter = parameter;
        this.operand = operand;
        mode = options.Mode;
        op = node.Operator;
        groups = new Groups(node.Grouping, operand.Slots, options).OfSlots(operand.Slots.Length);
        ranking = new Ranking(operand, descending: node.Operator == AggregateOperator.TopK, groups);
    }

    public override int[] Order => ranking.Order;

    protected override bool TryFill(Execution execution)
    {
        if (!parameter.TryEvaluate(execution, out double number))
            return false;
        // Prometheus looks at the number even where there is nothing to choose from.
        if (double.IsNaN(number) && mode == PromQLMode.V3)
            return execution.Fail(PromQLMessages.ParameterNaN);
        if (!(number >= long.MinValue && number < long.MaxValue))
            return execution.Fail(PromQLMessages.Overflows(GoText.Short(number), underflows: number < 0 && mode == PromQLMode.V3));
        if (!operand.TryEvaluate(execution))
            return false;
        if (operand.LeaveOutHistograms() && execution.Annotates && mode == PromQLMode.V3)
            execution.Remark(Annotations.IgnoredInGroup(AggregateTable.NameOf(op)));
        ranking.Sort();
        long most = (long)number;
        long taken = 0;
        for (int i = 0; i < ranking.Order.Length; i++)
        {
            int slot = ranking.Order[i];
            taken = i > 0 && groups[slot] == groups[ranking.Order[i - 1]] ? taken + 1 : 1;
            Present[slot] = operand.Present[slot] && taken <= most;
            Values[slot] = operand.Values[slot];
        }

        return true;
    }
}
