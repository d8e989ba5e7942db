namespace Coalmine.PromQL.Evaluation;

/// <summary>Unary minus on a vector; drops the metric's name.</summary>
internal sealed class NegatePlan(VectorPlan operand) : VectorPlan([.. operand.Labels.Select(labels => labels.Without(Series.Labels.MetricName))])
{
    private readonly SameLabels sameLabels = new([.. operand.Labels.Select(labels => labels.Without(Series.Labels.MetricName))]);

    public override bool TryEvaluate(Execution execution)
    {
        if (!operand.TryEvaluate(execution))
            return false;
        operand.Present.CopyTo(Present, 0);
        for (int i = 0; i < Values.Length; i++)
            Values[i] = -operand.Values[i];
        return sameLabels.TryPass(Present, execution);
    }
}
