using System.Diagnostics;

namespace Coalmine.Workbench.Results;

/// <summary>Rollouts that wait to be written, and when it is time to write them: often, so that little is lost, and seldom, so that it costs nothing.</summary>
internal sealed class PendingRows
{
    private const int WriteAt = 50_000;
    private const int Most = 1_000_000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private readonly Stopwatch _sinceWritten = Stopwatch.StartNew();
    private List<CellRollout> _rows = [];

    /// <summary>Whether it is time to write.</summary>
    public bool IsDue => _rows.Count > 0 && (_sinceWritten.Elapsed > Every || (_rows.Count >= WriteAt && _sinceWritten.ElapsedMilliseconds > 200));

    /// <summary>Adds a rollout, unless too many wait already.</summary>
    /// <returns>Whether it waits now.</returns>
    public bool TryAdd(in CellRollout row)
    {
        if (_rows.Count >= Most)
            return false;
        _rows.Add(row);
        return true;
    }

    /// <summary>Takes all of them out, in the order in which they are written.</summary>
    public List<CellRollout> Take()
    {
        List<CellRollout> taken = _rows;
        _rows = [];
        _sinceWritten.Restart();
        taken.Sort((left, right) => (left.Cell, left.Result.Replication).CompareTo((right.Cell, right.Result.Replication)));
        return taken;
    }

    /// <summary>Puts rows back that could not be written.</summary>
    public void PutBack(List<CellRollout> rows) => _rows.InsertRange(0, rows);
}
