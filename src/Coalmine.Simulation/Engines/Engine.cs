using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Requests;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Engines;

/// <summary>
/// Brings one replication of a world forward from scrape to scrape: the seam between what happens in a world and what is measured of it. Cell k is the time
/// between scrapes k - 1 and k; an engine changes its counters only when a cell is taken.
/// </summary>
/// <param name="world">The world as its scrapes see it.</param>
internal abstract class Engine(ScrapedWorld world)
{
    private readonly ScrapeClock _clock = new(world.World);
    private RolloutPath _path;
    private PodsServing _baselineServing;
    private PodsServing _canaryServing;

    /// <summary>The world as its scrapes see it.</summary>
    public ScrapedWorld World => world;

    /// <summary>Counters of all pods, the baseline's first, each laid out as <see cref="CounterLayout"/> says; as of the last scrape.</summary>
    public double[] Counters { get; } = new double[world.Pods * world.Layout.Length];

    /// <summary>Whether each pod's last scrape brought nothing: it was missed, or the pod was not there.</summary>
    public bool[] Missed { get; } = new bool[world.Pods];

    /// <summary>The moment of the last scrape.</summary>
    public Moment ScrapedAt { get; private set; }

    /// <summary>The moment of the next scrape; never after the world's last.</summary>
    public Moment NextScrapeAt => Cell == World.Cells ? Moment.Never : CellEnd;

    /// <summary>Requests of the baseline in the last cell.</summary>
    public long BaselineRequests { get; protected set; }

    /// <summary>Requests of the canary in the last cell, those that no user waits for included where its pods count them.</summary>
    public long CanaryRequests { get; protected set; }

    /// <summary>Number of the last cell; -1 before the scrape at the start, which is cell 0 and has no length.</summary>
    public int Cell { get; private set; }

    /// <summary>Is shown every request, where the engine has them; nobody unless set.</summary>
    public IRequestFollower? Follower { get; set; }

    /// <summary>
    /// Whether somebody is shown all counters that are drawn for either arm; else each arm may draw only what is read of it. Nothing else changes by that.
    /// </summary>
    public bool IsShown { get; set; }

    /// <summary>Whether bad answers of the canary are counted, because no law tells them.</summary>
    public virtual bool CountsExcess => false;

    /// <summary>Bad answers of the canary beyond what the baseline would have given, counted so far.</summary>
    public virtual double CanaryExcess => 0;

    /// <summary>Where the cell under way ends: the moment of the next scrape.</summary>
    protected Moment CellEnd { get; private set; }

    /// <summary>Whether a path may part from its replication's own streams at a cell.</summary>
    public virtual bool CanBranch => false;

    /// <summary>The baseline's pods that serve, from its first on.</summary>
    protected PodsServing BaselineServing => _baselineServing;

    /// <summary>The canary's pods that serve, from its first on.</summary>
    protected PodsServing CanaryServing => _canaryServing;

    /// <summary>Begins a replication: everything at 0, no traffic to the canary.</summary>
    public void Start(ulong seed, long replication) => Start(RolloutPath.Of(seed, replication));

    /// <summary>Begins a path: everything at 0, no traffic to the canary.</summary>
    /// <exception cref="ArgumentException">The path branches and this engine's cells are not independent of each other.</exception>
    public void Start(in RolloutPath path)
    {
        if (path.IsBranched && !CanBranch)
            throw new ArgumentException("Only an engine that draws every cell from streams of its own can branch.", nameof(path));
        _path = path;
        _clock.Start(path.Replication);
        Array.Clear(Counters);
        Array.Clear(Missed);
        for (int pod = 0; pod < World.Pods; pod++)
            Counters[pod * World.Layout.Length + (int)Slot.Quality] = double.NaN;
        (Cell, CellEnd, ScrapedAt, BaselineRequests, CanaryRequests) = (-1, Moment.Start, Moment.Start, 0, 0);
        (_baselineServing, _canaryServing) = (PodsServing.Steady(World.World.Pods.Baseline), PodsServing.Steady(World.World.Pods.Canary));
        Begin(path.Replication);
    }

    /// <summary>Changes the canary's share of the traffic. Cells that end by then must have been taken.</summary>
    public abstract void SetWeight(double share, Moment at);

    /// <summary>Turns mirroring on or off. Cells that end by then must have been taken.</summary>
    public abstract void SetMirroring(bool on, Moment at);

    /// <summary>Changes how many requests a second load tests make of the canary. Cells that end by then must have been taken.</summary>
    public abstract void SetLoad(double requestsPerSecond, Moment at);

    /// <summary>Changes how many pods of an arm serve. Cells that end by then must have been taken.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="pods">Its pods from now on: those with the lowest numbers. At most those that the world lays out.</param>
    /// <param name="at">The moment.</param>
    public virtual void SetPods(Arm arm, int pods, Moment at)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pods);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pods, arm == Arm.Baseline ? World.BaselinePods : World.CanaryPods);
        ServeUntil(at);
        ref PodsServing serving = ref arm == Arm.Baseline ? ref _baselineServing : ref _canaryServing;
        serving = at <= ScrapedAt ? PodsServing.Steady(pods) : serving.To(pods);
    }

    /// <summary>Takes the next cell, if it ends by <paramref name="now"/>.</summary>
    public bool TryTakeCell(Moment now)
    {
        if (CellEnd > now || Cell == World.Cells)
            return false;
        TakeCell(Cell + 1);
        ForgetAbsentPods();
        Cell++;
        ScrapedAt = CellEnd;
        CellEnd = _clock.MomentOf(Cell + 1);
        return true;
    }

    /// <summary>Brings the world forward to a moment within the cell under way, without a scrape; of no use where counts are drawn by cells.</summary>
    public virtual void ServeUntil(Moment at)
    {
    }

    /// <summary>A pod that does not serve any more ends with its counters; should it come back, it is a new process.</summary>
    protected virtual void Forget(int pod)
    {
        CountersOf(pod).Clear();
        CountersOf(pod)[(int)Slot.Quality] = double.NaN;
    }

    /// <summary>A replication begins; the rest is cleared.</summary>
    /// <param name="replication">The key below which all its streams lie.</param>
    protected abstract void Begin(StreamKey replication);

    /// <summary>Counts what happened between <see cref="ScrapedAt"/> and <see cref="CellEnd"/>, and says which pods the scrape there misses.</summary>
    /// <param name="cell">The cell; the one at the start, 0, has no length.</param>
    protected abstract void TakeCell(int cell);

    /// <summary>The key below which a cell's streams lie.</summary>
    protected StreamKey KeyOf(int cell) => _path.KeyOf(cell);

    /// <summary>The counters of a pod.</summary>
    protected Span<double> CountersOf(int pod) => Counters.AsSpan(pod * World.Layout.Length, World.Layout.Length);

    private void ForgetAbsentPods()
    {
        (_baselineServing, _canaryServing) = (_baselineServing.Settled(), _canaryServing.Settled());
        for (int pod = _baselineServing.Now; pod < World.World.Pods.Baseline; pod++)
            Miss(pod);
        for (int pod = _canaryServing.Now; pod < World.World.Pods.Canary; pod++)
            Miss(World.BaselinePods + pod);
    }

    private void Miss(int pod)
    {
        Missed[pod] = true;
        Forget(pod);
    }
}
