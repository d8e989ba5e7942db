using Coalmine.PromQL.Histograms;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>A range selector: the stored samples, stale markers left out.</summary>
internal sealed class SelectorRangePlan(Selection selection, long milliseconds) : RangePlan(selection.Slots())
{
    private readonly SampleBuffer buffer = new();
    private readonly bool holdsHistograms = selection.Store.HoldsHistograms;
    private int depth;

    public override bool TryPrepare(Execution execution)
    {
        To = execution.Resolve(selection.Shift);
        From = To - milliseconds;
        return true;
    }

    public override SampleBuffer Read(int slot)
    {
        buffer.Clear();
        var store = selection.Store;
        long earliest = selection.Options.IsLeftOpen ? From + 1 : From;
        if (!store.TryLocate(selection.Series[slot], earliest, To, ref depth, out var window))
            return buffer;
        for (int sequence = window.First; sequence <= window.Last; sequence++)
        {
            ref readonly var sample = ref store.At(window.Start, sequence);
            if (holdsHistograms && store.HistogramIn(sample.Value) is { } histogram)
                buffer.Add(sample.Timestamp, Resolved(histogram));
            else
                buffer.Add(sample.Timestamp, sample.Value);
        }

        return buffer;
    }

    private FloatHistogram Resolved(FloatHistogram histogram)
    {
        var before = selection.ResolvesResets && buffer.Count > 0 ? buffer.HistogramAt(buffer.Count - 1) : null;
        return HistogramResets.Resolved(before, histogram);
    }
}
