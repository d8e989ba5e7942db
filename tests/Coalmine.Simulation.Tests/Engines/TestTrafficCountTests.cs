using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>
/// What pods count of requests that no user waits for, in all three engines: as many as there are, with the canary's errors and latencies, and without labels
/// and conversions. Seeds are fixed; the false-alarm probability is 1e-5 an assertion.
/// </summary>
public sealed class TestTrafficCountTests
{
    private const int Canary = 1;
    private const double ErrorRate = 0.2;
    private static readonly Moment LoadFrom = Moment.FromSeconds(100);
    private static readonly Moment LoadTo = Moment.FromSeconds(287);

    private static readonly World World = Given.World with
    {
        Duration = TimeSpan.FromMinutes(6),
        Canary = Given.Model with { ErrorRate = ErrorRate },
        Tests = new TestTraffic { MirroredShare = 0.3, LoadTests = [new LoadTest("load", 20, TimeSpan.FromMinutes(1), false)] },
    };

    public static TheoryData<EngineKind, bool> Engines { get; } = new() { { EngineKind.Binned, false }, { EngineKind.Request, false }, { EngineKind.Request, true } };

    [Theory]
    [MemberData(nameof(Engines))]
    public void Copies_AreCountedAtTheCanary(EngineKind kind, bool hasLimits)
    {
        EngineRun run = Run(kind, WithLimits(World, hasLimits), mirroring: true, load: 0);
        double own = run.Counter(0, Slot.Requests);
        Accept(run.Counter(Canary, Slot.Requests), own * 0.3, own * 0.3 * 0.7);
        HasTheCanarysAnswers(run);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void LoadTests_AreCountedAtTheCanary_WhileTheyRun(EngineKind kind, bool hasLimits)
    {
        EngineRun run = Run(kind, WithLimits(World, hasLimits), mirroring: false, load: 20);
        Accept(run.Counter(Canary, Slot.Requests), 20 * 187, 20 * 187);
        HasTheCanarysAnswers(run);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Both_AddUp_BesideUsersRequests(EngineKind kind, bool hasLimits)
    {
        EngineRun run = Run(kind, WithLimits(World, hasLimits), mirroring: true, load: 20, weight: 0.1);
        (double mean, double all) = (20 * 187, 100 * 360);
        // Of all requests 10 % are the canary's and 30 % of the others are copied.
        Accept(run.Counter(Canary, Slot.Requests), mean + all * (0.1 + 0.9 * 0.3), mean + all * (0.1 + 0.9 * 0.3));
        Assert.InRange(run.Counter(Canary, Slot.Labelled), 1, all * 0.1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void UsersRequests_AreWhatTheyAreWithoutThem(EngineKind kind, bool hasLimits)
    {
        EngineRun with = Run(kind, WithLimits(World, hasLimits), mirroring: true, load: 20);
        EngineRun without = Run(kind, WithLimits(World with { Tests = TestTraffic.None }, hasLimits), mirroring: true, load: 0);
        Assert.Equal(without.Engine.Counters.Take(with.Layout.Length), with.Engine.Counters.Take(with.Layout.Length));
        Assert.Equal(0, without.Counter(Canary, Slot.Requests));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Nobody_CountsWhereNoPodServes(EngineKind kind, bool hasLimits)
    {
        EngineRun run = Run(kind, WithLimits(World, hasLimits), mirroring: true, load: 20, pods: 0);
        Assert.Equal(0, run.Counter(Canary, Slot.Requests));
        Assert.Equal(0, run.Engine.CanaryRequests);
    }

    [Theory]
    [InlineData(EngineKind.Binned)]
    [InlineData(EngineKind.Request)]
    public void Scores_AreCounted(EngineKind kind)
    {
        ModelScores scores = new(new ScoreDistribution(0.9, 0.08), new ScoreDistribution(0.65, 0.25));
        ModelBehaviour model = World.Canary with { Scores = scores };
        EngineRun run = Run(kind, World with { Baseline = model, Canary = model }, mirroring: true, load: 20);
        double requests = run.Counter(Canary, Slot.Requests);
        // 96 % right answers with mean 0.9, 4 % wrong ones with 0.65; deviations below 0.2.
        Accept(run.Counter(Canary, Slot.ScoreSum), requests * (0.96 * 0.9 + 0.04 * 0.65), requests * 0.2 * 0.2);
    }

    private static World WithLimits(World world, bool hasLimits) => hasLimits ? world with { Serving = new Serving { Concurrency = 1000 } } : world;

    private static void HasTheCanarysAnswers(EngineRun run)
    {
        double requests = run.Counter(Canary, Slot.Requests);
        Accept(run.Counter(Canary, Slot.Errors), requests * ErrorRate, requests * ErrorRate * (1 - ErrorRate));
        Assert.Equal(requests, run.Counter(Canary, Slot.Errors) + run.Counter(Canary, Slot.Answered));
        // Half of the latencies are within the median, 45 ms, which lies between two bounds; nearly all are within 10 s.
        Assert.InRange(run.Counter(Canary, run.Layout.Latency + 3) / requests, 0.45, 0.65);
        Assert.Equal(requests, run.Counter(Canary, run.Layout.Latency + 13));
        Assert.Equal(0, run.Counter(Canary, Slot.Labelled));
        Assert.Equal(0, run.Counter(Canary, Slot.Conversions));
        Assert.True(run.Counter(0, Slot.Labelled) > 0 && run.Counter(0, Slot.Conversions) > 0);
    }

    private static void Accept(double count, double mean, double variance) =>
        GoodnessOfFit.Accept(NormalDistribution.TwoSided((count - mean) / Math.Sqrt(variance)));

    private static EngineRun Run(EngineKind kind, World world, bool mirroring, double load, double weight = 0, int pods = 1)
    {
        EngineRun run = new(kind, world);
        Engine engine = run.Engine;
        engine.Start(7, 3);
        engine.SetPods(Arm.Canary, pods, Moment.Start);
        engine.SetWeight(weight, Moment.Start);
        engine.SetMirroring(mirroring, Moment.Start);
        foreach ((Moment at, double rate) in new[] { (LoadFrom, load), (LoadTo, 0) })
        {
            while (engine.TryTakeCell(at))
            {
            }

            engine.SetLoad(rate, at);
        }

        while (engine.TryTakeCell(Moment.After(world.Duration)))
        {
        }

        return run;
    }
}
