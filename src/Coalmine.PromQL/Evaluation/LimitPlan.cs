using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// <c>limitk</c>, any k elements of each group, here the first; and <c>limit_ratio</c>, about that share of them, chosen by a hash of their labels, so that
/// a ratio and its complement below 0 share them out (promql/engine.go of Prometheus 3.14, aggregationK and AddRatioSample).
/// </summary>
internal sealed class LimitPlan : VectorPlan
{
    private readonly ScalarPlan parameter;
    private readonly VectorPlan operand;
    private readonly bool isRatio;
    private readonly int[] groups;
    private readonly int[] taken;
    private readonly double[] places;

    public LimitPlan(Expression.Aggregate node, ScalarPlan parameter, VectorPlan operand, PromQLOptions options)
        : base(operand.Slots)
    {
        this.parameter = parameter;
        this.operand = operand;
        isRatio = node.Operator == AggregateOperator.LimitRatio;
        var found = new Groups(node.Grouping, operand.Slots, options);
        groups = found.OfSlots(operand.Slots.Length);
        taken = new int[found.Members.Length];
        places = isRatio ? [.. operand.Slots.Select(slot => LabelHash.Of(slot.Labels) / (double)ulong.MaxValue)] : [];
    }

    protected override bool TryFill(Execution execution)
    {
        if (!parameter.TryEvaluate(execution, out double number))
            return false;
        if (double.IsNaN(number))
            return execution.Fail(isRatio ? PromQLMessages.RatioNaN : PromQLMessages.ParameterNaN);
        if (!isRatio && !(number >= long.MinValue && number < long.MaxValue))
            return execution.Fail(PromQLMessages.Overflows(GoText.Short(number), underflows: number < 0));
        if (!operand.TryEvaluate(execution))
            return false;
        double capped = Math.Clamp(number, -1, 1);
        if (isRatio && capped != number && execution.Annotates)
            execution.Remark(Annotations.BadRatio(number, capped));
        Array.Clear(taken);
        for (int i = 0; i < Values.Length; i++)
        {
            Present[i] = operand.Present[i] && (isRatio ? IsWithin(places[i], capped) : taken[groups[i]]++ < number);
            Values[i] = operand.Values[i];
        }

        PutAll(operand);
        return true;
    }

    private static bool IsWithin(double place, double ratio) => ratio >= 0 ? place < ratio : place >= 1 + ratio;
}
