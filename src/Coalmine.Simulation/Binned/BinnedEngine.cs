using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// Draws the counts of one replication cell by cell, where a cell is the time between two scrapes. Nothing is drawn before it is asked for, and every draw has
/// a stream named by (seed, replication, cell, arm, pod, purpose): see <see cref="Purpose"/>.
/// </summary>
internal sealed class BinnedEngine
{
    private readonly BinnedWorld _world;
    private readonly PodDraw[] _draws;
    private readonly PairDraw? _pairs;
    private readonly PodCell _podCell = new();
    private readonly long[] _podBursts;
    private readonly double[] _effects;
    private readonly double _requestsPerSecond;
    private readonly double _burstSize;
    private StreamKey _replication;
    private StreamKey _cells;
    private TimeShare _weight;
    private TimeShare _mirroring;
    private Moment _next;

    /// <summary>Prepares an engine that draws what is needed.</summary>
    public BinnedEngine(BinnedWorld world, CounterNeeds needs)
    {
        _world = world;
        _draws = [.. DrawsFor(world, needs)];
        _pairs = needs.Pairs ? new PairDraw(world.World.Mirroring.Share, world.World.Labels.Share, world.Delays, world.Cells) : null;
        _podBursts = new long[world.Pods];
        _effects = new double[world.Pods];
        _requestsPerSecond = world.World.Traffic.RequestsPerSecond;
        _burstSize = world.World.Traffic.BurstSize;
        Counters = new double[world.Pods * world.Layout.Length];
        Missed = new bool[world.Pods];
    }

    /// <summary>Counters of all pods, the baseline's first, each laid out as <see cref="CounterLayout"/> says; as of the last scrape.</summary>
    public double[] Counters { get; }

    /// <summary>Whether each pod's last scrape was missed.</summary>
    public bool[] Missed { get; }

    /// <summary>The moment of the last scrape.</summary>
    public Moment ScrapedAt { get; private set; }

    /// <summary>Requests of the baseline in the last cell.</summary>
    public long BaselineRequests { get; private set; }

    /// <summary>Requests of the canary in the last cell.</summary>
    public long CanaryRequests { get; private set; }

    /// <summary>Number of the last cell; -1 before the scrape at the start, which is cell 0 and has no length.</summary>
    public int Cell { get; private set; }

    /// <summary>Begins a replication: everything at 0, no traffic to the canary.</summary>
    public void Start(ulong seed, long replication)
    {
        _replication = StreamKey.Root(seed).With(replication);
        _cells = _replication.With(Purpose.Cells);
        _weight = default;
        _mirroring = default;
        Array.Clear(Counters);
        for (int pod = 0; pod < _world.Pods; pod++)
            Counters[pod * _world.Layout.Length + (int)Slot.Quality] = double.NaN;
        PodEffects.Draw(_replication, _world.World.Pods, _effects);
        foreach (PodDraw draw in _draws)
            draw.Start();
        _pairs?.Start();
        Cell = -1;
        _next = Moment.Start;
        ScrapedAt = Moment.Start;
    }

    /// <summary>Changes the canary's share of the traffic. Cells that end by then must have been taken.</summary>
    public void SetWeight(double share, Moment at) => _weight.Set(share, at);

    /// <summary>Turns mirroring on or off. Cells that end by then must have been taken.</summary>
    public void SetMirroring(bool on, Moment at) => _mirroring.Set(on ? 1 : 0, at);

    /// <summary>Draws the next cell, if it ends by <paramref name="now"/>.</summary>
    public bool TryTakeCell(Moment now)
    {
        if (_next > now || Cell == _world.Cells)
            return false;
        Cell++;
        StreamKey key = _cells.With(Cell);
        if (Cell > 0)
            DrawCell(key);
        DrawMissed(key);
        ScrapedAt = _next;
        _next = MomentOfScrape(Cell + 1);
        return true;
    }

    private static IEnumerable<PodDraw> DrawsFor(BinnedWorld world, CounterNeeds needs)
    {
        if (needs.Errors)
            yield return new ErrorDraw();
        if (needs.Latency)
            yield return new LatencyDraw(needs, world.LatencyBounds);
        if (needs.Labels)
        {
            int window = needs.Quality ? world.World.Telemetry.QualityWindow : 0;
            yield return new LabelDraw(world.World.Labels.Share, world.Delays, world.Pods, world.Cells, window);
        }

        if (!needs.Conversions)
            yield break;
        RevenueDraw? revenue = needs.Revenue
            ? new RevenueDraw(needs.Layout, world.RevenueBounds, world.BaselineRevenue, world.CanaryRevenue, world.World.Pods.Baseline)
            : null;
        yield return new ConversionDraw(revenue);
    }

    private void DrawCell(StreamKey key)
    {
        CellLaw law = _world.Laws[Cell];
        double seconds = (_next.Nanoseconds - ScrapedAt.Nanoseconds) * 1e-9;
        Xoshiro256 arrivals = key.With(Purpose.Arrivals).Open();
        long bursts = PoissonSampler.Draw(ref arrivals, _requestsPerSecond * seconds / _burstSize);
        Xoshiro256 routing = key.With(Purpose.Routing).Open();
        long canary = BinomialSampler.Draw(ref routing, bursts, _weight.Close(_next));
        int baselinePods = _world.World.Pods.Baseline;
        BaselineRequests = DrawArm(key.With(Purpose.Baseline), bursts - canary, law.Baseline, 0, baselinePods);
        CanaryRequests = DrawArm(key.With(Purpose.Canary), canary, law.Canary, baselinePods, _world.Pods);
        _pairs?.Draw(key, Cell, BaselineRequests, _mirroring.Close(_next), law.Pairs, CountersOf(baselinePods));
    }

    private long DrawArm(StreamKey key, long bursts, ArmLaw law, int firstPod, int endPod)
    {
        SplitOverPods(key, bursts, _podBursts.AsSpan(firstPod, endPod - firstPod));
        long requests = 0;
        PodCell cell = _podCell;
        cell.Law = law;
        cell.Cell = Cell;
        for (int pod = firstPod; pod < endPod; pod++)
        {
            cell.Key = key.With(pod - firstPod);
            cell.Pod = pod;
            cell.Effect = _effects[pod];
            cell.Bursts = _podBursts[pod];
            cell.Requests = RequestsOf(cell.Key, cell.Bursts);
            requests += cell.Requests;
            Span<double> counters = CountersOf(pod);
            counters[(int)Slot.Requests] += cell.Requests;
            foreach (PodDraw draw in _draws)
                draw.Draw(cell, counters);
        }

        return requests;
    }

    // Pods are numbered from 0 below the arm's key; the split among them lies below a number that no pod has.
    private static void SplitOverPods(StreamKey key, long bursts, Span<long> pods)
    {
        if (pods.Length > 1)
        {
            Xoshiro256 random = key.With(ulong.MaxValue).With(Purpose.Pods).Open();
            for (int pod = 0; pod < pods.Length - 1; pod++)
            {
                pods[pod] = BinomialSampler.Draw(ref random, bursts, 1.0 / (pods.Length - pod));
                bursts -= pods[pod];
            }
        }

        pods[^1] = bursts;
    }

    private long RequestsOf(StreamKey key, long bursts)
    {
        if (_burstSize == 1)
            return bursts;
        Xoshiro256 random = key.With(Purpose.BurstSizes).Open();
        return GeometricSumSampler.Draw(ref random, bursts, _burstSize);
    }

    private void DrawMissed(StreamKey key)
    {
        double probability = _world.World.Telemetry.Missed;
        if (probability == 0)
            return;
        Xoshiro256 random = key.With(Purpose.MissedScrapes).Open();
        for (int pod = 0; pod < Missed.Length; pod++)
            Missed[pod] = random.NextDouble() < probability;
    }

    private Moment MomentOfScrape(int cell)
    {
        Telemetry telemetry = _world.World.Telemetry;
        Moment planned = Moment.Start + cell * telemetry.ScrapeInterval;
        if (telemetry.Jitter == TimeSpan.Zero)
            return planned;
        Xoshiro256 random = _replication.With(Purpose.Jitter).With(cell).Open();
        return Moment.FromSeconds(planned.Seconds + (2 * random.NextDouble() - 1) * telemetry.Jitter.TotalSeconds);
    }

    private Span<double> CountersOf(int pod) => Counters.AsSpan(pod * _world.Layout.Length, _world.Layout.Length);
}
