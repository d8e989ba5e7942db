using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Tests.Engines;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Requests;

/// <summary>
/// Scores and classes where pods have limits: they are those of what was answered, whatever was refused, given up or lost. Seeds are fixed; the false-alarm
/// probability is 1e-5 an assertion.
/// </summary>
public sealed class ServedAnswersTests
{
    // So far apart that a score tells right from wrong: P(right score within 0.5) and P(wrong score above 0.5) are below 1e-12.
    private static readonly ModelBehaviour Model = Given.Model with
    {
        ErrorRate = 0.1,
        Classes = GivenClasses.Mix,
        Scores = new ModelScores(new(0.97, 0.01), new(0.1, 0.3)),
    };

    // A mean latency near 0.05 s: 50 requests a second and two places at each pod are more than they can do.
    private static readonly World Crowded = Given.World with
    {
        Traffic = Given.World.Traffic with { RequestsPerSecond = 100 },
        Duration = TimeSpan.FromMinutes(20),
        Baseline = Model,
        Canary = Model,
        Labels = new LabelProcess(1, new DelayDistribution.Fixed(0)),
        Serving = new Serving { Concurrency = 2, Queue = 3, Timeout = TimeSpan.FromSeconds(0.2) },
    };

    [Theory]
    [InlineData(RetryLayer.Client, 0)]
    [InlineData(RetryLayer.Client, 2)]
    [InlineData(RetryLayer.Mesh, 2)]
    public void Answers_OfCrowdedPods_AreJudgedOneByOne(RetryLayer by, int retries)
    {
        World world = Crowded with { Serving = Crowded.Serving with { Retries = new Retries(retries, by, TimeSpan.FromSeconds(0.1)) } };
        EngineRun run = new(EngineKind.Request, world);
        foreach (double[] counters in run.History(3, 0.5, mirroring: true))
            for (int pod = 0; pod < 2; pod++)
                AssertConsistent(run.Layout, counters[(pod * run.Layout.Length)..((pod + 1) * run.Layout.Length)]);
        Assert.True(run.Counter(1, Slot.Errors) > 0.05 * run.Counter(1, Slot.Requests));
        double[] own = run.Engine.Counters[run.Layout.Length..];
        GoodnessOfFit.Accept(GoodnessOfFit.OfCategories(GivenClasses.Labelled(run.Layout, own), GivenClasses.Pairs));
        GoodnessOfFit.Accept(GoodnessOfFit.OfCategories(GivenClasses.Predicted(run.Layout, own), GivenClasses.SaidOf(GivenClasses.Pairs)));
    }

    [Fact]
    public void Answers_OfAPodThatWasKilled_AreCountedFromZero()
    {
        World world = Crowded with
        {
            Serving = new Serving { Concurrency = 20 },
            Labels = LabelProcess.None,
            Faults = [new MemoryGrowth(1e6, 1e3, 2e7, FaultTarget.Canary, FaultTiming.Always)],
        };
        EngineRun run = new(EngineKind.Request, world);
        List<double[]> history = run.History(3, 0.5);
        int canary = run.Layout.Length;
        foreach (double[] counters in history)
        {
            double[] own = counters[canary..];
            Assert.Equal(own[(int)Slot.Answered], GivenClasses.Predicted(run.Layout, own).Sum());
            Assert.Equal(own[(int)Slot.Answered], own[run.Layout.Score + 9]);
        }

        // 19,000 requests fill the memory: at 50 a second in 380 s, so that 20 minutes see three starts.
        Assert.Equal(3, run.Increments(history, 1, run.Layout.Score + 9).Count(gained => gained < 0));
        Assert.Contains(run.Increments(history, 1, Slot.ScoreSum), gained => gained < 0);
    }

    [Fact]
    public void Answers_AtTheMomentOfAScrape_AreLabelledInTheCellThatBeginsThere()
    {
        // 100 a second and scrapes every 16 s, which is a whole number of requests in floating point too: each scrape meets one.
        World world = Crowded with
        {
            Serving = Serving.Unlimited,
            Traffic = Crowded.Traffic with { Arrivals = ArrivalKind.Regular },
            Telemetry = Crowded.Telemetry with { ScrapeInterval = TimeSpan.FromSeconds(16) },
        };
        EngineRun run = new(EngineKind.Request, world);
        foreach (double[] counters in run.History(3, 0.5))
            for (int pod = 0; pod < 2; pod++)
                Assert.Equal(counters[pod * run.Layout.Length + (int)Slot.Requests], counters[pod * run.Layout.Length + (int)Slot.Labelled]);
    }

    private static void AssertConsistent(CounterLayout layout, double[] own)
    {
        double[] labelled = GivenClasses.Labelled(layout, own);
        Assert.Equal(own[(int)Slot.Answered], own[layout.Score + 9]);
        Assert.Equal(own[(int)Slot.Answered], GivenClasses.Predicted(layout, own).Sum());
        Assert.Equal(GivenClasses.Predicted(layout, own), GivenClasses.SaidOf(labelled));
        Assert.Equal(own[(int)Slot.Labelled], labelled.Sum());
        Assert.Equal(own[(int)Slot.Right], labelled[0] + labelled[4] + labelled[8]);
        Assert.Equal(own[(int)Slot.Labelled] - own[(int)Slot.Right], own[layout.Score + 4]);
    }
}
