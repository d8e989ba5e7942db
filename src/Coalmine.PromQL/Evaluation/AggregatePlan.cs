using Coalmine.PromQL.Histograms;
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
        : this(node, parameter, operand, new Groups(node.Grouping, operand.Slots, options))
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

    protected override bool TryFill(Execution execution)
    {
        double number = double.NaN;
        if (parameter is not null && !parameter.TryEvaluate(execution, out number))
            return false;
        if (!operand.TryEvaluate(execution))
            return false;
        if (operand.HasHistograms && op is (AggregateOperator.Sum or AggregateOperator.Avg))
        {
            for (int group = 0; group < members.Length; group++)
                Combine(group, execution);
            return true;
        }

        if (op is not (AggregateOperator.Count or AggregateOperator.Group) && operand.LeaveOutHistograms() && execution.Annotates && mode == PromQLMode.V3)
            execution.Remark(Annotations.IgnoredInGroup(AggregateTable.NameOf(op)));
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

    /// <summary>Native histograms add up among themselves; with numbers or with other kinds of bounds among them a group has no result.</summary>
    private void Combine(int group, Execution execution)
    {
        bool remarks = execution.Annotates && mode == PromQLMode.V3;
        int[] present = Array.FindAll(members[group], slot => operand.Present[slot]);
        List<FloatHistogram> histograms = [.. present.Select(operand.HistogramAt).OfType<FloatHistogram>()];
        Present[group] = present.Length > 0 && histograms.Count == 0;
        if (Present[group])
            Values[group] = GroupFold.Of(op, Gather(present), mode);
        if (histograms.Count == 0)
            return;
        var total = histograms.Count == present.Length ? HistogramTotal.Of(histograms) : null;
        if (total is null && remarks)
        {
            bool areMixed = histograms.Count < present.Length;
            execution.Remark(areMixed ? Annotations.MixedSamplesOfGroup : Annotations.MixedBounds(operand.Labels[present[^1]].Name));
        }

        if (total is null)
            return;
        Present[group] = true;
        Put(group, op == AggregateOperator.Avg ? total.Mean() : total.Sum());
        if (remarks && total.IsReconciled)
            execution.Remark(Annotations.Reconciled(Annotations.Aggregation));
        if (remarks && total.HasConflict)
            execution.Remark(Annotations.ResetConflict(Annotations.Aggregation));
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
