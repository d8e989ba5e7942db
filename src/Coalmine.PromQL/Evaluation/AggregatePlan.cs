using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// An aggregation of each group to one value. A group without present elements is absent, so that nothing in gives
/// nothing out (promql/engine.go of Prometheus 2.42 and 3.14, aggregation).
/// </summary>
internal sealed class AggregatePlan : VectorPlan
{
    private readonly AggregateOperator op;
    private readonly ScalarPlan? parameter;
    private readonly VectorPlan operand;
    private readonly PromQLMode mode;
    private readonly int[][] members;
    private readonly double[] gathered;

    public AggregatePlan(Expression.Aggregate node, ScalarPlan? parameter, VectorPlan operand, PromQLOptions options)
        : this(node, parameter, operand, new Groups(node.Grouping, operand.Slots))
    {
        mode = options.Mode;
    }

    private AggregatePlan(Expression.Aggregate node, ScalarPlan? parameter, VectorPlan operand, Groups groups)
        : base(groups.Slots)
    {
        op = node.Operator;
        this.parameter = parameter;
        this.operand = operand;
        members = groups.Members;
        gathered = new double[members.Select(group => group.Length).DefaultIfEmpty().Max()];
    }

    public override bool TryEvaluate(Execution execution)
    {
        double number = double.NaN;
        if (parameter is not null && !parameter.TryEvaluate(execution, out number))
            return false;
        if (!operand.TryEvaluate(execution))
            return false;
        for (int group = 0; group < members.Length; group++)
        {
            var values = Gather(members[group]);
            Present[group] = values.Length > 0;
            if (values.Length > 0)
                Values[group] = op == AggregateOperator.Quantile ? Averages.Quantile(number, values) : GroupFold.Of(op, values, mode);
        }

        if (op == AggregateOperator.Quantile && execution.Annotates && !(number >= 0 && number <= 1) && mode == PromQLMode.V3)
            execution.Remark(Annotations.BadQuantile(number));
        return true;
    }

    private Span<double> Gather(int[] group)
    {
        int count = 0;
        foreach (int slot in group)
        {
            if (operand.Present[slot])
                gathered[count++] = operand.Values[slot];
        }

        return gathered.AsSpan(0, count);
    }
}
