using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Rules;

/// <summary>
/// The series that a rule writes. One that was written last time and is not written now ends with a stale marker, so that readers see it vanish at once.
/// </summary>
internal sealed class OutputSeries
{
    private readonly SeriesStore store;
    private readonly int[] ids;
    private readonly bool[] wasWritten;
    private readonly bool[] isWritten;

    /// <summary>Registers the series that the store has not yet.</summary>
    public OutputSeries(SeriesStore store, IReadOnlyList<Labels> labels)
    {
        this.store = store;
        ids = [.. labels.Select(one => store.TryFind(one, out int id) ? id : store.Add(one))];
        wasWritten = new bool[ids.Length];
        isWritten = new bool[ids.Length];
    }

    /// <summary>Writes a sample. One that is not newer than the series' newest is dropped, as Prometheus drops it.</summary>
    public void Write(int series, long timestamp, double value)
    {
        isWritten[series] = true;
        if (store.TryNewest(ids[series], long.MaxValue, out var newest) && timestamp <= newest.Timestamp)
            return;
        store.Append(ids[series], timestamp, value);
    }

    /// <summary>Ends what was written last time and not now, and begins anew.</summary>
    public void Finish(long timestamp)
    {
        for (int i = 0; i < ids.Length; i++)
        {
            bool vanished = wasWritten[i] && !isWritten[i];
            if (vanished && store.TryNewest(ids[i], long.MaxValue, out var newest) && newest.Timestamp < timestamp)
                store.AppendStale(ids[i], timestamp);
            wasWritten[i] = isWritten[i];
            isWritten[i] = false;
        }
    }

    /// <summary>Forgets what was written: the store was reset.</summary>
    public void Reset()
    {
        Array.Clear(wasWritten);
        Array.Clear(isWritten);
    }
}
