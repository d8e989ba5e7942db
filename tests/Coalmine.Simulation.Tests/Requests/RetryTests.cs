using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Tests.Requests;

/// <summary>
/// Retries where nobody has to wait for a place, so that closed forms hold: attempts fail independently with probability p and at most m more are made.
/// The weight goes back to the baseline before the end, so that everything sent to the canary is counted. Seeds are fixed; the false-alarm probability is
/// 1e-5 an assertion.
/// </summary>
public sealed class RetryTests
{
    private const double Service = 0.05;
    private const double Backoff = 0.1;

    public static TheoryData<double, int> ErrorsAndRetries => new() { { 0.3, 1 }, { 0.3, 2 }, { 0.5, 4 }, { 0.05, 2 } };

    [Theory]
    [MemberData(nameof(ErrorsAndRetries))]
    public void ByMesh_OneRequestCountsOnce_WithItsLastAnswerAndAllItsTime(double p, int most)
    {
        ServedRun run = Run(p, new Retries(most, RetryLayer.Mesh, TimeSpan.FromSeconds(Backoff)));
        double requests = run.AtEnd(run.Canary, Slot.Requests);
        Assert.Equal(run.Requests.Count, requests);
        AssertShare(Math.Pow(p, most + 1), run.AtEnd(run.Canary, Slot.Errors), requests);

        double attempts = (1 - Math.Pow(p, most + 1)) / (1 - p);
        double[] latencies = [.. run.Requests.Select(request => request.LatencySeconds)];
        AssertMean(Service * attempts + Backoff * (attempts - 1), latencies);
        Assert.Equal(latencies.Sum(), run.AtEnd(run.Canary, Slot.LatencySum), 1e-6 * requests);
    }

    [Theory]
    [MemberData(nameof(ErrorsAndRetries))]
    public void ByClient_EveryAttemptCountsForItself(double p, int most)
    {
        ServedRun run = Run(p, new Retries(most, RetryLayer.Client, TimeSpan.FromSeconds(Backoff)));
        double counted = run.AtEnd(run.Canary, Slot.Requests);
        Assert.Equal(run.Requests.Sum(request => (double)request.Attempts), counted);
        AssertShare(p, run.AtEnd(run.Canary, Slot.Errors), counted);
        Assert.Equal(Service * counted, run.AtEnd(run.Canary, Slot.LatencySum), 1e-6 * counted);
        AssertMean((1 - Math.Pow(p, most + 1)) / (1 - p), [.. run.Requests.Select(request => (double)request.Attempts)]);
        AssertShare(Math.Pow(p, most + 1), run.Requests.Count(request => request.Fate == RequestFate.Error), run.Requests.Count);
    }

    [Theory]
    [InlineData(RetryLayer.Client)]
    [InlineData(RetryLayer.Mesh)]
    public void Requests_WithSoManyAttempts_AreGeometric(RetryLayer by)
    {
        ServedRun run = Run(0.4, new Retries(3, by, TimeSpan.FromSeconds(Backoff)));
        double[] counts = [.. Enumerable.Range(1, 4).Select(tries => (double)run.Requests.Count(request => request.Attempts == tries))];
        GoodnessOfFit.Accept(GoodnessOfFit.OfCategories(counts, [0.6, 0.24, 0.096, 0.064]));
        Assert.Equal(run.Requests.Count, counts.Sum());
    }

    [Fact]
    public void Backoff_IsUniformBetweenAHalfAndOneAndAHalfOfItsMean()
    {
        ServedRun run = Run(0.3, new Retries(1, RetryLayer.Mesh, TimeSpan.FromSeconds(Backoff)));
        double[] waits = [.. run.Requests.Where(request => request.Attempts == 2).Select(request => (request.LatencySeconds - 2 * Service) / Backoff - 0.5)];
        Assert.True(waits.Length > 2000);
        Assert.All(waits, wait => Assert.InRange(wait, -1e-6, 1 + 1e-6));
        GoodnessOfFit.Accept(GoodnessOfFit.OfUniform(waits));
    }

    [Fact]
    public void LastAttempts_GoToAnyPodOfTheSameArm()
    {
        ServedRun run = Run(0.5, new Retries(1, RetryLayer.Mesh, TimeSpan.FromSeconds(Backoff)), pods: 3);
        AnsweredRequest[] tried = [.. run.Requests.Where(request => request.Attempts == 2)];
        Assert.All(run.Requests, request => Assert.Equal(Arm.Canary, request.Arm));
        double[] counts = [.. Enumerable.Range(0, 3).Select(pod => (double)tried.Count(request => request.Pod == pod))];
        GoodnessOfFit.Accept(GoodnessOfFit.OfCategories(counts, [1.0 / 3, 1.0 / 3, 1.0 / 3]));
    }

    [Fact]
    public void WrongAnswers_AreNotTriedAgain()
    {
        ServedRun run = new ServedRun(World(0, new Retries(3, RetryLayer.Client, TimeSpan.FromSeconds(Backoff)), 1) with
        {
            Canary = new ModelBehaviour { Latency = new LatencyDistribution.Gamma(Service, 0), Accuracy = 0.7 },
        }).Run(1, 1);
        Assert.All(run.Requests, request => Assert.Equal(1, request.Attempts));
        AssertShare(0.3, run.Requests.Count(request => !request.IsRight), run.Requests.Count);
    }

    private static World World(double p, Retries retries, int pods) => Given.World with
    {
        Duration = TimeSpan.FromMinutes(3),
        Pods = new PodLayout(pods, pods),
        Baseline = new ModelBehaviour { Latency = new LatencyDistribution.Gamma(Service, 0) },
        Canary = new ModelBehaviour { Latency = new LatencyDistribution.Gamma(Service, 0), ErrorRate = p },
        Serving = new Serving { Concurrency = 1000, Retries = retries },
    };

    // Keeps the canary's requests only: after two minutes the baseline gets everything.
    private static ServedRun Run(double p, Retries retries, int pods = 1) =>
        new ServedRun(World(p, retries, pods)).Run(1, false, (TimeSpan.Zero, 1), (TimeSpan.FromMinutes(2), 0)).Only(Arm.Canary);

    private static void AssertShare(double share, double count, double all) =>
        GoodnessOfFit.Accept(NormalDistribution.TwoSided((count - share * all) / Math.Sqrt(share * (1 - share) * all)));

    private static void AssertMean(double mean, double[] values)
    {
        double average = values.Average();
        double error = Math.Sqrt(values.Sum(value => (value - average) * (value - average)) / values.Length / values.Length);
        Assert.True(error < 0.02 * mean, $"the interval says nothing: {error}");
        GoodnessOfFit.Accept(NormalDistribution.TwoSided((average - mean) / error));
    }
}
