namespace Coalmine.PromQL.Evaluation;

/// <summary><c>histogram_fraction</c> over classic buckets, which 3.x has: the share of observations between two values.</summary>
internal sealed class HistogramFractionPlan(ScalarPlan lower, ScalarPlan upper, Buckets buckets) : VectorPlan(buckets.Slots)
{
    private readonly SameLabels sameLabels = new(buckets.Slots);

    public override bool TryEvaluate(Execution execution)
    {
        if (!lower.TryEvaluate(execution, out double from) || !upper.TryEvaluate(execution, out double to) || !buckets.TryEvaluate(execution))
            return false;
        for (int i = 0; i < buckets.Groups.Length; i++)
        {
            Present[i] = buckets.TryGather(buckets.Groups[i]);
            if (Present[i])
                Values[i] = BucketFraction.Of(from, to, buckets.Bounds, buckets.Counts);
        }

        return sameLabels.TryPass(Present, execution);
    }
}
