namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// <c>histogram_quantile</c> over classic buckets. Buckets group by all labels but <c>le</c>, the name included, and the name is dropped from the
/// output; a series whose <c>le</c> is no number is left out (promql/functions.go and quantile.go of Prometheus 2.42).
/// </summary>
internal sealed class HistogramQuantilePlan : VectorPlan
{
    private readonly ScalarPlan quantile;
    private readonly VectorPlan buckets;
    private readonly BucketGroup[] groups;
    private readonly double[] bounds;
    private readonly double[] counts;
    private readonly SameLabels sameLabels;

    public HistogramQuantilePlan(ScalarPlan quantile, VectorPlan buckets)
        : this(quantile, buckets, BucketGroup.Of(buckets.Labels))
    {
    }

    private HistogramQuantilePlan(ScalarPlan quantile, VectorPlan buckets, BucketGroup[] groups)
        : base([.. groups.Select(group => group.Labels.Without(Series.Labels.MetricName))])
    {
        this.quantile = quantile;
        this.buckets = buckets;
        this.groups = groups;
        int most = groups.Select(group => group.Slots.Length).DefaultIfEmpty().Max();
        bounds = new double[most];
        counts = new double[most];
        sameLabels = new SameLabels(Labels);
    }

    public override bool TryEvaluate(Execution execution)
    {
        if (!buckets.TryEvaluate(execution))
            return false;
        double q = quantile.Evaluate();
        for (int i = 0; i < groups.Length; i++)
        {
            int length = Gather(groups[i]);
            Present[i] = length > 0;
            if (length > 0)
                Values[i] = BucketQuantile.Of(q, bounds.AsSpan(0, length), counts.AsSpan(0, length));
        }

        return sameLabels.TryPass(Present, execution);
    }

    /// <summary>Collects the present buckets of a group in order, equal bounds added up, and counts that fall raised to what came before.</summary>
    private int Gather(BucketGroup group)
    {
        int length = 0;
        int[] slots = group.Slots;
        for (int i = 0; i < slots.Length; i++)
        {
            if (!buckets.Present[slots[i]])
                continue;
            double count = buckets.Values[slots[i]];
            if (length > 0 && bounds[length - 1] == group.Bounds[i])
            {
                counts[length - 1] += count;
                continue;
            }

            bounds[length] = group.Bounds[i];
            counts[length] = count;
            length++;
        }

        return length;
    }
}
