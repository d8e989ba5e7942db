using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// An instant selector: the newest sample of each series, if it is no older than the lookback (exactly as old is taken, as in 2.x)
/// and no stale marker came after it.
/// </summary>
internal sealed class InstantPlan(SeriesStore store, int[] series, Labels[] labels) : VectorPlan(labels)
{
    public override bool TryEvaluate(Execution execution)
    {
        long now = execution.Timestamp;
        for (int i = 0; i < series.Length; i++)
        {
            Present[i] = store.TryNewest(series[i], now, out var sample)
                && now - sample.Timestamp <= CompiledQuery.LookbackMilliseconds
                && now - sample.Timestamp < sample.StaleAfter;
            Values[i] = sample.Value;
        }

        return true;
    }
}
