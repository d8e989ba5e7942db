using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Requests;

/// <summary>
/// An autoscaler that sees a load which hardly moves: a request every 10 ms stays 0.105 s in a pod where there are places enough, so that 10 or 11 are inside,
/// 10.5 on average. A target of a tenth of 20 places wants ceil(10.5 / 2) = 6 pods. What follows is arithmetic; the seed decides nothing.
/// </summary>
public sealed class AutoscalingTests
{
    private const int Fewest = 2;
    private static readonly ModelBehaviour Model = new() { Latency = new LatencyDistribution.Gamma(0.105, 0) };

    private static readonly World World = Given.World with
    {
        Duration = TimeSpan.FromMinutes(4),
        Traffic = new Traffic(100, new Users(1000, false)) { Arrivals = ArrivalKind.Regular },
        Pods = new PodLayout(Fewest, Fewest),
        Baseline = Model,
        Canary = Model,
        Serving = new Serving
        {
            Concurrency = 20,
            PodStart = TimeSpan.FromSeconds(20.5),
            Autoscaling = new Autoscaling(10, 0.1, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(40)),
        },
        Telemetry = Given.World.Telemetry with { ScrapeInterval = TimeSpan.FromSeconds(1) },
    };

    [Fact]
    public void Pods_OfASteadyLoad_AreAddedAtOnceAndReadyAfterTheirStart()
    {
        ServedRun run = new ServedRun(World).Run(1, 0);
        for (int scrape = 0; scrape < run.Scrapes; scrape++)
        {
            Assert.Equal(scrape < 15 + 20.5 ? Fewest : 6, run.Found(scrape, 0, 10));
            Assert.Equal(Fewest, run.Found(scrape, run.Canary, 10));
        }
    }

    [Theory]
    [InlineData(0.05, 10)] // 10.5 / 1 = 11 wanted, 10 allowed
    [InlineData(0.06, 9)] // 8.75
    [InlineData(0.2, 3)] // 2.6
    [InlineData(1, 2)] // 0.5: never fewer than at the beginning
    public void Pods_OfATarget_AreThoseThatItsShareOfTheirPlacesNeeds(double target, int pods)
    {
        World world = World with { Serving = World.Serving with { Autoscaling = World.Serving.Autoscaling with { Target = target } } };
        ServedRun run = new ServedRun(world).Run(1, 0);
        for (int scrape = 0; scrape < run.Scrapes; scrape++)
            Assert.Equal(scrape < 15 + 20.5 ? Fewest : pods, run.Found(scrape, 0, 10));
    }

    [Fact]
    public void Pods_NoLongerWanted_GoOnceTheyHaveNotBeenWantedForLongEnough()
    {
        // The canary has everything from 60 s on. Fewer are wanted from the look at 75 s on, for 40 s at the one at 120 s.
        ServedRun run = new ServedRun(World).Run(1, false, (TimeSpan.Zero, 0), (TimeSpan.FromSeconds(60), 1));
        for (int scrape = 36; scrape < run.Scrapes; scrape++)
        {
            if (scrape != 120)
                Assert.Equal(scrape < 120 ? 6 : Fewest, run.Found(scrape, 0, 10));
            Assert.Equal(scrape < 75 + 20.5 ? Fewest : 6, run.Found(scrape, run.Canary, 10));
        }
    }

    [Fact]
    public void Pods_WantedAgainBeforeLongEnough_Stay()
    {
        // Unwanted at the looks at 75 and 90 s, wanted at 105 s, unwanted from 150 s on: the 40 s begin anew and are over at the look at 195 s.
        ServedRun run = new ServedRun(World).Run(
            1, false, (TimeSpan.Zero, 0), (TimeSpan.FromSeconds(60), 1), (TimeSpan.FromSeconds(90), 0), (TimeSpan.FromSeconds(135), 1));
        for (int scrape = 36; scrape < run.Scrapes; scrape++)
            if (scrape != 195)
                Assert.Equal(scrape < 195 ? 6 : Fewest, run.Found(scrape, 0, 10));
    }

    [Fact]
    public void Pods_ThatComeBack_CountFromZero()
    {
        // Removed at 120 s, added again at the look at 165 s.
        ServedRun run = new ServedRun(World).Run(
            1, false, (TimeSpan.Zero, 0), (TimeSpan.FromSeconds(60), 1), (TimeSpan.FromSeconds(150), 0));
        Assert.Equal(Fewest, run.Found(185, 0, 10));
        Assert.Equal(6, run.Found(186, 0, 10));
        for (int pod = Fewest; pod < 6; pod++)
        {
            // About 17 requests a second reach each of six pods.
            Assert.InRange(run.At(119, pod, Slot.Requests), 200, 800);
            Assert.InRange(run.At(186, pod, Slot.Requests), 0, 40);
        }
    }

    [Fact]
    public void Pods_ThatComeBackBetweenTwoScrapes_CountFromZeroToo()
    {
        // Looks every 15 s and no wait before pods go: wanted until 60 s, removed at 75 s, added again at 105 s and ready at 106 s. Scrapes at 60 s and 120 s.
        World world = World with
        {
            Serving = World.Serving with
            {
                PodStart = TimeSpan.FromSeconds(1),
                Autoscaling = World.Serving.Autoscaling with { DownAfter = TimeSpan.Zero },
            },
            Telemetry = World.Telemetry with { ScrapeInterval = TimeSpan.FromMinutes(1) },
        };
        ServedRun run = new ServedRun(world).Run(1, false, (TimeSpan.Zero, 0), (TimeSpan.FromSeconds(60), 1), (TimeSpan.FromSeconds(90), 0));
        for (int pod = Fewest; pod < 6; pod++)
        {
            double since = run.Requests.Count(request => request.Pod == pod && request.Arm == Arm.Baseline && request.SentAt.Seconds is > 100 and < 119.895);
            Assert.Equal(since, run.At(2, pod, Slot.Requests), 2);
        }
    }

    [Fact]
    public void Pods_KilledWhileTheyGo_DoNotComeBack()
    {
        // Half of the load from 60 s on: 3 pods are wanted at 75 s, and the others go when what is in them is done. From then on any request fills a pod's
        // memory, and those that stay are killed and start again; 14 s later nobody has looked yet.
        World world = World with
        {
            Serving = World.Serving with
            {
                PodStart = TimeSpan.FromSeconds(1.5),
                Autoscaling = World.Serving.Autoscaling with { DownAfter = TimeSpan.Zero },
            },
            Faults = [new MemoryGrowth(1, 1, 2, FaultTarget.Both, Given.From(TimeSpan.FromSeconds(75)))],
        };
        ServedRun run = new(world);
        for (int replication = 0; replication < 5; replication++)
        {
            run.Run(replication, false, (TimeSpan.Zero, 0), (TimeSpan.FromSeconds(60), 0.5));
            Assert.Equal(6, run.Found(74, 0, 10));
            Assert.Contains(run.Requests, one => one.Pod >= 3 && one.Arm == Arm.Baseline && one.SentAt.Seconds < 75 && one.SentAt.Seconds + one.LatencySeconds > 75);
            for (int scrape = 76; scrape < 90; scrape++)
                Assert.Equal(0, run.Found(scrape, 3, 7));
            Assert.Contains(Enumerable.Range(76, 14), scrape => run.Found(scrape, 0, 3) > 0);
        }
    }

    [Fact]
    public void Pods_OfATooSmallFleet_EndItsQueue()
    {
        // 10.5 places are needed and 4 are there: callers wait longer and longer until the new pods are ready.
        World world = World with
        {
            Serving = World.Serving with { Concurrency = 2, Autoscaling = World.Serving.Autoscaling with { Target = 0.5 } },
        };
        ServedRun run = new ServedRun(world).Run(1, 0);
        Assert.True(run.Requests.Where(request => request.SentAt.Seconds is > 30 and < 35).Min(request => request.WaitedSeconds) > 5);
        Assert.Equal(10, run.Found(60, 0, 10));
        Assert.True(run.Requests.Where(request => request.SentAt.Seconds is > 200 and < 230).Average(request => request.WaitedSeconds) < 0.2);
    }
}
