using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// An aggregation: each slot of the operand belongs to one group for ever. A group without present elements is absent, so that nothing in gives
/// nothing out (promql/engine.go of Prometheus 2.42, aggregation).
/// </summary>
internal sealed class AggregatePlan : VectorPlan
{
    private readonly AggregateOperator op;
    private readonly VectorPlan operand;
    private readonly int[] groupOf;
    private readonly int[] counts;

    public AggregatePlan(AggregateOperator op, Grouping grouping, VectorPlan operand)
        : this(op, operand, [.. operand.Labels.Select(labels => Grouped(grouping, labels))])
    {
    }

    private AggregatePlan(AggregateOperator op, VectorPlan operand, Labels[] groups)
        : base([.. groups.Distinct()])
    {
        this.op = op;
        this.operand = operand;
        groupOf = [.. groups.Select(group => Array.IndexOf(Labels, group))];
        counts = new int[Labels.Length];
    }

    public override bool TryEvaluate(Execution execution)
    {
        if (!operand.TryEvaluate(execution))
            return false;
        Array.Clear(counts);
        if (op == AggregateOperator.Sum)
            Sum();
        else
            Fold();
        for (int group = 0; group < counts.Length; group++)
        {
            Present[group] = counts[group] > 0;
            if (op == AggregateOperator.Count)
                Values[group] = counts[group];
        }

        return true;
    }

    private void Sum()
    {
        Array.Clear(Values);
        for (int i = 0; i < groupOf.Length; i++)
        {
            if (!operand.Present[i])
                continue;
            Values[groupOf[i]] += operand.Values[i];
            counts[groupOf[i]]++;
        }
    }

    private void Fold()
    {
        for (int i = 0; i < groupOf.Length; i++)
        {
            if (!operand.Present[i])
                continue;
            int group = groupOf[i];
            double value = operand.Values[i];
            int count = ++counts[group];
            Values[group] = count == 1 ? value : op switch
            {
                AggregateOperator.Avg => Mean(Values[group], value, count),
                AggregateOperator.Min => value < Values[group] || double.IsNaN(Values[group]) ? value : Values[group],
                AggregateOperator.Max => value > Values[group] || double.IsNaN(Values[group]) ? value : Values[group],
                _ => value,
            };
        }
    }

    /// <summary>A running mean that neither overflows nor turns an infinity into NaN by subtracting it from itself.</summary>
    private static double Mean(double mean, double value, int count)
    {
        bool sameInfinity = double.IsInfinity(value) && mean > 0 == value > 0;
        if (double.IsInfinity(mean) && (sameInfinity || double.IsFinite(value)))
            return mean;
        return mean + ((value / count) - (mean / count));
    }

    private static Labels Grouped(Grouping grouping, Labels labels) =>
        grouping.Without ? labels.Without([.. grouping.Names, Series.Labels.MetricName]) : labels.Keep([.. grouping.Names]);
}
