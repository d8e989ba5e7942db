using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// <c>rate</c> and <c>increase</c>: last minus first sample of the range, resets added back, extrapolated towards the ends of the range
/// (promql/functions.go of Prometheus 2.42, extrapolatedRate). The left end of the range is closed, as in 2.x.
/// </summary>
internal sealed class CounterPlan(SeriesStore store, int[] series, Labels[] labels, long milliseconds, bool perSecond) : VectorPlan(labels)
{
    private readonly SameLabels sameLabels = new(labels);
    private readonly double divisor = perSecond ? milliseconds / 1000.0 : 1;
    private int depth;

    public override bool TryEvaluate(Execution execution)
    {
        long to = execution.Timestamp;
        long from = to - milliseconds;
        var extrapolation = default(Extrapolation);
        int guess = depth;
        for (int i = 0; i < series.Length; i++)
        {
            bool enough = store.TryLocate(series[i], from, to, ref guess, out var window) && window.Last > window.First;
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
                extrapolation = new Extrapolation(first.Timestamp, last.Timestamp, steps, from, to, divisor);
            Values[i] = increase * extrapolation.Factor(first.Value, increase);
        }

        depth = guess;
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
