using Coalmine.PromQL.Histograms;

namespace Coalmine.PromQL.Evaluation;

/// <summary>A function that reads one number from each native histogram and passes numbers over: <c>histogram_count</c> and its like; drops the name.</summary>
internal sealed class HistogramPartPlan(string function, VectorPlan operand, PromQLOptions options) : VectorPlan(Slot.WithoutNames(operand.Slots, options))
{
    private readonly Func<FloatHistogram, double> read = HistogramPart.Of(function)!;
    private readonly SameLabels sameLabels = new(Slot.WithoutNames(operand.Slots, options));

    protected override bool TryFill(Execution execution)
    {
        if (!operand.TryEvaluate(execution))
            return false;
        for (int i = 0; i < Values.Length; i++)
        {
            var histogram = operand.Present[i] ? operand.HistogramAt(i) : null;
            Present[i] = histogram is not null;
            Values[i] = histogram is null ? double.NaN : read(histogram);
        }

        return sameLabels.TryPass(Present, execution);
    }
}
