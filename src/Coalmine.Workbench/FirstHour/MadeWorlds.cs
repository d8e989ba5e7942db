using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Topologies;

namespace Coalmine.Workbench.FirstHour;

/// <summary>
/// Worlds made from three numbers, for whoever has a policy and no scenario yet: a healthy one, and one for each way in which a new model usually is worse.
/// What the numbers do not tell is assumed, and said (<see cref="Assumed"/>).
/// </summary>
public static class MadeWorlds
{
    private const double MedianOfP99 = 0.3;
    private const double Accuracy = 0.96;
    private const double MoreErrors = 0.01;
    private const double LateErrors = 0.03;
    private const double Slower = 1.5;
    private const double LessAccurate = 0.03;
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(20);

    /// <summary>The largest error rate that leaves room for more errors.</summary>
    public const double LargestErrorRate = 0.9;

    /// <summary>What is assumed, a sentence a line.</summary>
    public static ImmutableArray<string> Assumed { get; } =
    [
        "latency is lognormal with a median of 30 % of the p99; traffic is steady; requests do not depend on each other",
        "the model is right in 96 % of its answers; one in five gets a label, half of them within 10 minutes and 95 % within an hour",
        "Prometheus scrapes every 15 s; five pods serve the baseline unless the manifest says otherwise; a pod starts in 20 s",
    ];

    /// <summary>What is assumed where a file of what carries the traffic is given.</summary>
    /// <param name="serving">The file; nothing where there is none.</param>
    public static ImmutableArray<string> AssumedWith(ServingWorld? serving) => serving?.Baseline is null
        ? [.. serving?.Assumed ?? [], .. Assumed]
        : [.. serving.Assumed, .. Assumed[..^1], "Prometheus scrapes every 15 s; a pod starts in 20 s"];

    /// <summary>The worlds, the healthy one first.</summary>
    /// <param name="numbers">The service.</param>
    /// <param name="engine">How to bring them forward; nothing for their own choice.</param>
    /// <param name="serving">What carries the traffic: how many pods there are, and which buckets their metrics have; nothing where no file tells.</param>
    public static ImmutableArray<LoadedScenario> Of(ServiceNumbers numbers, EngineKind? engine = null, ServingWorld? serving = null) =>
    [
        Load((numbers, serving), engine, "healthy", "The canary is like the baseline.", TruthKind.Healthy),
        Load(
            (numbers, serving), engine, "more-errors", "One request in a hundred more ends in an error.", TruthKind.Regressed,
            new ErrorIncrease(MoreErrors, FaultTarget.Canary, FaultTiming.Always)),
        Load(
            (numbers, serving), engine, "slower", "Every answer takes half as long again.", TruthKind.Regressed,
            new LatencyIncrease(Slower, FaultTarget.Canary, FaultTiming.Always)),
        Load(
            (numbers, serving), engine, "less-accurate", "Three answers in a hundred more are wrong, in time and without an error.", TruthKind.Regressed,
            new AccuracyDrop(LessAccurate, FaultTarget.Canary, FaultTiming.Always)),
        Load(
            (numbers, serving), engine, "errors-later", "Three requests in a hundred more end in an error, from minute 20 on.", TruthKind.Regressed,
            new ErrorIncrease(LateErrors, FaultTarget.Canary, new FaultTiming(Late, TimeSpan.Zero, TimeSpan.MaxValue))),
    ];

    private static LoadedScenario Load(
        (ServiceNumbers Numbers, ServingWorld? Serving) service,
        EngineKind? engine,
        string name,
        string about,
        TruthKind truth,
        params ReadOnlySpan<Fault> faults)
    {
        ServiceNumbers numbers = service.Numbers;
        ModelBehaviour model = new()
        {
            Latency = new LatencyDistribution.LogNormal(MedianOfP99 * numbers.P99Seconds, numbers.P99Seconds),
            ErrorRate = numbers.ErrorRate,
            Accuracy = Accuracy,
        };
        World world = new()
        {
            Name = name,
            Duration = TimeSpan.FromHours(8),
            Traffic = new Traffic(numbers.RequestsPerSecond, new Users(10_000, false)),
            Pods = new PodLayout(5, 1),
            Baseline = model,
            Canary = model,
            Faults = [.. faults],
            Labels = new LabelProcess(0.2, new DelayDistribution.LogNormal(600, 3600)),
            Telemetry = TelemetryReader.Default,
        };
        string made = string.Create(
            CultureInfo.InvariantCulture,
            $"made from {numbers.RequestsPerSecond:0.####} requests/s, {100 * numbers.ErrorRate:0.####} % errors, p99 {1000 * numbers.P99Seconds:0.####} ms");
        Scenario scenario = new(made, service.Serving?.On(world) ?? world, about, "", new TruthClaim.Claimed(truth, TextPosition.Start), "");
        return LoadedScenario.Compile(scenario, engine) is ReadResult<LoadedScenario>.Read read
            ? read.Value
            : throw new InvalidOperationException($"The world {name} is not {truth} as it is meant to be.");
    }
}
