using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Sharing;

/// <summary>
/// A stretch of scrapes after a move and before the next one. Branches that leave it have made another move before some scrape of it, or after its last.
/// </summary>
/// <param name="parent">The stretch before the move; nothing for the first one, which begins with the replication.</param>
/// <param name="move">The move that it begins with; of no account for the first one.</param>
/// <param name="first">Number of scrapes before its first.</param>
/// <param name="next">The moment of its first scrape.</param>
internal sealed class ScrapeBranch(ScrapeBranch? parent, WorldMove move, int first, Moment next)
{
    private readonly List<(Moment At, double[] Samples)> _scrapes = [];
    private readonly List<ScrapeBranch> _branches = [];

    /// <summary>The stretch before the move.</summary>
    public ScrapeBranch? Parent => parent;

    /// <summary>The move that it begins with.</summary>
    public WorldMove Move => move;

    /// <summary>Number of scrapes before its first.</summary>
    public int First => first;

    /// <summary>Number of scrapes up to its last known one.</summary>
    public int End => first + _scrapes.Count;

    /// <summary>The moment of a scrape, by its number, or of the one after the last known; never after the world's last.</summary>
    public Moment MomentOf(int scrape) => scrape < End ? _scrapes[scrape - first].At : next;

    /// <summary>The samples of a known scrape.</summary>
    public ReadOnlySpan<double> SamplesOf(int scrape) => _scrapes[scrape - first].Samples;

    /// <summary>Adds the next scrape.</summary>
    /// <param name="at">Its moment.</param>
    /// <param name="samples">Its samples; kept.</param>
    /// <param name="later">The moment of the one after it.</param>
    public void Add(Moment at, double[] samples, Moment later)
    {
        _scrapes.Add((at, samples));
        next = later;
    }

    /// <summary>The branch that leaves by a move after so many scrapes; made where nobody has taken it yet.</summary>
    public ScrapeBranch After(WorldMove made, int scrapes)
    {
        foreach (ScrapeBranch branch in _branches)
            if (branch.First == scrapes && branch.Move == made)
                return branch;
        ScrapeBranch left = new(this, made, scrapes, MomentOf(scrapes));
        _branches.Add(left);
        return left;
    }

    /// <summary>Gives its samples, and those of all branches that leave it, to whoever wants to write new ones over them.</summary>
    public void GiveBack(Stack<double[]> to)
    {
        foreach ((_, double[] samples) in _scrapes)
            to.Push(samples);
        foreach (ScrapeBranch branch in _branches)
            branch.GiveBack(to);
    }
}
