using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Tests.Requests;

/// <summary>
/// Mirrored requests where places are few: they take some at the canary, and nobody counts them there. Seeds are fixed; the false-alarm probability is 1e-5
/// an assertion.
/// </summary>
public sealed class ServedMirroringTests
{
    private const double Service = 0.008;
    private static readonly ModelBehaviour Model = new() { Latency = new LatencyDistribution.Gamma(Service, 0), Accuracy = 0.9 };

    private static readonly World World = Given.World with
    {
        Duration = TimeSpan.FromMinutes(4),
        Baseline = Model,
        Canary = Model,
        Mirroring = new Mirroring(1, 0.5),
        Serving = new Serving { Concurrency = 1 },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Shadows_TakePlacesAtTheCanary(bool mirroring)
    {
        // 50 requests a second each: M/D/1 at load 0.4; with the baseline's 50 as well, the canary's pod has load 0.8. Mean wait load / (2 (1 - load)) services.
        ServedRun run = new(World);
        double[] canary = new double[12];
        double[] baseline = new double[12];
        for (int i = 0; i < canary.Length; i++)
        {
            run.Run(i, 0.5, mirroring);
            canary[i] = run.Requests.Where(request => request.Arm == Arm.Canary).Average(request => request.WaitedSeconds) / Service;
            baseline[i] = run.Requests.Where(request => request.Arm == Arm.Baseline).Average(request => request.WaitedSeconds) / Service;
        }

        AssertMean(1.0 / 3, baseline);
        AssertMean(mirroring ? 2 : 1.0 / 3, canary);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Shadows_AreInNoCountersButThoseOfPairs(double weight)
    {
        ServedRun run = new ServedRun(World).Run(1, weight, mirroring: true);
        AnsweredRequest[] own = [.. run.Requests.Where(request => request.Arm == Arm.Canary)];
        Assert.Equal(weight > 0, own.Length > 0);
        Assert.Equal(own.Length, run.AtEnd(run.Canary, Slot.Requests));
        Assert.Equal(own.Length, run.AtEnd(run.Canary, Slot.Answered));
        Assert.Equal(own.Sum(request => request.LatencySeconds), run.AtEnd(run.Canary, Slot.LatencySum), 1e-5);

        // Every request of the baseline is compared, but for the few inside the canary at the end.
        double mirrored = run.Requests.Count(request => request.Arm == Arm.Baseline);
        Assert.InRange(run.AtEnd(run.Canary, Slot.PairsCompared), mirrored - 20, mirrored);
        // Half of the baseline's wrong answers are shared: 0.05 wrong alike, 0.05 of each alone.
        GoodnessOfFit.Accept(NormalDistribution.TwoSided(
            (run.AtEnd(run.Canary, Slot.PairsDisagreeing) - 0.1 * mirrored) / Math.Sqrt(0.1 * 0.9 * mirrored)));
    }

    [Fact]
    public void Shadows_OfAFullCanary_AreNotCompared()
    {
        // Erlang B with one place and no queue: offered 100 x 0.008, so 0.8 / 1.8 find it busy, whatever the law of the service; the baseline has a place for each.
        World world = World with { Serving = new Serving { Concurrency = 1, Queue = 0 }, Pods = new PodLayout(1, 1) };
        ServedRun run = new(world);
        double[] compared = [.. Enumerable.Range(0, 12).Select(replication =>
        {
            run.Run(replication, 0, mirroring: true);
            Assert.Equal(0, run.AtEnd(run.Canary, Slot.Requests));
            Assert.Equal(0, run.AtEnd(run.Canary, Slot.Errors));
            return run.AtEnd(run.Canary, Slot.PairsCompared) / run.Requests.Count;
        })];
        AssertMean(1 / 1.8, compared);
    }

    [Fact]
    public void Shadows_OfCallersThatGiveUp_AreServedToTheEnd()
    {
        // The canary takes 0.3 s, its callers give up after 0.2 s, and the baseline is fast: shadows have no caller and are all compared.
        World world = World with
        {
            Canary = Model with { Latency = new LatencyDistribution.Gamma(0.3, 0) },
            Serving = new Serving { Concurrency = 1000, Timeout = TimeSpan.FromSeconds(0.2) },
        };
        ServedRun run = new ServedRun(world).Run(1, 0, mirroring: true);
        int early = run.Requests.Count(request => request.SentAt.Seconds < 240 - 0.3);
        Assert.Equal(early, run.AtEnd(run.Canary, Slot.PairsCompared));
        Assert.All(run.Requests, request => Assert.Equal(RequestFate.Answered, request.Fate));
    }

    [Fact]
    public void Shadows_OfAShare_AreThatShareOfTheRequests()
    {
        ServedRun run = new ServedRun(World with { Mirroring = new Mirroring(0.25, 0.5), Serving = new Serving { Concurrency = 1000 } }).Run(1, 0, mirroring: true);
        double requests = run.Requests.Count;
        GoodnessOfFit.Accept(NormalDistribution.TwoSided(
            (run.AtEnd(run.Canary, Slot.PairsCompared) - 0.25 * requests) / Math.Sqrt(0.25 * 0.75 * requests)));
    }

    private static void AssertMean(double exact, double[] values)
    {
        double mean = values.Average();
        double error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
        double bound = StudentT.UpperQuantile(0.5e-5, values.Length - 1) * error;
        Assert.True(Math.Abs(mean - exact) < bound, $"{mean:0.#####} is not {exact:0.#####} within {bound:0.#####}");
        Assert.True(bound < 0.15 * exact, $"the interval says nothing: {bound:0.####}");
    }
}
