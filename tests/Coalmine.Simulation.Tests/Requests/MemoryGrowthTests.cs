using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Requests;

/// <summary>Pods that are killed by their memory after a known number of requests: ceil((limit - first) / per request).</summary>
public sealed class MemoryGrowthTests
{
    private const double Service = 0.05;
    private const int Life = 500;
    private static readonly TimeSpan PodStart = TimeSpan.FromSeconds(7.5);
    private static readonly FaultTiming Always = FaultTiming.Always;

    private static readonly World Leaking = Given.World with
    {
        Duration = TimeSpan.FromMinutes(2),
        Baseline = new ModelBehaviour { Latency = new LatencyDistribution.Gamma(Service, 0) },
        Canary = new ModelBehaviour { Latency = new LatencyDistribution.Gamma(Service, 0) },
        Serving = new Serving { PodStart = PodStart },
        Telemetry = Given.World.Telemetry with { ScrapeInterval = TimeSpan.FromSeconds(1) },
        // 499.5 requests' worth: the 500th is too much.
        Faults = [new MemoryGrowth(1e6, 1e3, 1e6 + 499.5e3, FaultTarget.Canary, Always)],
    };

    [Fact]
    public void Canary_DiesAfterItsKnownNumberOfRequests_AgainAndAgain()
    {
        ServedRun run = new ServedRun(Leaking).Run(1, 1);
        double[] kills = [.. Kills(run)];
        // A life takes 5 s of requests and 7.5 s of starting.
        Assert.InRange(kills.Length, 8, 10);
        int lived = 0;
        double from = 0;
        foreach (double kill in kills)
        {
            AnsweredRequest[] life = [.. run.Requests.Where(request => SeenAt(request) > from - 1e-9 && SeenAt(request) <= kill + 1e-9)];
            Assert.Equal(Life, life.Count(request => request.Fate == RequestFate.Answered));
            from = kill + PodStart.TotalSeconds;
            lived += Life;
        }

        Assert.InRange(run.Requests.Count(request => request.Fate == RequestFate.Answered) - lived, 0, Life - 1);
    }

    [Fact]
    public void Requests_InsideAKilledPod_AreLost_AndThoseThatFindNone_AreRefusedAtOnce()
    {
        ServedRun run = new ServedRun(Leaking).Run(1, 1);
        double[] kills = [.. Kills(run)];
        AnsweredRequest[] lost = [.. run.Requests.Where(request => request.Fate == RequestFate.Lost)];
        AnsweredRequest[] refused = [.. run.Requests.Where(request => request.Fate == RequestFate.Refused)];
        Assert.NotEmpty(lost);
        Assert.NotEmpty(refused);
        foreach (double kill in kills)
        {
            // Sent in the last 0.05 s before it, none of them answered, and all of them told at once.
            AnsweredRequest[] inside = [.. run.Requests.Where(one => one.SentAt.Seconds > kill - Service + 1e-8 && one.SentAt.Seconds < kill - 1e-8)];
            Assert.All(inside, request => Assert.Equal((RequestFate.Lost, 0), (request.Fate, request.Pod)));
            Assert.All(inside, request => Assert.Equal(kill, SeenAt(request), 1e-8));
            AnsweredRequest[] during = [.. run.Requests.Where(one => one.SentAt.Seconds > kill + 1e-8 && one.SentAt.Seconds < kill + PodStart.TotalSeconds - 1e-8)];
            Assert.All(during, request => Assert.Equal((RequestFate.Refused, -1, 0.0), (request.Fate, request.Pod, request.LatencySeconds)));
        }

        // Nothing else is lost or refused.
        Assert.All(lost, request => Assert.Contains(kills, kill => SeenAt(request) - kill is > -1e-8 and < 1e-8));
        Assert.All(refused, request => Assert.Contains(kills, kill => request.SentAt.Seconds > kill - 1e-8 && request.SentAt.Seconds < kill + 7.5 + 1e-8));
    }

    [Fact]
    public void Scrapes_OfAKilledPod_BringNothingWhileItStarts_AndThenCountFromZero()
    {
        ServedRun run = new ServedRun(Leaking).Run(1, 1);
        double[] kills = [.. Kills(run)];
        for (int scrape = 1; scrape < run.Scrapes; scrape++)
        {
            double kill = kills.LastOrDefault(at => at < scrape, double.NegativeInfinity);
            bool isStarting = scrape < kill + PodStart.TotalSeconds;
            Assert.Equal(isStarting, run.IsMissed(scrape, run.Canary));
            Assert.False(run.IsMissed(scrape, 0));
            if (isStarting)
                continue;
            int served = run.Requests.Count(request => request.Fate == RequestFate.Answered && SeenAt(request) > kill + 1e-9 && SeenAt(request) < scrape);
            Assert.Equal(served, run.At(scrape, run.Canary, Slot.Requests));
            Assert.Equal(0, run.At(scrape, run.Canary, Slot.Errors));
            Assert.Equal(served * Service, run.At(scrape, run.Canary, Slot.LatencySum), 1e-6);
            Assert.Equal(1e6 + served * 1e3, run.At(scrape, run.Canary, Slot.Memory), 1e-3);
        }
    }

    [Fact]
    public void LostRequests_ThatAreTriedAgain_FindTheOtherPod()
    {
        // Two pods of 40 requests a second each do not die together; one that does is tried again by its client and answered there.
        World world = Leaking with
        {
            Pods = new PodLayout(1, 2),
            Serving = Leaking.Serving with { Retries = new Retries(1, RetryLayer.Client, TimeSpan.FromSeconds(0.01)), PodStart = TimeSpan.FromSeconds(1) },
        };
        ServedRun run = new ServedRun(world).Run(1, 1);
        AnsweredRequest[] again = [.. run.Requests.Where(request => request.Attempts == 2 && request.Fate == RequestFate.Answered)];
        Assert.True(again.Length > 20);
        Assert.All(again, request => Assert.InRange(request.LatencySeconds, Service, 2 * Service + 0.015 + 1e-6));
    }

    [Fact]
    public void OldPods_AreAnywhereBetweenAStartAndTheNextKill()
    {
        // 50 pods in 6 replications; the false-alarm probability of the fit is 1e-5. New ones start together.
        World world = Leaking with
        {
            Duration = TimeSpan.FromSeconds(1),
            Pods = new PodLayout(50, 50),
            Faults = [new MemoryGrowth(1e6, 1e3, 2e6, FaultTarget.Both, Always)],
        };
        ServedRun run = new(world);
        List<double> places = [];
        for (int replication = 0; replication < 6; replication++)
        {
            run.Run(replication, 0);
            for (int pod = 0; pod < 50; pod++)
            {
                places.Add((run.At(0, pod, Slot.Memory) - 1e6) / 1e6);
                Assert.Equal(1e6, run.At(0, run.Canary + pod, Slot.Memory));
            }
        }

        Assert.All(places, place => Assert.InRange(place, 0, 1));
        GoodnessOfFit.Accept(GoodnessOfFit.OfUniform(places));
    }

    [Fact]
    public void Fault_ThatBeginsLater_CountsTheRequestsFromThere()
    {
        World world = Leaking with { Faults = [new MemoryGrowth(1e6, 1e3, 1e6 + 499.5e3, FaultTarget.Canary, Given.From(TimeSpan.FromSeconds(30)))] };
        ServedRun run = new ServedRun(world).Run(1, 1);
        double first = Kills(run).First();
        Assert.Equal(Life, run.Requests.Count(request => SeenAt(request) >= 30 && SeenAt(request) <= first + 1e-9 && request.Fate == RequestFate.Answered));
    }

    [Fact]
    public void ColdStart_AfterARestart_IsSlowAgain()
    {
        // At an age a below 5 s a service takes 0.05 s x (1 + 2 (1 - a / 5)), and never less than 0.05 s.
        World world = Leaking with { Faults = Leaking.Faults.Add(new ColdStart(3, TimeSpan.FromSeconds(5), FaultTarget.Canary)) };
        ServedRun run = new ServedRun(world).Run(1, 1);
        double[] kills = [.. Kills(run)];
        Assert.True(kills.Length >= 5);
        foreach (AnsweredRequest request in run.Requests.Where(request => request.Fate == RequestFate.Answered))
        {
            double kill = kills.LastOrDefault(at => at < request.SentAt.Seconds, -PodStart.TotalSeconds);
            double age = request.SentAt.Seconds - kill - PodStart.TotalSeconds;
            Assert.True(age > -1e-8);
            Assert.Equal(Service * (1 + 2 * Math.Max(0, 1 - age / 5)), request.LatencySeconds, 1e-6);
        }

        // Both the first life and later ones have been slow and have become warm.
        Assert.Contains(run.Requests, request => request.Fate == RequestFate.Answered && request.SentAt.Seconds > kills[0] && request.LatencySeconds > 2.9 * Service);
        Assert.Contains(run.Requests, request => request.Fate == RequestFate.Answered && request.SentAt.Seconds > kills[0] && request.LatencySeconds < 1.2 * Service);
    }

    [Fact]
    public void ColdStart_OfOldPods_ComesOnlyWithTheirFirstRestart()
    {
        World world = Leaking with
        {
            Faults =
            [
                new MemoryGrowth(1e6, 1e3, 1e6 + 499.5e3, FaultTarget.Both, Always),
                new ColdStart(3, TimeSpan.FromSeconds(5), FaultTarget.Both),
            ],
        };
        ServedRun run = new ServedRun(world).Run(1, 0);
        double kill = run.Requests.Where(request => request.Fate == RequestFate.Lost).Min(SeenAt);
        AnsweredRequest[] answered = [.. run.Requests.Where(request => request.Fate == RequestFate.Answered)];
        Assert.All(answered.Where(request => request.SentAt.Seconds < kill), request => Assert.Equal(Service, request.LatencySeconds, 1e-6));
        Assert.True(answered.First(request => request.SentAt.Seconds > kill).LatencySeconds > 2.9 * Service);
    }

    private static double SeenAt(AnsweredRequest request) => request.SentAt.Seconds + request.LatencySeconds;

    // The moments at which requests were lost: about five are inside whenever the pod is killed.
    private static IEnumerable<double> Kills(ServedRun run)
    {
        double last = double.NegativeInfinity;
        foreach (AnsweredRequest request in run.Requests)
        {
            if (request.Fate != RequestFate.Lost || SeenAt(request) < last + 1e-6)
                continue;
            last = SeenAt(request);
            yield return last;
        }
    }
}
