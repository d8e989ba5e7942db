using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// <c>histogram_quantile</c> over classic buckets. Buckets group by all labels but <c>le</c>, the name included, and the name is dropped from the
/// output; a series whose <c>le</c> is no number is left out (promql/functions.go and quantile.go of Prometheus 2.42 and 3.14).
/// </summary>
internal sealed class HistogramQuantilePlan : VectorPlan
{
    private readonly ScalarPlan quantile;
    private readonly VectorPlan buckets;
    private readonly BucketGroup[] groups;
    private readonly List<int> unreadable;
    private readonly bool isV3;
    private readonly double[] bounds;
    private readonly double[] counts;
    private readonly SameLabels sameLabels;

    private HistogramQuantilePlan(ScalarPlan quantile, VectorPlan buckets, BucketGroup[] groups, List<int> unreadable, PromQLOptions options)
        : base(SlotsOf(groups, buckets, options))
    {
        this.quantile = quantile;
        this.buckets = buckets;
        this.groups = groups;
        this.unreadable = unreadable;
        isV3 = options.Mode == PromQLMode.V3;
        int most = groups.Select(group => group.Slots.Length).DefaultIfEmpty().Max();
        bounds = new double[most];
        counts = new double[most];
        sameLabels = new SameLabels(Slots);
    }

    public static HistogramQuantilePlan Of(ScalarPlan quantile, VectorPlan buckets, PromQLOptions options)
    {
        var unreadable = new List<int>();
        return new HistogramQuantilePlan(quantile, buckets, BucketGroup.Of(buckets.Labels, unreadable), unreadable, options);
    }

    public override bool TryEvaluate(Execution execution)
    {
        if (!buckets.TryEvaluate(execution) || !quantile.TryEvaluate(execution, out double q))
            return false;
        bool remarks = isV3 && execution.Annotates;
        for (int i = 0; i < groups.Length; i++)
        {
            int length = Gather(groups[i]);
            Present[i] = length > 0;
            if (length == 0)
                continue;
            Values[i] = BucketQuantile.Of(q, bounds.AsSpan(0, length), counts.AsSpan(0, length), isV3, out bool raised);
            if (raised && remarks)
                execution.Remark(Annotations.ForcedMonotonic(groups[i].Labels.Name));
        }

        if (remarks)
            RemarkOnInput(q, execution);
        return sameLabels.TryPass(Present, execution);
    }

    private void RemarkOnInput(double q, Execution execution)
    {
        if (!(q >= 0 && q <= 1))
            execution.Remark(Annotations.BadQuantile(q));
        foreach (int slot in unreadable)
        {
            if (buckets.Present[slot])
                execution.Remark(Annotations.BadBucket(buckets.Labels[slot][Series.Labels.BucketBound], buckets.Labels[slot].Name));
        }
    }

    /// <summary>Collects the present buckets of a group in order, equal bounds added up.</summary>
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

    private static Slot[] SlotsOf(BucketGroup[] groups, VectorPlan buckets, PromQLOptions options) =>
        Slot.WithoutNames(groups.Select(group => buckets.Slots[group.Slots[0]] with { Labels = group.Labels }), options);
}
