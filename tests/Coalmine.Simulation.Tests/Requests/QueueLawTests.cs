using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Tests.Engines;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Requests;

/// <summary>
/// One pod of the baseline as a single queue, against queueing theory. The mean of 30 independent replications, each without its first minute, must lie in its
/// 99.9 % t interval around the exact value; seeds are fixed, so a wrong alarm had a probability of 0.1 % an assertion when they were chosen.
/// </summary>
public sealed class QueueLawTests
{
    private const int Replications = 30;
    private const double ServiceSeconds = 0.01;
    private static readonly LatencyDistribution Exponential = new LatencyDistribution.Gamma(ServiceSeconds, 1);

    // Sigma 0.5, mean 1 service; z of 99 % from Abramowitz and Stegun.
    private static readonly LatencyDistribution LogNormal =
        new LatencyDistribution.LogNormal(ServiceSeconds * Math.Exp(-0.125), ServiceSeconds * Math.Exp(-0.125 + 0.5 * 2.3263478740408408));

    public static TheoryData<string, double, int, double> SingleQueues => new()
    {
        // Mean wait in units of the mean service: Pollaczek-Khinchine, load x (1 + squared variation) / (2 (1 - load)).
        { "M/M", 0.5, 1, 1 },
        { "M/M", 0.8, 1, 4 },
        { "M/M", 0.9, 1, 9 },
        { "M/D", 0.9, 1, 4.5 },
        { "M/E2", 0.9, 1, 6.75 },
        { "M/lognormal", 0.9, 1, 5.7781 }, // squared variation exp(0.25) - 1
        { "M/M", 0.5, 2, 1.0 / 3 }, // Erlang C 1/3 at offered 1: wait C / (c - a)
        { "M/M", 0.8, 5, 0.55411 }, // Erlang C 0.55411, offered 4
        { "M/M", 0.9, 10, 0.66873 }, // Erlang C 0.66873, offered 9
        { "M/M", 0.9, 2, 4.26316 }, // Erlang C 0.85263, offered 1.8
        { "D/M", 0.9, 1, 4.1787 }, // root of the transform equation
    };

    [Theory]
    [MemberData(nameof(SingleQueues))]
    public void Waits_InOnePod_AreThoseOfTheory(string kind, double load, int places, double wait)
    {
        World world = Queue(kind, load, places, int.MaxValue);
        AssertMean(1 + wait, Sojourns(world));
    }

    [Theory]
    [InlineData("M/M", 0.9, 1, 9, 0.050814)] // M/M/1/10
    [InlineData("M/M", 0.9, 10, 0, 0.167963)] // Erlang B, offered 9
    [InlineData("M/lognormal", 0.9, 10, 0, 0.167963)] // the same: Erlang B is insensitive to the law of the service
    [InlineData("M/M", 0.375, 2, 1, 0.049360)] // M/M/2/3, offered 0.75
    public void Refusals_OfAFullPod_AreThoseOfTheory(string kind, double load, int places, int queue, double refused)
    {
        EngineRun run = new(EngineKind.Request, Queue(kind, load, places, queue), (int)Slot.Requests, (int)Slot.Errors);
        AssertMean(refused, Ratios(run, Slot.Errors, Slot.Requests));
    }

    [Fact]
    public void Sojourns_InAnMM1Queue_AreExponential()
    {
        // Load 0.8: mean 5 services, so above 0.1 s with exp(-0.1 / 0.05).
        World world = Queue("M/M", 0.8, 1, int.MaxValue) with
        {
            Telemetry = Given.World.Telemetry with { LatencyBounds = [0.025, 0.1], ScrapeInterval = TimeSpan.FromMinutes(1) },
        };
        EngineRun run = new(EngineKind.Request, world, (int)Slot.Requests);
        double[] within = Ratios(run, (Slot)run.Layout.Latency, Slot.Requests);
        AssertMean(1 - Math.Exp(-0.5), within);
        AssertMean(1 - Math.Exp(-2), Ratios(run, (Slot)(run.Layout.Latency + 1), Slot.Requests));
    }

    private static World Queue(string kind, double load, int places, int queue)
    {
        LatencyDistribution service = kind switch
        {
            "M/D" => new LatencyDistribution.Gamma(ServiceSeconds, 0),
            "M/E2" => new LatencyDistribution.Gamma(ServiceSeconds, Math.Sqrt(0.5)),
            "M/lognormal" => LogNormal,
            _ => Exponential,
        };
        ModelBehaviour model = new() { Latency = service };
        return Given.World with
        {
            Duration = TimeSpan.FromMinutes(8),
            Traffic = new Traffic(load * places / ServiceSeconds, new Users(1000, false)) { Arrivals = kind == "D/M" ? ArrivalKind.Regular : ArrivalKind.Poisson },
            Baseline = model,
            Canary = model,
            Serving = new Serving { Concurrency = places, Queue = queue },
            Telemetry = Given.World.Telemetry with { ScrapeInterval = TimeSpan.FromMinutes(1) },
        };
    }

    private static double[] Sojourns(World world)
    {
        EngineRun run = new(EngineKind.Request, world, (int)Slot.Requests, (int)Slot.LatencySum);
        return [.. Ratios(run, Slot.LatencySum, Slot.Requests).Select(seconds => seconds / ServiceSeconds)];
    }

    private static double[] Ratios(EngineRun run, Slot part, Slot whole)
    {
        double[] ratios = new double[Replications];
        for (int replication = 0; replication < Replications; replication++)
        {
            List<double[]> history = run.History(replication, 0);
            ratios[replication] = run.Increments(history, 0, part).Skip(1).Sum() / run.Increments(history, 0, whole).Skip(1).Sum();
        }

        return ratios;
    }

    private static void AssertMean(double exact, double[] values)
    {
        double mean = values.Average();
        double error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
        double t = 3.6594; // Student's t, 29 degrees of freedom, 99.95 %: NIST handbook, table 1.3.6.7.2
        Assert.True(Math.Abs(mean - exact) < t * error, $"{mean:0.#####} is not {exact:0.#####} within {t * error:0.#####}");
        Assert.True(error < 0.1 * exact, $"the interval says nothing: {error:0.#####}");
    }
}
