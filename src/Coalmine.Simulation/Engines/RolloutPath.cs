using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Engines;

/// <summary>
/// Names all chance of one rollout: the streams of a replication, and possibly cells from which on others take their place. What a replication has once (users,
/// pods, the turns of traffic, jitter) stays the first one's, past and future; so two paths that part at a cell have the same world and the same history up to
/// there, and independent draws of the same law after it. That makes a path a state that can be continued again and again: it is played from the start, and
/// nothing need be copied.
/// </summary>
internal readonly struct RolloutPath
{
    private readonly StreamKey _cells;
    private readonly PathBranch[]? _branches;

    /// <summary>The path of a replication that keeps its own streams to the end.</summary>
    /// <param name="replication">The key below which they all lie.</param>
    public RolloutPath(StreamKey replication)
        : this(replication, null)
    {
    }

    private RolloutPath(StreamKey replication, PathBranch[]? branches) =>
        (Replication, _cells, _branches) = (replication, replication.With(Purpose.Cells), branches);

    /// <summary>The key below which all streams lie that a replication has once.</summary>
    public StreamKey Replication { get; }

    /// <summary>Whether other streams than the replication's own are used anywhere.</summary>
    public bool IsBranched => _branches is not null;

    /// <summary>The path of a replication of a seed.</summary>
    public static RolloutPath Of(ulong seed, long replication) => new(StreamKey.Root(seed).With(replication));

    /// <summary>This path up to a cell, and others' streams from the next cell on.</summary>
    /// <param name="cell">The last cell that stays as it is; branches from later cells are forgotten.</param>
    /// <param name="key">The key below which the new streams lie; for no other branch.</param>
    public RolloutPath BranchAfter(int cell, StreamKey key)
    {
        PathBranch[] kept = [.. (_branches ?? []).Where(branch => branch.From <= cell)];
        return new RolloutPath(Replication, [.. kept, new PathBranch(cell + 1, key.With(Purpose.Cells))]);
    }

    /// <summary>The key below which a cell's streams lie.</summary>
    public StreamKey KeyOf(int cell)
    {
        StreamKey cells = _cells;
        foreach (PathBranch branch in _branches ?? [])
            if (branch.From <= cell)
                cells = branch.Cells;
        return cells.With(cell);
    }
}
