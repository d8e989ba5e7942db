using Coalmine.PromQL.Histograms;
using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// An instant selector: the newest sample of each series, if it is no older than the lookback (exactly as old is taken in 2.x only)
/// and no stale marker came after it. Also <c>timestamp</c> of a selector, which is the sample's own time in seconds.
/// </summary>
internal sealed class InstantPlan(Selection selection, Slot[] slots, bool answersTime) : VectorPlan(slots)
{
    private readonly SameLabels sameLabels = new(slots);
    private readonly long oldest = selection.Options.LookbackMilliseconds - (selection.Options.IsLeftOpen ? 1 : 0);
    private readonly int[] series = selection.Series;
    private readonly TimeShift shift = selection.Shift;
    private readonly bool holdsHistograms = selection.Store.HoldsHistograms && !answersTime;

    protected override bool TryFill(Execution execution)
    {
        long moment = execution.Resolve(shift);
        for (int i = 0; i < series.Length; i++)
        {
            Present[i] = selection.Store.TryNewest(series[i], moment, out var sample)
                && moment - sample.Timestamp <= oldest
                && moment - sample.Timestamp < sample.StaleAfter;
            Values[i] = answersTime ? sample.Timestamp / 1000.0 : sample.Value;
        }

        if (holdsHistograms)
            PutHistograms(moment);
        return !answersTime || sameLabels.TryPass(Present, execution);
    }

    private void PutHistograms(long moment)
    {
        for (int i = 0; i < series.Length; i++)
        {
            if (!Present[i] || selection.Store.HistogramIn(Values[i]) is not { } histogram)
                continue;
            if (selection.ResolvesResets && selection.Store.TryNewest(series[i], moment, out var newest)
                && selection.Store.TryNewest(series[i], newest.Timestamp - 1, out var before) && moment - before.Timestamp <= oldest)
                histogram = HistogramResets.Resolved(selection.Store.HistogramIn(before.Value), histogram);
            Put(i, histogram);
        }
    }
}
