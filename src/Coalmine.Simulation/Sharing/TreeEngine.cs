using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;

namespace Coalmine.Simulation.Sharing;

/// <summary>An engine, and where in a tree of scrapes it stands.</summary>
/// <param name="engine">The engine.</param>
internal sealed class TreeEngine(Engine engine)
{
    /// <summary>The engine.</summary>
    public Engine Engine => engine;

    /// <summary>The stretch that it is in; nothing where it is in none of this replication's.</summary>
    public ScrapeBranch? Branch { get; private set; }

    /// <summary>When it was used last, by a count of uses.</summary>
    public long UsedAt { get; set; }

    private int Taken => engine.Cell + 1;

    /// <summary>Leaves the tree.</summary>
    public void Leave() => Branch = null;

    /// <summary>Begins at the tree's beginning.</summary>
    public void Start(in RolloutPath path, ScrapeBranch root)
    {
        engine.Start(path);
        Branch = root;
    }

    /// <summary>How many scrapes it has taken of those on the way to the end of a branch; -1 where it stands on another way.</summary>
    public int TakenTowards(ScrapeBranch branch)
    {
        if (Branch == branch)
            return Taken;
        for (ScrapeBranch child = branch; child.Parent is { } parent; child = parent)
            if (parent == Branch)
                return Taken <= child.First ? Taken : -1;
        return -1;
    }

    /// <summary>Goes to the end of a branch that it is on the way to.</summary>
    public void GoTo(ScrapeBranch branch)
    {
        Enter(branch);
        Take(branch.End);
    }

    private void Enter(ScrapeBranch branch)
    {
        if (Branch == branch)
            return;
        Enter(branch.Parent!);
        Take(branch.First);
        branch.Move.MakeIn(engine);
        Branch = branch;
    }

    private void Take(int scrapes)
    {
        while (Taken < scrapes)
            engine.TryTakeCell(Moment.Never);
    }
}
