using System.Collections.Immutable;
using Coalmine.Simulation;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Results;

/// <summary>
/// The cells of one scenario, which are read together: a stretch of replications of all of them at once, since workers ask for one replication under every
/// policy. Memory is bounded by the length of a stretch, not by what is kept.
/// </summary>
internal sealed class CellGroup
{
    private const int RowsAtOnce = 100_000;
    private const int StretchesAtOnce = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly StoreFile _file;
    private readonly ImmutableArray<long> _cells;
    private readonly long _length;
    private readonly LinkedList<Stretch> _stretches = [];

    /// <summary>Begins with nothing read.</summary>
    /// <param name="file">The store.</param>
    /// <param name="cells">The cells; at least one.</param>
    public CellGroup(StoreFile file, IEnumerable<long> cells)
    {
        _file = file;
        _cells = [.. cells.Distinct()];
        _length = Math.Max(1, RowsAtOnce / _cells.Length / Study.BlockSize) * Study.BlockSize;
    }

    /// <summary>A rollout that is in the file.</summary>
    /// <exception cref="StoreProblem">The file cannot be read now.</exception>
    public bool TryFind(long cell, long replication, out RolloutResult result)
    {
        lock (_stretches)
            return Find(replication / _length).Rows.TryGetValue((cell, replication), out result);
    }

    private Stretch Find(long index)
    {
        foreach (Stretch stretch in _stretches)
            if (stretch.Index == index)
                return stretch;
        Dictionary<(long, long), RolloutResult> rows = [];
        foreach (CellRollout row in _file.Read(Patience, connection => RolloutRows.Read(connection, _cells, index * _length, (index + 1) * _length)))
            rows[(row.Cell, row.Result.Replication)] = row.Result;
        _stretches.AddFirst(new Stretch(index, rows));
        if (_stretches.Count > StretchesAtOnce)
            _stretches.RemoveLast();
        return _stretches.First!.Value;
    }

    private sealed record Stretch(long Index, Dictionary<(long Cell, long Replication), RolloutResult> Rows);
}
