using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Sharing;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Sharing;

public sealed class SharedScrapesTests
{
    private static readonly CheckMethod Sequential = new CheckMethod.Sequential(false);
    private static readonly CheckMethod Point = new CheckMethod.Point(TimeSpan.FromMinutes(5));

    // Everything that a cell's counts can depend on besides its own streams: labels on their way, users' and pods' own rates, bursts, jitter, missed scrapes.
    private static readonly World Entangled = Given.World with
    {
        Traffic = new Traffic(200, new Users(5000, true, 0.5), 3),
        Pods = new PodLayout(3, 2, 0.1),
        Labels = new LabelProcess(0.5, new DelayDistribution.LogNormal(300, 1800)),
        Telemetry = Given.World.Telemetry with { Jitter = TimeSpan.FromSeconds(1), Missed = 0.02 },
        Faults = [new ErrorIncrease(0.006, FaultTarget.Canary, Given.From(TimeSpan.FromMinutes(11)))],
    };

    private static readonly ImmutableArray<Policy> Policies =
    [
        Given.Policy(Sequential, 10, 25, 50, 100),
        Given.Policy(Sequential, 10, 25, 60, 100),
        Given.Policy(Sequential, 10, 50, 100) with { Risk = new Risk(0.5, 0.5) },
        Given.Policy(Point, 10, 25, 50, 100),
        Given.Policy(Sequential, 25, 100),
        Given.Policy(Sequential, 10, 25, 50, 75, 100),
        Given.Policy(Point, 5, 10, 15, 20, 25, 30, 35, 40),
        Given.Policy(Sequential, 10, 25, 50, 100) with { Risk = new Risk(0.9, 0.5) },
    ];

    [Theory]
    [InlineData(EngineKind.Binned, 200, 12)]
    [InlineData(EngineKind.Request, 20, 3)]
    public void Run_Shared_IsTheSameAsAlone(EngineKind engine, double requestsPerSecond, int replications)
    {
        World entangled = Entangled with { Traffic = Entangled.Traffic with { RequestsPerSecond = requestsPerSecond } };
        CompiledWorld world = CompiledWorld.Compile(entangled, engine);
        SharedScrapes scrapes = new();
        SimulatedRollout[] shared = [.. Policies.Select(policy => Prepare(world, policy))];
        foreach (SimulatedRollout rollout in shared)
            rollout.Share(scrapes);
        HashSet<RolloutOutcome> outcomes = [];
        HashSet<Moment> ends = [];
        for (int replication = 0; replication < replications; replication++)
            for (int policy = 0; policy < shared.Length; policy++)
            {
                RolloutResult result = shared[policy].Run(3, replication);
                Assert.Equal(Prepare(world, Policies[policy]).Run(3, replication), result);
                outcomes.Add(result.Outcome);
                ends.Add(result.EndedAt);
            }

        // Else the comparison would say little.
        Assert.True(outcomes.Count > 1 && ends.Count > 4, $"{outcomes.Count} outcomes, {ends.Count} ends");
    }

    [Fact]
    public void Run_SharedAndRecorded_ShowsWhatARolloutAloneShows()
    {
        CompiledWorld world = CompiledWorld.Compile(Entangled);
        SharedScrapes scrapes = new();
        SimulatedRollout rollout = Prepare(world, Policies[0]);
        rollout.Share(scrapes);
        RolloutResult first = rollout.Run(3, 5);
        ScrapeLog together = new();
        ScrapeLog alone = new();
        Assert.Equal(first, rollout.Run(3, 5, together));
        Assert.Equal(first, Prepare(world, Policies[0]).Run(3, 5, alone));
        Assert.NotEmpty(alone.Scrapes);
        Assert.Equal(alone.Scrapes, together.Scrapes);
        Assert.Equal(first, rollout.Run(3, 5));
    }

    [Fact]
    public void TreeOf_OtherCounters_IsAnotherTree()
    {
        CompiledWorld world = CompiledWorld.Compile(Given.World);
        SharedScrapes scrapes = new();
        MeasurementPlan errors = new([new CounterNeed(CounterKind.Requests, 0), new CounterNeed(CounterKind.Errors, 0)], []);
        MeasurementPlan requests = new([new CounterNeed(CounterKind.Requests, 0)], []);
        Assert.Same(scrapes.TreeOf(world, errors), scrapes.TreeOf(world, errors with { Counters = [.. errors.Counters] }));
        Assert.NotSame(scrapes.TreeOf(world, errors), scrapes.TreeOf(world, requests));
        Assert.NotSame(scrapes.TreeOf(world, errors), scrapes.TreeOf(CompiledWorld.Compile(Given.World), errors));
    }

    [Fact]
    public void Run_SharedWhereRequestsWaitForEachOther_IsTheSameAsAlone()
    {
        CompiledWorld world = CompiledWorld.Compile(Given.World with
        {
            Duration = TimeSpan.FromMinutes(20),
            Serving = new Serving { Concurrency = 7, Queue = 100 },
            Faults = [new LatencyIncrease(1.5, FaultTarget.Canary, FaultTiming.Always)],
        });
        SharedScrapes scrapes = new();
        foreach (Policy policy in Policies.Take(2))
        {
            SimulatedRollout shared = Prepare(world, policy);
            shared.Share(scrapes);
            Assert.Equal(Prepare(world, policy).Run(3, 0), shared.Run(3, 0));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TryTake_WaysThatPartAndMeet_GiveWhatAnEngineGives(ulong seed)
    {
        CompiledWorld world = CompiledWorld.Compile(Entangled);
        MeasurementPlan plan = new(
            [
                new CounterNeed(CounterKind.Requests, 0),
                new CounterNeed(CounterKind.Errors, 0),
                new CounterNeed(CounterKind.Right, 0),
                new CounterNeed(CounterKind.PairsCompared, 0),
            ],
            []);
        ScrapeTree tree = new(world, plan);
        System.Random random = new((int)seed);
        for (int walk = 0; walk < 60; walk++)
        {
            RolloutPath path = RolloutPath.Of(seed, walk / 20);
            Engine engine = world.CreateEngine(CounterNeeds.Of(world.Scraped, plan));
            SampleColumns columns = new(world.Scraped, plan);
            SampleWindow window = new(columns.Window.Columns);
            engine.Start(path);
            tree.Start(path);
            // More ways than engines, of few moves from a small set so that they often go together, and often go on where another one has moved; now and then
            // to the world's end.
            int minutes = walk % 7 == 0 ? 70 : random.Next(1, 50);
            for (int minute = 0; minute < minutes; minute++)
            {
                Moment now = Moment.FromSeconds(60 * minute + 5);
                while (engine.TryTakeCell(now))
                    columns.Take(engine);
                while (tree.TryTake(now, window))
                {
                }

                if (minute % 4 != 1 || random.Next(2) == 0)
                    continue;
                WorldMove move = random.Next(4) == 0 ? new(MoveKind.Mirroring, random.Next(2), now) : new(MoveKind.Weight, random.Next(1, 4) / 4.0, now);
                move.MakeIn(engine);
                tree.Make(move);
            }

            Assert.Equal(columns.Window.Rows, window.Rows);
            for (int row = 0; row < window.Rows; row++)
            {
                Assert.Equal(columns.Window.TimeOf(row), window.TimeOf(row));
                Assert.Equal(columns.Window.Row(row), window.Row(row));
            }
        }
    }

    private static SimulatedRollout Prepare(CompiledWorld world, Policy policy)
    {
        PolicyBinding.Bound bound = Assert.IsType<PolicyBinding.Bound>(BoundPolicy.Bind(policy, world.Shape));
        RolloutPreparation prepared = SimulatedRollout.Prepare(world, new NativeController(bound.Policy), policy.Checks);
        return Assert.IsType<RolloutPreparation.Ready>(prepared).Rollout;
    }
}
