using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Sharing;

/// <summary>
/// The scrapes of one replication of a world under all histories of weights that rollouts have met it with so far. A rollout walks along what is known and
/// draws only what nobody has drawn before; one walks at a time.
/// </summary>
/// <remarks>
/// Beyond what is known an engine has to stand where the walker stands. A few are kept, each where it was left; where none is on the way, the one that was left
/// longest ago begins anew and draws the same again, for all streams are named by what they are for. So a walker costs at most what a rollout alone does, and
/// no engine's state is ever copied.
/// </remarks>
internal sealed class ScrapeTree
{
    // More than the steps of a plan, so that policies which leave one after another at its steps find an engine on their way.
    private const int Engines = 6;
    private const int MostSamples = 8_000_000;

    private readonly CompiledWorld _world;
    private readonly CounterNeeds _needs;
    private readonly SampleColumns _columns;
    private readonly List<TreeEngine> _engines = [];
    private readonly Stack<double[]> _spare = [];
    private RolloutPath _path;
    private ScrapeBranch? _root;
    private ScrapeBranch _branch = null!;
    private int _taken;
    private int _kept;
    private long _uses;

    /// <summary>An empty tree.</summary>
    /// <param name="world">A world in which no request makes another wait.</param>
    /// <param name="plan">What is read of it; counters alone.</param>
    public ScrapeTree(CompiledWorld world, MeasurementPlan plan)
    {
        _world = world;
        _needs = CounterNeeds.Of(world.Scraped, plan);
        _columns = new SampleColumns(world.Scraped, plan);
    }

    /// <summary>A rollout begins.</summary>
    public void Start(in RolloutPath path)
    {
        if (_root is null || path.Replication != _path.Replication || (long)_kept * _columns.Count > MostSamples)
            Clear(path);
        (_branch, _taken) = (_root!, 0);
    }

    /// <summary>The rollout changes its world; the scrapes up to then have been taken.</summary>
    public void Make(WorldMove move) => _branch = _branch.After(move, _taken);

    /// <summary>Takes the next scrape, if there is one by a moment, into a window.</summary>
    public bool TryTake(Moment now, SampleWindow window)
    {
        Moment at = _branch.MomentOf(_taken);
        if (at > now || at == Moment.Never)
            return false;
        if (_taken == _branch.End)
            Draw();
        _branch.SamplesOf(_taken++).CopyTo(window.Add(at));
        return true;
    }

    private void Clear(in RolloutPath path)
    {
        _root?.GiveBack(_spare);
        _kept = 0;
        _path = path;
        _root = new ScrapeBranch(null, default, 0, Moment.Start);
        foreach (TreeEngine engine in _engines)
            engine.Leave();
    }

    private void Draw()
    {
        TreeEngine drawing = EngineFor(_branch);
        drawing.UsedAt = ++_uses;
        drawing.GoTo(_branch);
        Engine engine = drawing.Engine;
        engine.TryTakeCell(Moment.Never);
        if (!_spare.TryPop(out double[]? samples))
            samples = new double[_columns.Count];
        Array.Fill(samples, double.NaN);
        _columns.Write(engine, samples);
        _branch.Add(engine.ScrapedAt, samples, engine.NextScrapeAt);
        _kept++;
    }

    private TreeEngine EngineFor(ScrapeBranch branch)
    {
        TreeEngine? nearest = null;
        int most = -1;
        foreach (TreeEngine engine in _engines)
        {
            int taken = engine.TakenTowards(branch);
            if (taken > most)
                (nearest, most) = (engine, taken);
        }

        if (nearest is not null)
            return nearest;
        TreeEngine started = _engines.Find(engine => engine.Branch is null) ?? MadeOrLeftLongestAgo();
        started.Start(_path, _root!);
        return started;
    }

    private TreeEngine MadeOrLeftLongestAgo()
    {
        if (_engines.Count == Engines)
            return _engines.MinBy(engine => engine.UsedAt)!;
        TreeEngine made = new(_world.CreateEngine(_needs));
        _engines.Add(made);
        return made;
    }
}
