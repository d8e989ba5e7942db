using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>What must hold exactly, draw by draw.</summary>
public abstract class CountIdentityTests(EngineKind engine)
{
    [Theory]
    [InlineData(100, 1)]
    [InlineData(100, 7)]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    public void Groupings_OfTheSameRequests_AddUp(double rate, double burst)
    {
        World world = Given.World with { Traffic = Given.World.Traffic with { RequestsPerSecond = rate, BurstSize = burst }, Pods = new PodLayout(2, 2) };
        EngineRun run = new(engine, world);
        List<double[]> history = run.History(3, 0.4);
        CounterLayout layout = run.Layout;
        foreach (double[] scrape in history)
            for (int pod = 0; pod < 4; pod++)
            {
                double[] counters = scrape[(pod * layout.Length)..((pod + 1) * layout.Length)];
                Assert.Equal(counters[(int)Slot.Requests], counters[(int)Slot.Errors] + counters[(int)Slot.Answered]);
                Assert.Equal(counters[(int)Slot.LatencySum], counters[(int)Slot.ErrorLatencySum] + counters[(int)Slot.AnsweredLatencySum], 6);
                AssertRising([.. counters[layout.Latency..layout.ErrorLatency], counters[(int)Slot.Requests]]);
                AssertRising([.. counters[layout.ErrorLatency..layout.AnsweredLatency], counters[(int)Slot.Errors]]);
                AssertRising([.. counters[layout.AnsweredLatency..layout.Revenue], counters[(int)Slot.Answered]]);
                AssertRising([.. counters[layout.Revenue..], counters[(int)Slot.Requests]]);
                Assert.True(counters[(int)Slot.Right] <= counters[(int)Slot.Labelled]);
                for (int bound = 0; bound < layout.LatencyBounds; bound++)
                    Assert.Equal(counters[layout.Latency + bound], counters[layout.ErrorLatency + bound] + counters[layout.AnsweredLatency + bound]);
            }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Counters_ReadAlone_AreThoseReadWithAllOthers(double burst)
    {
        World world = Given.World with { Traffic = Given.World.Traffic with { BurstSize = burst } };
        EngineRun everything = new(engine, world);
        List<double[]> all = everything.History(5, 0.2);
        int[] places =
        [
            (int)Slot.Requests, (int)Slot.Errors, (int)Slot.Right, (int)Slot.Quality, (int)Slot.Conversions, (int)Slot.RevenueSum,
            everything.Layout.Latency + 4, everything.Layout.ErrorLatency + 6, everything.Layout.AnsweredLatency + 5, everything.Layout.Revenue + 1,
        ];
        foreach (int place in places)
        {
            EngineRun alone = new(engine, world, place);
            List<double[]> history = alone.History(5, 0.2);
            for (int pod = 0; pod < 2; pod++)
                Assert.Equal(everything.Increments(all, pod, place), alone.Increments(history, pod, place));
        }
    }

    [Fact]
    public void Arrivals_UnderAnyWeight_AreTheSame()
    {
        EngineRun run = new(engine, Given.World, (int)Slot.Requests);
        double[] Arrivals(double weight)
        {
            List<double[]> history = run.History(9, weight);
            return [.. run.Increments(history, 0, Slot.Requests).Zip(run.Increments(history, 1, Slot.Requests), (baseline, canary) => baseline + canary)];
        }

        Assert.Equal(Arrivals(0.1), Arrivals(0.75));
    }

    [Fact]
    public void Replications_InAnyOrder_AreTheSameAndDifferFromEachOther()
    {
        EngineRun run = new(engine, Given.World);
        double[] second = run.History(2, 0.3)[^1];
        double[] first = run.History(1, 0.3)[^1];
        Assert.Equal(second, new EngineRun(engine, Given.World).History(2, 0.3)[^1]);
        Assert.NotEqual(first, second);
        Assert.NotEqual(second, run.History(2, 0.3, seed: 2)[^1]);
    }

    [Fact]
    public void Labels_ThatTakeTwoCells_AreThoseOfTwoCellsBefore()
    {
        World late = Given.World with { Labels = new LabelProcess(0.5, new DelayDistribution.Fixed(30)) };
        List<double[]> atOnce = new EngineRun(engine, Given.World).History(4, 0.3);
        List<double[]> delayed = new EngineRun(engine, late).History(4, 0.3);
        for (int cell = 2; cell < delayed.Count; cell++)
            foreach (int place in new[] { (int)Slot.Labelled, (int)Slot.Right })
                Assert.Equal(atOnce[cell - 2][place], delayed[cell][place]);
    }

    [Theory]
    [InlineData(100)] // split over the cells
    [InlineData(3)] // placed one by one
    public void Labels_WithSpreadDelay_AllArriveAndNoneEarly(double rate)
    {
        World world = Given.World with { Traffic = Given.World.Traffic with { RequestsPerSecond = rate } };
        World late = world with { Labels = new LabelProcess(0.5, new DelayDistribution.LogNormal(20, 60)) };
        List<double[]> atOnce = new EngineRun(engine, world).History(4, 0.3);
        List<double[]> delayed = new EngineRun(engine, late).History(4, 0.3);
        for (int cell = 1; cell < delayed.Count; cell++)
            Assert.True(delayed[cell][(int)Slot.Labelled] <= atOnce[cell][(int)Slot.Labelled]);

        // Median 20 s, p95 60 s: after 40 cells (600 s, z = 5.1) less than one in ten million is still on its way.
        double labelled = delayed[^1][(int)Slot.Labelled];
        Assert.InRange(labelled, atOnce[^41][(int)Slot.Labelled], atOnce[^1][(int)Slot.Labelled]);
        Assert.True(delayed[1][(int)Slot.Labelled] < 0.5 * atOnce[1][(int)Slot.Labelled]);
    }

    private static void AssertRising(double[] values)
    {
        for (int i = 1; i < values.Length; i++)
            Assert.True(values[i] >= values[i - 1], $"{values[i]} after {values[i - 1]}");
    }
}
