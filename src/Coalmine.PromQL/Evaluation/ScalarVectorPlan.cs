namespace Coalmine.PromQL.Evaluation;

/// <summary><c>vector(s)</c>: one element without labels.</summary>
internal sealed class ScalarVectorPlan(ScalarPlan scalar) : VectorPlan([new Slot(Series.Labels.Empty, false)])
{
    protected override bool TryFill(Execution execution)
    {
        Present[0] = true;
        return scalar.TryEvaluate(execution, out Values[0]);
    }
}
