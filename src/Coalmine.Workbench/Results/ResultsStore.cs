using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Simulation;
using Coalmine.Workbench.Replications;
using DuckDB.NET.Data;

namespace Coalmine.Workbench.Results;

/// <summary>
/// Keeps the rollouts of studies in a DuckDB file, keyed by world, policy, seed and build. The file is written every few seconds, all or nothing, and is open
/// only for that moment: others may read meanwhile, and whoever ends the process loses a few seconds. Several processes may keep into one file.
/// </summary>
public sealed class ResultsStore : IRolloutArchive
{
    private const int GroupsAtOnce = 3;
    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly object _lock = new();
    private readonly object _writing = new();
    private readonly StoreFile _file;
    private readonly bool _reuses;
    private readonly Dictionary<long, StoredCell> _cells = [];
    private readonly List<CellRow> _newCells = [];
    private readonly LinkedList<(StudyScenario Scenario, ulong Seed, CellGroup Group)> _groups = [];
    private readonly PendingRows _pending = new();
    private long _generation;
    private bool _othersWrite;
    private long _run;
    private long _reused;
    private long _dropped;
    private StoreProblem? _problem;
    private StoreProblem? _unread;

    private ResultsStore(StoreFile file, bool reuses) => (_file, _reuses) = (file, reuses);

    /// <summary>Rollouts that were given instead of being run.</summary>
    public long Reused => Interlocked.Read(ref _reused);

    /// <summary>Opens a folder's store, which is made where there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="reuses">Whether rollouts that are there are given; otherwise all are run anew, and those that are missing are kept.</param>
    /// <returns>The store; or why there is none: another process holds it, another program wrote it, the file system refuses.</returns>
    public static ReadResult<ResultsStore> In(string folder, bool reuses = true)
    {
        StoreFile file = new(Path.Combine(folder, StoreFile.Name));
        return StoreReading.Try(file.Path, () =>
        {
            file.Create();
            ResultsStore store = new(file, reuses);
            store._generation = file.Read(Patience, Generation);
            return store;
        });
    }

    /// <summary>
    /// Notes a study as a run, with its names and their order, so that it can be shown without being run. The same study is the same run, however often it is
    /// begun. A study with alerts is none: what alerts did is not kept.
    /// </summary>
    /// <param name="study">The study.</param>
    /// <param name="heading">What else is noted.</param>
    /// <returns>Why it could not be noted; nothing otherwise.</returns>
    public ImmutableArray<Diagnostic> Begin(Study study, RunHeading heading)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(heading);
        if (!CanKeep(study))
            return [];
        return StoreReading.Try(_file.Path, () =>
        {
            _file.Write(Patience, connection => _run = RunRows.Begin(connection, study, heading));
            return this;
        }).Said;
    }

    /// <summary>Whether the rollouts of a study can be kept: everything has a key and no alerts look on.</summary>
    public static bool CanKeep(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return study.Scenarios.All(scenario => scenario.Policies.All(policy => CanKeep(scenario, policy)));
    }

    /// <inheritdoc/>
    public IRolloutSource Open(StudyScenario scenario, StudyPolicy policy, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(policy);
        if (!CanKeep(scenario, policy))
            return policy.Prepare();
        lock (_lock)
        {
            CellGroup group = GroupOf(scenario, seed);
            return new KeptSource(this, group, _cells[IdOf(scenario, policy, seed)], policy.Prepare);
        }
    }

    /// <summary>Writes what still waits, and whether the run is complete.</summary>
    /// <param name="isComplete">Whether the study came to its end.</param>
    /// <returns>What could not be kept, and why; nothing otherwise.</returns>
    public ImmutableArray<Diagnostic> Finish(bool isComplete)
    {
        Write(Patience);
        if (isComplete && _run > 0 && _problem is null)
            Guarded(() => _file.Write(Patience, connection => connection.Execute("UPDATE runs SET finished = true WHERE run = ?", _run)));
        StoreProblem? problem = _problem ?? _unread;
        return problem is null && _dropped == 0
            ? []
            : [Diagnostic.At(_file.Path, TextPosition.Start, ResultsMessages.NotKept(problem?.What.Text ?? "too many waited to be written"))];
    }

    /// <summary>The id of the cell of a policy in a scenario, of this build.</summary>
    internal static long IdOf(StudyScenario scenario, StudyPolicy policy, ulong seed) => StoredCell.IdOf(ProgramBuild.Id, scenario.Key, policy.Key, seed);

    /// <summary>A rollout that is there.</summary>
    internal bool TryFind(CellGroup group, StoredCell cell, long replication, out RolloutResult result)
    {
        result = default;
        lock (_lock)
            if (!_reuses || !cell.Has(replication))
                return false;
        try
        {
            if (!group.TryFind(cell.Id, replication, out result))
                return false;
        }
        catch (StoreProblem problem)
        {
            // It is run anew, which gives the same; that the file is damaged is said at the end.
            _unread = problem;
            return false;
        }

        Interlocked.Increment(ref _reused);
        return true;
    }

    /// <summary>Keeps a rollout that was run.</summary>
    internal void Keep(StoredCell cell, in RolloutResult result)
    {
        bool isDue;
        lock (_lock)
        {
            if (!cell.Take(result.Replication))
                return;
            _dropped += _pending.TryAdd(new CellRollout(cell.Id, result)) ? 0 : 1;
            isDue = _pending.IsDue;
        }

        if (isDue && Monitor.TryEnter(_writing))
            try
            {
                Write(Brief);
            }
            finally
            {
                Monitor.Exit(_writing);
            }
    }

    private static bool CanKeep(StudyScenario scenario, StudyPolicy policy) => scenario.Key.Length > 0 && policy.Key.Length > 0 && policy.Alerts.IsEmpty;

    private static long Generation(DuckDBConnection connection) => connection.Number("SELECT generation FROM store");

    private CellGroup GroupOf(StudyScenario scenario, ulong seed)
    {
        foreach ((StudyScenario known, ulong itsSeed, CellGroup group) in _groups)
            if (ReferenceEquals(known, scenario) && itsSeed == seed)
                return group;
        CellRow[] rows = [.. scenario.Policies.Where(policy => CanKeep(scenario, policy)).Select(policy =>
            new CellRow(IdOf(scenario, policy, seed), scenario.Key, policy.Key, seed)).DistinctBy(row => row.Cell)];
        CellRow[] unknown = [.. rows.Where(row => _cells.TryAdd(row.Cell, new StoredCell(row.Cell)))];
        _newCells.AddRange(unknown);
        Guarded(() =>
        {
            foreach ((long cell, long replication) in _file.Read(Patience, connection => RolloutRows.Kept(connection, [.. unknown.Select(row => row.Cell)])))
                _cells[cell].Found(replication);
        });
        CellGroup made = new(_file, rows.Select(row => row.Cell));
        _groups.AddFirst((scenario, seed, made));
        if (_groups.Count > GroupsAtOnce)
            _groups.RemoveLast();
        return made;
    }

    private void Write(TimeSpan patience)
    {
        lock (_writing)
        {
            List<CellRollout> rows;
            CellRow[] cells;
            lock (_lock)
            {
                rows = _pending.Take();
                cells = [.. _newCells];
                _newCells.Clear();
            }

            if (rows.Count == 0)
                return;
            if (Guarded(() => _file.Write(patience, connection => Write(connection, rows, cells))))
                return;
            lock (_lock)
            {
                _pending.PutBack(rows);
                _newCells.AddRange(cells);
            }
        }
    }

    private void Write(DuckDBConnection connection, List<CellRollout> rows, CellRow[] cells)
    {
        CellRow.Add(connection, cells);
        long now = Generation(connection);

        // Nobody but this process knows of what this process keeps, unless another one has written meanwhile.
        _othersWrite |= now != _generation;
        if (_othersWrite)
            RolloutRows.AppendNew(connection, rows);
        else
            RolloutRows.Append(connection, rows, "rollouts");
        connection.Execute("UPDATE store SET generation = ?", now + 1);
        _generation = now + 1;
    }

    private bool Guarded(Action action)
    {
        try
        {
            action();
            _problem = null;
            return true;
        }
        catch (StoreProblem problem)
        {
            _problem = problem;
            return false;
        }
    }
}
