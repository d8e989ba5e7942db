namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// An instant selector with <c>smoothed</c>: the value on the line between the samples before and behind the moment, both within the lookback; the one before
/// where there is none behind (PROM-52; promql/engine.go of Prometheus 3.14). Numbers only.
/// </summary>
internal sealed class SmoothedPlan(Selection selection, Slot[] slots) : VectorPlan(slots)
{
    private int depth;

    protected override bool TryFill(Execution execution)
    {
        var store = selection.Store;
        long moment = execution.Resolve(selection.Shift);
        long lookback = selection.Options.LookbackMilliseconds;
        for (int i = 0; i < Values.Length; i++)
        {
            Present[i] = store.TryNewest(selection.Series[i], moment, out var before) && moment - before.Timestamp < lookback
                && moment - before.Timestamp < before.StaleAfter && store.HistogramIn(before.Value) is null;
            Values[i] = before.Value;
            if (!Present[i] || !store.TryLocate(selection.Series[i], moment + 1, moment + lookback, ref depth, out var window))
                continue;
            ref readonly var behind = ref store.At(window.Start, window.First);
            if (before.Timestamp < moment && store.HistogramIn(behind.Value) is null)
                Values[i] += (behind.Value - before.Value) * ((moment - before.Timestamp) / (double)(behind.Timestamp - before.Timestamp));
        }

        return true;
    }
}
