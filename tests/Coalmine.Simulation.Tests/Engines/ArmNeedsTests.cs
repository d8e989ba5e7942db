using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>What is read of one arm only is drawn of one arm only, and nothing else changes by that.</summary>
public sealed class ArmNeedsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Canary_ReadAlone_CountsWhatItCountsBesideTheBaseline(double burst)
    {
        World world = Given.World with
        {
            Pods = new PodLayout(3, 2),
            Traffic = Given.World.Traffic with { BurstSize = burst },
            Labels = new LabelProcess(0.5, new DelayDistribution.LogNormal(60, 300)),
        };
        CompiledWorld compiled = CompiledWorld.Compile(world, EngineKind.Binned);
        (Engine alone, Engine shown) = (OfCanary(compiled), OfCanary(compiled));
        shown.IsShown = true;
        foreach (Engine engine in new[] { alone, shown })
        {
            engine.Start(1, 5);
            engine.SetWeight(0.4, Moment.Start);
        }

        int length = compiled.Scraped.Layout.Length;
        Moment end = Moment.After(world.Duration);
        while (alone.TryTakeCell(end) && shown.TryTakeCell(end))
        {
            Assert.Equal(shown.BaselineRequests, alone.BaselineRequests);
            Assert.Equal(shown.Counters[(3 * length)..], alone.Counters[(3 * length)..]);
        }

        Assert.True(alone.Counters[3 * length + (int)Slot.Right] > 1000);
        Assert.Equal(0, alone.Counters[(int)Slot.Right]);
        Assert.True(shown.Counters[(int)Slot.Right] > 1000);
    }

    [Fact]
    public void LatenciesOfErrors_OfTheCanaryAlone_AreDrawnWhereTheBaselineHasNoRequests()
    {
        CompiledWorld compiled = CompiledWorld.Compile(Given.World, EngineKind.Binned);
        CounterLayout layout = compiled.Scraped.Layout;
        CounterNeeds needs = new(layout);
        foreach (Arm arm in new[] { Arm.Baseline, Arm.Canary })
            for (int bound = 0; bound < layout.LatencyBounds; bound++)
                needs.Add(arm, layout.Latency + bound);
        needs.Add(Arm.Canary, layout.ErrorLatency + layout.LatencyBounds - 1);
        Engine engine = compiled.CreateEngine(needs);
        engine.Start(1, 5);
        engine.SetWeight(1, Moment.Start);
        while (engine.TryTakeCell(Moment.After(Given.World.Duration)))
            Assert.Equal(0, engine.BaselineRequests);

        int canary = Given.World.Pods.Baseline * layout.Length;
        Assert.True(engine.Counters[canary + layout.ErrorLatency + layout.LatencyBounds - 1] > 0);
        Assert.Equal(0, engine.Counters[layout.ErrorLatency + layout.LatencyBounds - 1]);
    }

    private static Engine OfCanary(CompiledWorld compiled)
    {
        CounterNeeds needs = new(compiled.Scraped.Layout);
        foreach (Slot slot in new[] { Slot.Requests, Slot.Errors, Slot.Labelled, Slot.Right })
            needs.Add(Arm.Canary, (int)slot);
        return compiled.CreateEngine(needs);
    }
}
