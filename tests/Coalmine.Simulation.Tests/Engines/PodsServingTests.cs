using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>Pods that come and go while a replication runs, in both engines.</summary>
public sealed class PodsServingTests
{
    private static readonly World Three = Given.World with { Pods = new PodLayout(3, 3) };

    [Theory]
    [InlineData(EngineKind.Binned)]
    [InlineData(EngineKind.Request)]
    public void SetPods_OfFewer_EndsTheirSeriesAndGivesTheirRequestsToTheOthers(EngineKind kind)
    {
        Engine engine = Started(kind);
        engine.SetWeight(0.5, Moment.Start);
        TakeUntil(engine, 60);
        Assert.All(Enumerable.Range(3, 3), pod => Assert.True(Requests(engine, pod) > 0));
        engine.SetPods(Arm.Canary, 1, Moment.FromSeconds(60));
        double before = Requests(engine, 3);
        TakeUntil(engine, 120);
        Assert.Equal([false, false, false, false, true, true], engine.Missed);
        Assert.Equal((0, 0), (Requests(engine, 4), Requests(engine, 5)));
        // 60 s at 50 a second on the one that is left: 3000, and five standard deviations are 274 (false alarm 6e-7).
        Assert.InRange(Requests(engine, 3) - before, 3000 - 274, 3000 + 274);
    }

    [Theory]
    [InlineData(EngineKind.Binned)]
    [InlineData(EngineKind.Request)]
    public void SetPods_OfMoreAgain_BeginsTheirCountersAnew(EngineKind kind)
    {
        Engine engine = Started(kind);
        engine.SetWeight(0.5, Moment.Start);
        TakeUntil(engine, 600);
        double first = Requests(engine, 5);
        engine.SetPods(Arm.Canary, 2, Moment.FromSeconds(600));
        TakeUntil(engine, 615);
        engine.SetPods(Arm.Canary, 3, Moment.FromSeconds(615));
        TakeUntil(engine, 630);
        Assert.False(engine.Missed[5]);
        Assert.InRange(Requests(engine, 5), 1, first / 4);
    }

    [Theory]
    [InlineData(EngineKind.Binned)]
    [InlineData(EngineKind.Request)]
    public void SetPods_BeforeAnyTraffic_LeavesTheArmSilent(EngineKind kind)
    {
        Engine engine = Started(kind);
        engine.SetPods(Arm.Canary, 0, Moment.Start);
        TakeUntil(engine, 60);
        Assert.Equal([false, false, false, true, true, true], engine.Missed);
        Assert.Equal(0, engine.CanaryRequests);
    }

    [Fact]
    public void SetPods_OfMoreThanTheWorldLaysOut_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Started(EngineKind.Binned).SetPods(Arm.Canary, 4, Moment.Start));

    private static Engine Started(EngineKind kind)
    {
        CompiledWorld world = CompiledWorld.Compile(Three, kind);
        CounterNeeds needs = new(world.Scraped.Layout);
        needs.Add((int)Slot.Requests);
        Engine engine = world.CreateEngine(needs);
        engine.Start(1, 0);
        return engine;
    }

    private static double Requests(Engine engine, int pod) => engine.Counters[pod * engine.World.Layout.Length + (int)Slot.Requests];

    private static void TakeUntil(Engine engine, int seconds)
    {
        while (engine.TryTakeCell(Moment.FromSeconds(seconds)))
        {
        }
    }
}
