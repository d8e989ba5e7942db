using Coalmine.Simulation.Engines;
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
