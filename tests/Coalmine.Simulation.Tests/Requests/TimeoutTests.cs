using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Tests.Requests;

/// <summary>Callers that give up at one pod of the baseline.</summary>
public sealed class TimeoutTests
{
    private const double Patience = 0.2;

    // 100 requests a second and services of 0.3 s: nobody ever gets an answer in time, and someone is always waiting.
    private static readonly World Hopeless = Given.World with
    {
        Duration = TimeSpan.FromMinutes(2),
        Baseline = new ModelBehaviour { Latency = new LatencyDistribution.Gamma(0.3, 0) },
        Serving = new Serving { Concurrency = 1, Timeout = TimeSpan.FromSeconds(Patience) },
    };

    [Fact]
    public void Services_LongerThanTheTimeout_AreErrorsThatTookTheTimeout()
    {
        ServedRun run = new ServedRun(Hopeless).Run(1, 0);
        Assert.All(run.Requests, request =>
        {
            Assert.Equal(RequestFate.TimedOut, request.Fate);
            Assert.Equal(Patience, request.LatencySeconds, 1e-9);
            Assert.InRange(request.WaitedSeconds, 0, Patience);
        });
        double requests = run.AtEnd(0, Slot.Requests);
        Assert.InRange(requests, 11_000, 13_000); // 12,000 expected, standard deviation 110
        Assert.Equal(requests, run.AtEnd(0, Slot.Errors));
        Assert.Equal(Patience * requests, run.AtEnd(0, Slot.LatencySum), 1e-6);
    }

    [Fact]
    public void Pod_WhoseCallersHaveGone_WorksOnToTheEnd()
    {
        // The place is never free before its 0.3 s are over, and taken again at once: services begin every 0.3 s.
        ServedRun run = new ServedRun(Hopeless).Run(1, 0);
        double[] begins =
        [
            .. run.Requests.Where(request => request.WaitedSeconds < Patience - 1e-9).Select(request => request.SentAt.Seconds + request.WaitedSeconds).Order(),
        ];
        Assert.InRange(begins.Length, 399, 400);
        for (int i = 1; i < begins.Length; i++)
            Assert.Equal(0.3, begins[i] - begins[i - 1], 1e-6);
    }

    [Fact]
    public void Requests_ThatLeftTheQueue_CostThePodNoWork()
    {
        // Memory counts what a pod has worked on: one unit a service.
        World world = Hopeless with { Faults = [new MemoryGrowth(1, 1, 1e9, FaultTarget.Both, FaultTiming.Always)], Pods = new PodLayout(1, 1) };
        ServedRun run = new ServedRun(world).Run(1, 0);
        double services = run.AtEnd(0, Slot.Memory) - run.At(0, 0, Slot.Memory);
        Assert.InRange(services, 398, 400);
    }

    [Fact]
    public void TimeoutsAndLatencies_AtAnMM1Queue_AreThoseOfTheory()
    {
        // Barrer (1957), M/M/1 with patience t for the wait only: an arrival finds the wait density p0 [at 0] and p0 a exp(-(m - a) v) below t, and leaves
        // without service with p0 r exp(-(m - a) t), p0 = (1 - r) / (1 - r^2 exp(-(m - a) t)). One in service at t has timed out too, so that
        // P(time-out) = p0 (1 + r) exp(-(m - a) t) and E[latency] = t (1 - p0 / (1 - r)) + p0 (1 - exp(-(m - a) t)) / ((1 - r) (m - a)).
        (double arrivals, double services, double patience) = (90, 100, 0.05);
        double load = arrivals / services;
        double decay = Math.Exp(-(services - arrivals) * patience);
        double empty = (1 - load) / (1 - load * load * decay);
        World world = Hopeless with
        {
            Duration = TimeSpan.FromMinutes(6),
            Traffic = new Traffic(arrivals, new Users(1000, false)),
            Baseline = new ModelBehaviour { Latency = new LatencyDistribution.Gamma(1 / services, 1) },
            Serving = new Serving { Concurrency = 1, Timeout = TimeSpan.FromSeconds(patience) },
        };
        ServedRun run = new(world);
        double[] timedOut = new double[20];
        double[] latency = new double[20];
        double[] lost = new double[20];
        for (int i = 0; i < timedOut.Length; i++)
        {
            run.Run(i, 0);
            timedOut[i] = run.AtEnd(0, Slot.Errors) / run.AtEnd(0, Slot.Requests);
            latency[i] = run.AtEnd(0, Slot.LatencySum) / run.AtEnd(0, Slot.Requests);
            lost[i] = (double)run.Requests.Count(request => request.WaitedSeconds > patience - 1e-9) / run.Requests.Count;
        }

        AssertMean(empty * (1 + load) * decay, timedOut);
        AssertMean(empty * load * decay, lost);
        AssertMean(patience * (1 - empty / (1 - load)) + empty * (1 - decay) / ((1 - load) * (services - arrivals)), latency);
    }

    [Theory]
    [InlineData(RetryLayer.Client)]
    [InlineData(RetryLayer.Mesh)]
    public void Attempts_ThatAreTriedAgain_HaveATimeoutEach(RetryLayer by)
    {
        // Nobody waits for a place, and every attempt times out: three attempts of 0.2 s and two waits of between 0.05 and 0.15 s.
        World world = Hopeless with
        {
            Serving = Hopeless.Serving with { Concurrency = 1000, Retries = new Retries(2, by, TimeSpan.FromSeconds(0.1)) },
        };
        ServedRun run = new ServedRun(world).Run(1, false, (TimeSpan.Zero, 0), (TimeSpan.FromMinutes(1), 1));
        Assert.All(run.Only(Arm.Baseline).Requests, request =>
        {
            Assert.Equal((RequestFate.TimedOut, 3), (request.Fate, request.Attempts));
            Assert.InRange(request.LatencySeconds, 0.7 - 1e-6, 0.9 + 1e-6);
        });
        double expected = by == RetryLayer.Client ? 3 * run.Requests.Count : run.Requests.Count;
        Assert.Equal(expected, run.AtEnd(0, Slot.Errors));
        double latency = by == RetryLayer.Client ? Patience * expected : run.Requests.Sum(request => request.LatencySeconds);
        Assert.Equal(latency, run.AtEnd(0, Slot.LatencySum), 1e-3);
    }

    // The false-alarm probability is 1e-5: Student's t, 19 degrees of freedom.
    private static void AssertMean(double exact, double[] values)
    {
        double mean = values.Average();
        double error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
        double bound = StudentT.UpperQuantile(0.5e-5, values.Length - 1) * error;
        Assert.True(Math.Abs(mean - exact) < bound, $"{mean:0.#####} is not {exact:0.#####} within {bound:0.#####}");
        Assert.True(bound < 0.05 * exact, $"the interval says nothing: {bound}");
    }
}
