using Coalmine.Simulation.Models;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Tests.Requests;

/// <summary>How requests find their pods, by what callers wait. Seeds are fixed; the false-alarm probability is 1e-5 an assertion.</summary>
public sealed class BalancingTests
{
    private const double Service = 0.1;

    public static TheoryData<double, double> ManyPods => new()
    {
        // Mean sojourn of many M/M/1 queues and the shorter of two, in services: the sum of load^(2^i - 2) over i from 1 (Mitzenmacher 2001).
        { 0.5, 1.26566 },
        { 0.8, 1.94736 },
        { 0.9, 2.61406 },
    };

    [Theory]
    [MemberData(nameof(ManyPods))]
    public void LeastRequests_OfManyPods_IsThePowerOfTwoChoices(double load, double sojourn)
    {
        // 100 pods are not infinitely many; the limit's error is of the order of 1 / pods: 2 % are allowed for it beside the interval.
        ServedRun run = new(Queues(100, load, Balancing.LeastRequests) with { Duration = TimeSpan.FromSeconds(30) });
        double[] means = Means(run, replications: 16, from: 7);
        AssertMean(sojourn, means, 0.02);
    }

    [Fact]
    public void Random_OfManyPods_IsAnMM1QueueEach()
    {
        // Load 0.5: two services. A random split of a Poisson stream is a Poisson stream.
        ServedRun run = new(Queues(20, 0.5, Balancing.Random) with { Duration = TimeSpan.FromMinutes(3) });
        AssertMean(2, Means(run, replications: 12, from: 10), 0);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void LeastRequests_OfTheSameTraffic_WaitsLessThanRandom(int pods)
    {
        // Both fleets meet the same requests with the same service times. Twelve pairs that all go one way by chance have a probability of 2^-12;
        // here the difference is a factor as well.
        World world = Queues(pods, 0.8, Balancing.Random) with { Duration = TimeSpan.FromMinutes(4) };
        double[] random = Means(new ServedRun(world), replications: 12, from: 10);
        double[] least = Means(new ServedRun(world with { Serving = world.Serving with { Balancing = Balancing.LeastRequests } }), replications: 12, from: 10);
        for (int i = 0; i < random.Length; i++)
            Assert.True(least[i] < random[i]);
        Assert.True(least.Average() < 0.8 * random.Average());

        // One queue for all of them is a lower bound: M/M/c, Erlang C of 2 and 5 servers at load 0.8 is 0.7111 and 0.5541, the wait C / (c (1 - load)).
        double common = 1 + (pods == 2 ? 0.7111 : 0.5541) / (pods * 0.2);
        Assert.True(least.Average() > common);
    }

    [Fact]
    public void Random_OfThreePods_GivesEachAThird()
    {
        ServedRun run = new ServedRun(Queues(3, 0.5, Balancing.Random) with { Duration = TimeSpan.FromMinutes(10) }).Run(1, 0);
        double[] counts = [.. Enumerable.Range(0, 3).Select(pod => (double)run.Requests.Count(request => request.Pod == pod))];
        GoodnessOfFit.Accept(GoodnessOfFit.OfCategories(counts, [1.0 / 3, 1.0 / 3, 1.0 / 3]));
    }

    private static World Queues(int pods, double load, Balancing balancing) => Given.World with
    {
        Traffic = new Traffic(pods * load / Service, new Users(1000, false)),
        Pods = new PodLayout(pods, 1),
        Baseline = new ModelBehaviour { Latency = new LatencyDistribution.Gamma(Service, 1) },
        Serving = new Serving { Concurrency = 1, Balancing = balancing },
        Telemetry = Given.World.Telemetry with { ScrapeInterval = TimeSpan.FromSeconds(10) },
    };

    // Mean sojourns in services, of requests sent neither at the beginning nor in the last 5 s, after which some are still inside.
    private static double[] Means(ServedRun run, int replications, double from)
    {
        double[] means = new double[replications];
        for (int replication = 0; replication < replications; replication++)
        {
            IReadOnlyList<AnsweredRequest> requests = run.Run(replication, 0).Requests;
            double until = requests[^1].SentAt.Seconds - 5;
            means[replication] = requests.Where(one => one.SentAt.Seconds > from && one.SentAt.Seconds < until).Average(one => one.LatencySeconds) / Service;
        }

        return means;
    }

    private static void AssertMean(double exact, double[] values, double allowed)
    {
        double mean = values.Average();
        double error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
        double bound = StudentT.UpperQuantile(0.5e-5, values.Length - 1) * error + allowed * exact;
        Assert.True(Math.Abs(mean - exact) < bound, $"{mean:0.#####} is not {exact:0.#####} within {bound:0.#####}");
        Assert.True(bound < 0.1 * exact, $"the interval says nothing: {bound:0.####}");
    }
}
