using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// <c>rate</c>, <c>increase</c> and <c>delta</c> of an anchored or smoothed range, <c>changes</c> and <c>resets</c> of an anchored one: from the value at its
/// start to the value at its end, without extrapolation (PROM-52; promql/functions.go of Prometheus 3.14, extendedRate). Numbers only.
/// </summary>
internal sealed class EdgedFunctionPlan : VectorPlan
{
    private static readonly string[] OfAnchored = ["changes", "delta", "increase", "rate", "resets"];
    private static readonly string[] OfSmoothed = ["delta", "increase", "rate"];

    private readonly string function;
    private readonly bool isSmoothed;
    private readonly bool isCounter;
    private readonly EdgedRangePlan range;
    private readonly string failure;
    private readonly SameLabels sameLabels;
    private readonly NoCounterRemarks remarks;

    public EdgedFunctionPlan(string function, RangeEdge edge, EdgedRangePlan range, PromQLOptions options)
        : base(Slot.WithoutNames(range.Slots, options))
    {
        this.function = function;
        this.range = range;
        isSmoothed = edge == RangeEdge.Smoothed;
        isCounter = function is "rate" or "increase";
        string[] allowed = isSmoothed ? OfSmoothed : OfAnchored;
        failure = allowed.Contains(function) ? "" : PromQLMessages.BadEdge(isSmoothed ? "smoothed" : "anchored", function, string.Join(", ", allowed));
        sameLabels = new SameLabels(Slots);
        remarks = new NoCounterRemarks(isCounter ? range.Slots : [], options);
    }

    protected override bool TryFill(Execution execution)
    {
        if (failure.Length > 0)
            return execution.Fail(failure);
        if (!range.TryPrepare(execution))
            return false;
        for (int i = 0; i < Values.Length; i++)
        {
            var samples = range.Read(i).Numbers();
            Present[i] = samples.Count > 0 && TryValue(samples, out Values[i]);
        }

        remarks.Make(this, execution);
        return sameLabels.TryPass(Present, execution);
    }

    private bool TryValue(SampleBuffer samples, out double value)
    {
        int last = samples.Count - 1;
        int first = Math.Max(0, FirstFrom(samples, last, range.From + 1) - 1);
        if (function is "changes" or "resets")
        {
            value = function == "changes" ? RangeFolds.Changes(samples.Values[first..]) : RangeFolds.Resets(samples.Values[first..]);
            return true;
        }

        value = double.NaN;
        if (isSmoothed)
            last = FirstFrom(samples, last, range.To);
        if (samples.Times[last] <= range.From)
            return false;
        double left = isSmoothed && samples.Times[first] < range.From ? Between(samples, first, range.From) : samples.Values[first];
        double right = isSmoothed && last > 0 && samples.Times[last] > range.To ? Between(samples, last - 1, range.To) : samples.Values[last];
        value = right - left + (isCounter ? Lost(samples, left, right) : 0);
        if (function == "rate")
            value /= (range.To - range.From) / 1000.0;
        return true;
    }

    /// <summary>The first of so many samples that is not before a moment; their number when there is none.</summary>
    private static int FirstFrom(SampleBuffer samples, int count, long moment)
    {
        int index = 0;
        while (index < count && samples.Times[index] < moment)
            index++;
        return index;
    }

    /// <summary>What the counter had reached before each reset between the ends; the ends are taken care of by the interpolation.</summary>
    private double Lost(SampleBuffer samples, double left, double right)
    {
        double lost = 0;
        double before = left;
        for (int i = 0; i < samples.Count; i++)
        {
            if (samples.Times[i] <= range.From || samples.Times[i] >= range.To)
                continue;
            lost += samples.Values[i] < before ? before : 0;
            before = samples.Values[i];
        }

        return lost + (right < before ? before : 0);
    }

    /// <summary>On the line to the next sample; a counter that is reset on the way starts from 0.</summary>
    private double Between(SampleBuffer samples, int index, long moment)
    {
        double start = samples.Values[index];
        double end = samples.Values[index + 1];
        if (isCounter && end < start)
            start = 0;
        double share = (moment - samples.Times[index]) / (double)(samples.Times[index + 1] - samples.Times[index]);
        return start + ((end - start) * share);
    }
}
