using Coalmine.PromQL.Histograms;

namespace Coalmine.PromQL.Evaluation;

/// <summary><c>histogram_quantile</c> over classic buckets.</summary>
internal sealed class HistogramQuantilePlan(ScalarPlan quantile, Buckets buckets) : VectorPlan(buckets.Slots)
{
    private readonly bool isV3 = buckets.Options.IsLeftOpen;
    private readonly SameLabels sameLabels = new(buckets.Slots);

    protected override bool TryFill(Execution execution)
    {
        if (!buckets.TryEvaluate(execution) || !quantile.TryEvaluate(execution, out double q))
            return false;
        bool remarks = isV3 && execution.Annotates;
        for (int i = 0; i < buckets.Groups.Length; i++)
        {
            Present[i] = buckets.TryGather(buckets.Groups[i]) && !buckets.Native.IsMixed(i);
            if (!Present[i])
                continue;
            Values[i] = BucketQuantile.Of(q, buckets.Bounds, buckets.Counts, isV3, out bool raised);
            if (raised && remarks)
                execution.Remark(Annotations.ForcedMonotonic(buckets.Options.DelaysNameRemoval ? buckets.Groups[i].Labels.Name : ""));
        }

        for (int i = 0; i < buckets.Native.Slots.Length; i++)
            Present[buckets.Native.First + i] = TryNative(i, q, remarks, execution);
        if (remarks && !(q >= 0 && q <= 1))
            execution.Remark(Annotations.BadQuantile(q));
        return sameLabels.TryPass(Present, execution);
    }

    private bool TryNative(int element, double q, bool remarks, Execution execution)
    {
        if (buckets.Native.At(element) is not { } histogram)
            return false;
        double value = HistogramQuantile.Of(q, histogram);
        Values[buckets.Native.First + element] = value;
        if (remarks && double.IsNaN(histogram.Sum) && q >= 0 && q <= 1 && histogram.Count != 0)
        {
            string metric = buckets.Options.DelaysNameRemoval ? buckets.Native.NameOf(element) : "";
            execution.Remark(double.IsNaN(value) ? Annotations.QuantileNaN(metric) : Annotations.QuantileSkewed(metric));
        }

        return true;
    }
}
