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
    private readonly ArmDraws _baseline;
    private readonly ArmDraws _canary;
    private readonly ArmDraws _tests;
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
        (PodDraw Draw, Func<CounterNeeds, bool> IsNeeded)[] draws = [.. DrawsFor(world, needs)];
        _baseline = ArmDraws.Of(draws, needs, Arm.Baseline);
        _canary = ArmDraws.Of(draws, needs, Arm.Canary);
        _tests = ArmDraws.Of([.. TestDraws(draws, needs)], needs, Arm.Canary);
        _pairs = needs.Pairs ? new PairDraw(world) : null;
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
        foreach (PodDraw draw in _baseline.All)
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

    // Errors come first, since latencies by outcome look at them, and labels before scores, which look at wrong answers.
    private static IEnumerable<(PodDraw Draw, Func<CounterNeeds, bool> IsNeeded)> DrawsFor(BinnedWorld world, CounterNeeds needs)
    {
        // Where either arm's latencies are told apart by outcome, so are the other's, since one draw makes both: it needs this pod's own errors.
        if (needs.Errors)
            yield return (new ErrorDraw(), read => read.Errors || (needs.LatencyByOutcome && read.Latency));
        if (needs.Latency)
            yield return (new LatencyDraw(needs, world.Scraped.LatencyBounds), read => read.Latency);
        if (needs.Labels || needs.WrongAnswers)
            yield return (new LabelDraw(world, needs), read => read.Labels || read.WrongAnswers);
        if (needs.Scores)
            yield return (new ScoreDraw(needs.Layout), read => read.Scores);
        if (!needs.Conversions)
            yield break;
        RevenueDraw? revenue = needs.Revenue
            ? new RevenueDraw(needs.Layout, world.Scraped.RevenueBounds, world.BaselineRevenue, world.CanaryRevenue, world.Scraped.BaselinePods)
            : null;
        yield return (new ConversionDraw(revenue), read => read.Conversions);
    }

    // What pods count of requests that get no label and convert nobody; the draws are those of the users' requests, which have streams of their own.
    private static IEnumerable<(PodDraw Draw, Func<CounterNeeds, bool> IsNeeded)> TestDraws(
        (PodDraw Draw, Func<CounterNeeds, bool> IsNeeded)[] draws, CounterNeeds needs)
    {
        if (needs.Scores)
            yield return (new WrongDraw(), read => read.Scores);
        foreach ((PodDraw Draw, Func<CounterNeeds, bool>) draw in draws)
            if (draw.Draw is ErrorDraw or LatencyDraw or ScoreDraw)
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
        BaselineRequests = DrawArm(key.With(Purpose.Baseline), bursts - canary, law.Baseline, _baseline, (0, BaselineServing.Most));
        _podCell.ErrorFactor = factors.Canary;
        CanaryRequests = DrawArm(key.With(Purpose.Canary), canary, law.Canary, _canary, (baselinePods, CanaryServing.Most));
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
        return DrawArm(key.With(Purpose.Copies).With(Purpose.Canary), copies + tests, law, _tests, (World.BaselinePods, CanaryServing.Most));
    }

    private long DrawArm(StreamKey key, long bursts, ArmLaw law, ArmDraws draws, (int First, int Count) pods)
    {
        // Where no pod serves, nobody counts.
        if (pods.Count == 0)
            return 0;
        if (!draws.IsRead && !IsShown && _burstSize == 1)
            return bursts;
        SplitOverPods(key, bursts, _podBursts.AsSpan(pods.First, pods.Count));
        PodDraw[] drawn = IsShown ? draws.All : draws.Read;
        long requests = 0;
        PodCell cell = _podCell;
        cell.Law = law;
        for (int pod = pods.First; pod < pods.First + pods.Count; pod++)
        {
            cell.Key = key.With(pod - pods.First);
            cell.Pod = pod;
            cell.Effect = _effects[pod];
            cell.Bursts = _podBursts[pod];
            cell.Requests = RequestsOf(cell.Key, cell.Bursts);
            requests += cell.Requests;
            Span<double> counters = CountersOf(pod);
            counters[(int)Slot.Requests] += cell.Requests;
            foreach (PodDraw draw in drawn)
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
