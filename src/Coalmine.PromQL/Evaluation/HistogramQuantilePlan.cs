namespace Coalmine.PromQL.Evaluation;

/// <summary><c>histogram_quantile</c> over classic buckets.</summary>
internal sealed class HistogramQuantilePlan(ScalarPlan quantile, Buckets buckets) : VectorPlan(buckets.Slots)
{
    private readonly bool isV3 = buckets.Options.IsLeftOpen;
    private readonly SameLabels sameLabels = new(buckets.Slots);

    public override bool TryEvaluate(Execution execution)
    {
        if (!buckets.TryEvaluate(execution) || !quantile.TryEvaluate(execution, out double q))
            return false;
        bool remarks = isV3 && execution.Annotates;
        for (int i = 0; i < buckets.Groups.Length; i++)
        {
            Present[i] = buckets.TryGather(buckets.Groups[i]);
            if (!Present[i])
                continue;
            Values[i] = BucketQuantile.Of(q, buckets.Bounds, buckets.Counts, isV3, out bool raised);
            if (raised && remarks)
                execution.Remark(Annotations.ForcedMonotonic(buckets.Options.DelaysNameRemoval ? buckets.Groups[i].Labels.Name : ""));
        }

        if (remarks && !(q >= 0 && q <= 1))
            execution.Remark(Annotations.BadQuantile(q));
        return sameLabels.TryPass(Present, execution);
    }
}
