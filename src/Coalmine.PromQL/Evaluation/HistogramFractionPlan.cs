using Coalmine.PromQL.Histograms;

namespace Coalmine.PromQL.Evaluation;

/// <summary><c>histogram_fraction</c> over classic buckets, which 3.x has: the share of observations between two values.</summary>
internal sealed class HistogramFractionPlan(ScalarPlan lower, ScalarPlan upper, Buckets buckets) : VectorPlan(buckets.Slots)
{
    private readonly SameLabels sameLabels = new(buckets.Slots);

    protected override bool TryFill(Execution execution)
    {
        if (!lower.TryEvaluate(execution, out double from) || !upper.TryEvaluate(execution, out double to) || !buckets.TryEvaluate(execution))
            return false;
        for (int i = 0; i < buckets.Groups.Length; i++)
        {
            Present[i] = buckets.TryGather(buckets.Groups[i]) && !buckets.Native.IsMixed(i);
            if (Present[i])
                Values[i] = BucketFraction.Of(from, to, buckets.Bounds, buckets.Counts);
        }

        for (int i = 0; i < buckets.Native.Slots.Length; i++)
        {
            var histogram = buckets.Native.At(i);
            Present[buckets.Native.First + i] = histogram is not null;
            if (histogram is null)
                continue;
            Values[buckets.Native.First + i] = HistogramQuantile.Share(from, to, histogram);
            if (execution.Annotates && double.IsNaN(histogram.Sum) && histogram.Count != 0)
                execution.Remark(Annotations.FractionNaN(buckets.Options.DelaysNameRemoval ? buckets.Native.NameOf(i) : ""));
        }

        return sameLabels.TryPass(Present, execution);
    }
}
