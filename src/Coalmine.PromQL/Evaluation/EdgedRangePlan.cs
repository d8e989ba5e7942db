using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// A range selector with <c>anchored</c> or <c>smoothed</c>: its samples, those of the lookback before it, and for <c>smoothed</c> as far behind it too
/// (PROM-52; promql/engine.go of Prometheus 3.14).
/// </summary>
internal sealed class EdgedRangePlan(Selection selection, Expression.Range node, PromQLOptions options) : RangePlan(selection.Slots())
{
    private readonly SampleBuffer buffer = new();
    private int depth;

    public override bool TryPrepare(Execution execution)
    {
        To = execution.Resolve(selection.Shift);
        From = To - node.Milliseconds;
        return true;
    }

    public override SampleBuffer Read(int slot)
    {
        buffer.Clear();
        var store = selection.Store;
        long behind = node.Series.Edge == RangeEdge.Smoothed ? options.LookbackMilliseconds : 0;
        if (!store.TryLocate(selection.Series[slot], From - options.LookbackMilliseconds + 1, To + behind, ref depth, out var window))
            return buffer;
        for (int sequence = window.First; sequence <= window.Last; sequence++)
        {
            ref readonly var sample = ref store.At(window.Start, sequence);
            if (store.HistogramIn(sample.Value) is { } histogram)
                buffer.Add(sample.Timestamp, histogram);
            else
                buffer.Add(sample.Timestamp, sample.Value);
        }

        return buffer;
    }
}
