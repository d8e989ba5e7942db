using Coalmine.PromQL.Histograms;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// A subquery: its operand evaluated at the absolute multiples of the step within the range. Elements with equal labels at different steps are one series
/// (promql/engine.go of Prometheus 2.42 and 3.14, evaluation of SubqueryExpr).
/// </summary>
internal sealed class SubqueryPlan : RangePlan
{
    private readonly VectorPlan operand;
    private readonly Expression.Subquery node;
    private readonly bool isLeftOpen;
    private readonly long step;
    private readonly int[] seriesOf;
    private readonly SampleBuffer[] buffers;

    public SubqueryPlan(Expression.Subquery node, VectorPlan operand, PromQLOptions options)
        : base([.. operand.Slots.Distinct()])
    {
        this.node = node;
        this.operand = operand;
        isLeftOpen = options.IsLeftOpen;
        step = node.StepMilliseconds > 0 ? node.StepMilliseconds : options.SubqueryStepMilliseconds;
        var places = Slots.Select((slot, index) => (slot, index)).ToDictionary(pair => pair.slot, pair => pair.index);
        seriesOf = [.. operand.Slots.Select(slot => places[slot])];
        buffers = [.. Slots.Select(_ => new SampleBuffer())];
    }

    public override bool TryPrepare(Execution execution)
    {
        To = execution.Resolve(node.Shift);
        From = To - node.Milliseconds;
        foreach (var buffer in buffers)
            buffer.Clear();
        // A step costs something even where it yields nothing.
        if (!execution.TrySpend((node.Milliseconds / step * (1 + (long)operand.Slots.Length)) + 1))
            return false;
        long moment = execution.Timestamp;
        bool done = true;
        for (long at = FirstStep(); at <= To && done; at += step)
        {
            execution.Timestamp = at;
            done = operand.TryEvaluate(execution);
            for (int i = 0; i < seriesOf.Length && done; i++)
            {
                if (!operand.Present[i])
                    continue;
                if (operand.HistogramAt(i) is { } histogram)
                    buffers[seriesOf[i]].Add(at, Unlinked(histogram));
                else
                    buffers[seriesOf[i]].Add(at, operand.Values[i]);
            }
        }

        execution.Timestamp = moment;
        return done;
    }

    public override SampleBuffer Read(int slot) => buffers[slot];

    /// <summary>Samples between two steps are not seen, so that nothing is known of resets between them.</summary>
    private static FloatHistogram Unlinked(FloatHistogram histogram) =>
        histogram.Reset == CounterReset.Gauge ? histogram : histogram with { Reset = CounterReset.Unknown };

    private long FirstStep()
    {
        long at = From / step * step;
        while (at < From || (isLeftOpen && at == From))
            at += step;
        return at;
    }
}
