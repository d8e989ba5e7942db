using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Tests;

/// <summary>What a recorder sees of scrapes, pod by pod.</summary>
public sealed class PodScrapesTests
{
    [Fact]
    public void Recorder_SeesEverythingInTheOrderOfTime()
    {
        Watch watch = new();
        Given.Rollout(Given.World, Given.Policy(new CheckMethod.Sequential(false), 10, 50)).Run(1, 0, watch);
        Assert.True(watch.Moments.Count > 40);
        Assert.Equal(watch.Moments.Order(), watch.Moments);
    }

    [Fact]
    public void Scrapes_CountTheRequestsOfTheWorld_AndRise()
    {
        Watch watch = new();
        Given.Rollout(Given.World, Given.Policy(new CheckMethod.Sequential(false), 10, 50)).Run(1, 0, watch);
        Assert.Equal("requests", watch.Counters[0]);
        Assert.Contains("errors", watch.Counters);
        Assert.Equal(watch.Totals.Order(), watch.Totals);
        Assert.Equal(watch.Requests, watch.Totals[^1]);
        Assert.Equal(Enumerable.Range(0, watch.Totals.Count), watch.Cells);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Result_DoesNotDependOnARecorder(long replication)
    {
        SimulatedRollout rollout = Given.Rollout(Given.World, Given.Policy(new CheckMethod.Sequential(false), 10, 50));
        Assert.Equal(rollout.Run(3, replication), rollout.Run(3, replication, new Watch()));
    }

    private sealed class Watch : IRolloutRecorder
    {
        public List<Moment> Moments { get; } = [];

        public List<double> Totals { get; } = [];

        public List<int> Cells { get; } = [];

        public string[] Counters { get; private set; } = [];

        public long Requests { get; private set; }

        public void Observed(in Observation observation) => Moments.Add(observation.At);

        public void Stepped(in Transition transition)
        {
        }

        public void Scraped(Moment at, TrafficWeight weight, long baselineRequests, long canaryRequests)
        {
            Moments.Add(at);
            Requests += baselineRequests + canaryRequests;
        }

        public void ScrapedPods(in PodScrapes scrapes)
        {
            Counters = scrapes.Counters.ToArray();
            double total = 0;
            for (int pod = 0; pod < scrapes.Pods; pod++)
                total += scrapes.Value(pod, 0);
            Totals.Add(total);
            Cells.Add(scrapes.Cell);
        }
    }
}
