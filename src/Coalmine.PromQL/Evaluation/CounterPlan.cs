using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// <c>rate</c> and <c>increase</c> of a selector: last minus first sample of the range, resets added back, extrapolated towards the ends of the range
/// (promql/functions.go of Prometheus 2.42 and 3.14, extrapolatedRate). It looks at the first and the last sample only.
/// </summary>
internal sealed class CounterPlan(Selection selection, Slot[] slots, long milliseconds, bool perSecond) : VectorPlan(slots)
{
    private readonly SeriesStore store = selection.Store;
    private readonly int[] series = selection.Series;
    private readonly bool zeroFirst = !selection.Options.IsLeftOpen;
    private readonly SameLabels sameLabels = new(slots);
    private readonly NoCounterRemarks remarks = new(selection.Slots(), selection.Options);
    private readonly double divisor = perSecond ? milliseconds / 1000.0 : 1;
    private int depth;

    protected override bool TryFill(Execution execution)
    {
        long to = execution.Resolve(selection.Shift);
        long from = to - milliseconds;
        long earliest = zeroFirst ? from : from + 1;
        var extrapolation = default(Extrapolation);
        int guess = depth;
        for (int i = 0; i < series.Length; i++)
        {
            bool enough = store.TryLocate(series[i], earliest, to, ref guess, out var window) && window.Last > window.First;
            Present[i] = enough;
            if (!enough)
                continue;
            ref readonly var first = ref store.At(window.Start, window.First);
            ref readonly var last = ref store.At(window.Start, window.Last);
            double increase = last.Value - first.Value;
            if (last.LatestReset > window.First)
                increase += BeforeResets(window, last.LatestReset);
            int steps = window.Last - window.First;
            if (!extrapolation.IsFor(first.Timestamp, last.Timestamp, steps))
                extrapolation = new Extrapolation(new SampledRange(first.Timestamp, last.Timestamp, steps, from, to), divisor, zeroFirst);
            Values[i] = increase * extrapolation.Factor(first.Value, increase);
        }

        depth = guess;
        remarks.Make(this, execution);
        return sameLabels.TryPass(Present, execution);
    }

    /// <summary>What the counter had reached before each reset within the range.</summary>
    private double BeforeResets(Window window, int reset)
    {
        double sum = 0;
        while (reset > window.First)
        {
            ref readonly var before = ref store.At(window.Start, reset - 1);
            sum += before.Value;
            reset = before.LatestReset;
        }

        return sum;
    }
}
