using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// Draws the counts of one replication cell by cell, where a cell is the time between two scrapes. Nothing is drawn before it is asked for, and every draw has
/// a stream named by (seed, replication, cell, arm, pod, purpose): see <see cref="Purpose"/>.
/// </summary>
internal sealed class BinnedEngine : Engine
{
    private readonly BinnedWorld _world;
    private readonly PodDraw[] _draws;
    private readonly PodDraw[] _testDraws;
    private readonly PairDraw? _pairs;
    private readonly MissedScrapes _missed;
    private readonly PodCell _podCell = new();
    private readonly long[] _podBursts;
    private readonly double[] _effects;
    private readonly TrafficPath _traffic;
    private readonly FrailtyShare _frailty;
    private readonly double _burstSize;
    private TimeShare _weight;
    private TimeShare _mirroring;
    private TimeShare _load;

    /// <summary>Prepares an engine that draws what is needed.</summary>
    public BinnedEngine(BinnedWorld world, CounterNeeds needs)
        : base(world.Scraped)
    {
        _world = world;
        _draws = [.. DrawsFor(world, needs)];
        _testDraws = World.World.Tests.Exist ? [.. TestDraws(needs)] : [];
        _pairs = needs.Pairs ? new PairDraw(World.World.Mirroring.Share, World.World.Labels, world.Delays, World.Cells) : null;
        _missed = new MissedScrapes(World);
        _podBursts = new long[World.Pods];
        _effects = new double[World.Pods];
        _traffic = TrafficPath.Of(World.World.Traffic);
        _frailty = new FrailtyShare(World.World.Traffic.Users);
        _burstSize = World.World.Traffic.BurstSize;
    }

    /// <inheritdoc/>
    public override bool CanBranch => true;

    /// <inheritdoc/>
    public override void SetWeight(double share, Moment at)
    {
        _weight.Set(share, at);
        _frailty.SetWeight(share, at);
    }

    /// <inheritdoc/>
    public override void SetMirroring(bool on, Moment at) => _mirroring.Set(on ? 1 : 0, at);

    /// <inheritdoc/>
    public override void SetLoad(double requestsPerSecond, Moment at) => _load.Set(requestsPerSecond, at);

    /// <inheritdoc/>
    protected override void Begin(StreamKey replication)
    {
        _weight = default;
        _mirroring = default;
        _load = default;
        _traffic.Start(replication);
        _frailty.Start(replication);
        PodEffects.Draw(replication, World, _effects);
        foreach (PodDraw draw in _draws)
            draw.Start();
        _pairs?.Start();
    }

    /// <inheritdoc/>
    protected override void TakeCell(int cell)
    {
        StreamKey key = KeyOf(cell);
        _podCell.Cell = cell;
        if (cell > 0)
            DrawCell(key, cell);
        _missed.Draw(key, CellEnd, Missed);
    }

    private static IEnumerable<PodDraw> DrawsFor(BinnedWorld world, CounterNeeds needs)
    {
        if (needs.Errors)
            yield return new ErrorDraw();
        if (needs.Latency)
            yield return new LatencyDraw(needs, world.Scraped.LatencyBounds);
        if (needs.Labels || needs.WrongAnswers)
        {
            int window = needs.Quality ? world.Scraped.World.Telemetry.QualityWindow : 0;
            yield return new LabelDraw(world.Scraped.World.Labels, world.Delays, world.Scraped.Pods, world.Scraped.Cells, window, needs);
        }

        if (needs.Scores)
            yield return new ScoreDraw(needs.Layout, world.BaselineScores, world.CanaryScores, world.Scraped.BaselinePods);
        if (!needs.Conversions)
            yield break;
        RevenueDraw? revenue = needs.Revenue
            ? new RevenueDraw(needs.Layout, world.Scraped.RevenueBounds, world.BaselineRevenue, world.CanaryRevenue, world.Scraped.BaselinePods)
            : null;
        yield return new ConversionDraw(revenue);
    }

    // What pods count of requests that get no label and convert nobody; the draws are those of the users' requests, which have streams of their own.
    private IEnumerable<PodDraw> TestDraws(CounterNeeds needs)
    {
        if (needs.Scores)
            yield return new WrongDraw();
        foreach (PodDraw draw in _draws)
            if (draw is ErrorDraw or LatencyDraw or ScoreDraw)
                yield return draw;
    }

    private void DrawCell(StreamKey key, int cell)
    {
        CellLaw law = _world.Laws[cell];
        Xoshiro256 arrivals = key.With(Purpose.Arrivals).Open();
        long bursts = PoissonSampler.Draw(ref arrivals, _traffic.Expected(ScrapedAt, CellEnd) / _burstSize);
        Xoshiro256 routing = key.With(Purpose.Routing).Open();
        double share = _weight.Close(CellEnd);
        ArmFactors factors = _frailty.Close(share, CellEnd);
        long canary = BinomialSampler.Draw(ref routing, bursts, share);
        int baselinePods = World.BaselinePods;
        _podCell.ErrorFactor = factors.Baseline;
        BaselineRequests = DrawArm(key.With(Purpose.Baseline), bursts - canary, law.Baseline, (0, BaselineServing.Most), _draws);
        _podCell.ErrorFactor = factors.Canary;
        CanaryRequests = DrawArm(key.With(Purpose.Canary), canary, law.Canary, (baselinePods, baselinePods + CanaryServing.Most), _draws);
        double mirroring = _mirroring.Close(CellEnd);
        _pairs?.Draw(key, cell, BaselineRequests, mirroring, law.Pairs, CountersOf(baselinePods));
        if (World.World.Tests.Exist)
            CanaryRequests += DrawTests(key, (bursts - canary, mirroring), law.Canary, factors.Baseline);
    }

    // Copies have their users' error rates; those who test have the mean of all. Their numbers are known, so that the mean of both is exact.
    private long DrawTests(StreamKey key, (long Bursts, double Share) mirrored, ArmLaw law, double factor)
    {
        Xoshiro256 copying = key.With(Purpose.Copies).Open();
        long copies = BinomialSampler.Draw(ref copying, mirrored.Bursts, mirrored.Share * World.World.Tests.MirroredShare);
        Xoshiro256 testing = key.With(Purpose.LoadTests).Open();
        double expected = _load.Close(CellEnd) * (CellEnd.Seconds - ScrapedAt.Seconds) / _burstSize;
        long tests = PoissonSampler.Draw(ref testing, expected);
        if (copies + tests == 0)
            return 0;
        _podCell.ErrorFactor = (copies * factor + tests) / (copies + tests);
        int first = World.BaselinePods;
        return DrawArm(key.With(Purpose.Copies).With(Purpose.Canary), copies + tests, law, (first, first + CanaryServing.Most), _testDraws);
    }

    private long DrawArm(StreamKey key, long bursts, ArmLaw law, (int First, int End) pods, PodDraw[] draws)
    {
        (int firstPod, int endPod) = pods;
        // Where no pod serves, nobody counts.
        if (firstPod == endPod)
            return 0;
        SplitOverPods(key, bursts, _podBursts.AsSpan(firstPod, endPod - firstPod));
        long requests = 0;
        PodCell cell = _podCell;
        cell.Law = law;
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
            foreach (PodDraw draw in draws)
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
}
