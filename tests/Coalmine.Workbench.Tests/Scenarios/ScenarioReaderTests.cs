using Coalmine.Manifests.Diagnostics;
using Coalmine.PromQL.Bindings;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    // serving-platforms.md 7.1: the buckets of Seldon Core v1.18.2's executor.
    private static readonly double[] SeldonBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    [Fact]
    public void Read_ShortestScenario_HasTheDefaults()
    {
        Scenario scenario = ScenarioText.Accepted();
        World world = scenario.World;

        Assert.Equal(("s", "s.yaml", TimeSpan.FromHours(8)), (world.Name, scenario.File, world.Duration));
        Assert.Equal(new Traffic(200, new Users(50000, Sticky: false)), world.Traffic);
        Assert.Equal(new PodLayout(9, 3), world.Pods);
        Assert.Equal(new ModelBehaviour { Latency = new LatencyDistribution.LogNormal(0.045, 0.16), ErrorRate = 0.003, Accuracy = 0.97 }, world.Baseline);
        Assert.Equal(world.Baseline, world.Canary);
        Assert.Empty(world.Faults);
        Assert.Equal((LabelProcess.None, Mirroring.None, Tolerance.Default), (world.Labels, world.Mirroring, world.Tolerance));
        Assert.Equal(SeldonBounds, world.Telemetry.LatencyBounds);
        Assert.Equal((TimeSpan.FromSeconds(15), TimeSpan.Zero, 0.0, 1000),
            (world.Telemetry.ScrapeInterval, world.Telemetry.Jitter, world.Telemetry.Missed, world.Telemetry.QualityWindow));
        Assert.Equal(new TruthClaim.Unsaid(), scenario.Truth);
        Assert.Equal("", scenario.PolicyPath);
    }

    [Fact]
    public void Read_EverythingWritten_IsKept()
    {
        Scenario scenario = ScenarioText.Accepted(
            "about: what", "teaches: why", "version: 1",
            "canary: { like: baseline, accuracy: 98%, conversion: 3%, revenue: { mean: 5, variation: 0.5 } }",
            "labels: { share: 20%, delay: { lognormal: { median: 10m, p95: 1h } } }",
            "mirroring: { share: 10%, sharedMistakes: 60% }",
            "telemetry: { platform: seldon, buckets: [+165ms, +200ms], revenueBuckets: [1, 10], scrape: 30s, jitter: 1s, missed: 0.5%, qualityWindow: 500 }",
            "tolerance: { errors: 1pp, latency: 30% }",
            "truth: healthy",
            "policy: ../policies/fast.yaml");
        World world = scenario.World;

        Assert.Equal(("what", "why", "../policies/fast.yaml"), (scenario.About, scenario.Teaches, scenario.PolicyPath));
        Assert.Equal(new TruthClaim.Claimed(TruthKind.Healthy, new TextPosition(14, 8)), scenario.Truth);
        Assert.Equal(world.Baseline with { Accuracy = 0.98, Conversion = 0.03, Revenue = new RevenueDistribution(5, 0.5) }, world.Canary);
        Assert.Equal(new LabelProcess(0.2, new DelayDistribution.LogNormal(600, 3600)), world.Labels);
        Assert.Equal(new Mirroring(0.1, 0.6), world.Mirroring);
        Assert.Equal([.. SeldonBounds.Concat([0.165, 0.2]).Order()], world.Telemetry.LatencyBounds);
        Assert.Equal([1, 10], world.Telemetry.RevenueBounds);
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1), 0.005, 500),
            (world.Telemetry.ScrapeInterval, world.Telemetry.Jitter, world.Telemetry.Missed, world.Telemetry.QualityWindow));
        Assert.Equal(new Tolerance(0.01, Tolerance.Default.Accuracy, 0.3, Tolerance.Default.Conversion), world.Tolerance);
    }

    [Fact]
    public void Bind_DescribesMetrics()
    {
        Scenario scenario = ScenarioText.Accepted(
            "bind:",
            "  - metric: answers_total",
            "    measures: requests",
            "    arms: { label: variant, baseline: a, canary: b }",
            "    outcomes: { label: kind, answered: ok, error: fail }",
            "  - { metric: took, measures: latency, unit: milliseconds }",
            "  - { metric: wrong_total, measures: errors }");
        Assert.Equal(
            [("answers_total", MetricRole.Requests), ("took", MetricRole.Latency), ("wrong_total", MetricRole.Requests)],
            scenario.Described.Select(metric => (metric.Name, metric.Role)));
        Assert.Equal([new ArmLabel("variant", "a", "b")], scenario.Described[0].KnownArms);
        Assert.Equal([new OutcomeLabel("kind", "ok", "fail")], scenario.Described[0].Outcomes);
        Assert.Equal((1000, 5), (scenario.Described[1].UnitsPerSecond, scenario.Described[1].Bounds[0]));
        Assert.Equal(RequestOutcome.Error, scenario.Described[2].Counts);
    }

    public static TheoryData<string, Fault> Faults => new()
    {
        { "errorIncrease: { by: 3pp, onset: 10m, ramp: 1m, duration: 5m", new ErrorIncrease(0.03, FaultTarget.Both, Timing(10, 1, 5)) },
        { "accuracyDrop: { by: 3pp", new AccuracyDrop(0.03, FaultTarget.Both, FaultTiming.Always) },
        { "latencyIncrease: { by: 20%", new LatencyIncrease(1.2, FaultTarget.Both, FaultTiming.Always) },
        { "latencyTail: { share: 2%, factor: 6", new LatencyTail(0.02, 6, FaultTarget.Both, FaultTiming.Always) },
        { "errorIncrease: { by: 3pp, onset: 10m, ramp: 1m, duration: 2m, every: 10m",
            new ErrorIncrease(0.03, FaultTarget.Both, Timing(10, 1, 2) with { Every = TimeSpan.FromMinutes(10) }) },
        { "coldStart: { factor: 3, lasts: 2m", new ColdStart(3, TimeSpan.FromMinutes(2), FaultTarget.Both) },
        { "lostScrapes: { share: 100%, onset: 10m, ramp: 1m, duration: 5m", new LostScrapes(1, FaultTarget.Both, Timing(10, 1, 5)) },
        { "memoryGrowth: { first: 200MB, perRequest: 20kB, limit: 512MiB", new MemoryGrowth(2e8, 2e4, 536_870_912, FaultTarget.Both, FaultTiming.Always) },
        { "conversionDrop: { by: 20%, onset: 0s", new ConversionDrop(0.2, FaultTarget.Both, FaultTiming.Always) },
    };

    [Fact]
    public void Read_CovariateDrift_IsOneEventWithTwoSizes() => Assert.Equal(
        new CovariateDrift(0.03, 0, Timing(10, 1, 5)),
        Assert.Single(ScenarioText.Accepted(
            "faults: [ { covariateDrift: { baseline: 3pp, canary: 0pp, onset: 10m, ramp: 1m, duration: 5m } } ]").World.Faults));

    public static TheoryData<string, LatencyDistribution> Latencies => new()
    {
        { "gamma: { mean: 50ms, variation: 0.5 }", new LatencyDistribution.Gamma(0.05, 0.5) },
        { "gamma: { mean: 50ms, variation: 0 }", new LatencyDistribution.Gamma(0.05, 0) },
        { "weibull: { median: 45ms, p99: 160ms }", new LatencyDistribution.Weibull(0.045, 0.16) },
    };

    [Theory]
    [MemberData(nameof(Latencies))]
    public void Read_Latency_IsTheLawThatIsNamed(string latency, LatencyDistribution expected) =>
        Assert.Equal(expected, ScenarioText.Accepted($"canary: {{ latency: {{ {latency} }} }}").World.Canary.Latency);

    [Fact]
    public void Read_MeasuredLatency_KeepsItsPoints()
    {
        LatencyDistribution latency = ScenarioText.Accepted(
            "canary: { latency: { empirical: [ { quantile: 0, latency: 20ms }, { quantile: 50%, latency: 45ms }, { quantile: 100%, latency: 45ms } ] } }")
            .World.Canary.Latency;
        Assert.Equal([new(0, 0.02), new(0.5, 0.045), new(1, 0.045)], Assert.IsType<LatencyDistribution.Empirical>(latency).Points);
    }

    [Fact]
    public void Read_Scores_AreThoseOfTheBaselineUnlessWritten()
    {
        const string Scores = "scores: { right: { mean: 0.9, variation: 0.08 }, wrong: { mean: 65%, variation: 0.25 } }";
        Assert.Equal(new ModelScores(new(0.9, 0.08), new(0.65, 0.25)), ScenarioText.Accepted($"canary: {{ like: baseline, {Scores} }}").World.Canary.Scores);
        Assert.False(ScenarioText.Accepted("canary: { like: baseline }").World.Canary.Scores.Exist);
        const string Growth = "faults: [ { memoryGrowth: { first: 1MB, perRequest: 1kB, limit: 9MB } } ]";
        Assert.True(ScenarioText.Accepted($"canary: {{ like: baseline, {Scores}, {Growth} }}").World.Canary.Scores.Exist);
    }

    [Fact]
    public void Read_Classes_MakeTheAccuracyAndTakeFaults()
    {
        const string Latency = "latency: { lognormal: { median: 45ms, p99: 160ms } }";
        const string Classes = "classes: [ { name: fraud, share: 10%, recall: 80% }, { name: fine, share: 90%, recall: 99% } ]";
        Scenario scenario = ScenarioText.AcceptedWith(
            $"baseline: {{ {Latency}, {Classes} }}",
            "canary: { like: baseline, faults: [ { recallDrop: { class: fraud, by: 20pp } } ] }",
            "faults: [ { priorShift: { class: fraud, to: 20%, ramp: 1h } } ]");
        Assert.Equal(0.1 * 0.8 + 0.9 * 0.99, scenario.World.Canary.Accuracy, 12);
        Assert.Equal(
            [
                new PriorShift("fraud", 0.2, new FaultTiming(TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.MaxValue)),
                new RecallDrop("fraud", 0.2, FaultTarget.Canary, FaultTiming.Always),
            ],
            scenario.World.Faults);
    }

    [Fact]
    public void Read_BiasedLabels_TellRightFromWrong()
    {
        LabelProcess labels = ScenarioText.Accepted("labels: { share: 20%, shareOfWrong: 5%, delay: 2h }").World.Labels;
        Assert.Equal((0.2, 0.05, true), (labels.Share, labels.WrongShare, labels.IsBiased));
        Assert.False(ScenarioText.Accepted("labels: { share: 20%, delay: 2h }").World.Labels.IsBiased);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Read_FaultAtTheTop_HitsWhomItNames(string fault, Fault expected) =>
        Assert.Equal(expected, Assert.Single(ScenarioText.Accepted($"faults: [ {{ {fault}, on: both }} }} ]").World.Faults));

    [Theory]
    [MemberData(nameof(Faults))]
    public void Read_FaultUnderTheCanary_HitsTheCanary(string fault, Fault expected) =>
        Assert.Equal(expected with { On = FaultTarget.Canary },
            Assert.Single(ScenarioText.Accepted($"canary: {{ like: baseline, faults: [ {{ {fault} }} }} ] }}").World.Faults));

    [Fact]
    public void Read_MixtureAndFixedDelay_AreKept()
    {
        World world = ScenarioText.Accepted(
            "canary:",
            "  latency:",
            "    mixture:",
            "      - { share: 90%, latency: { lognormal: { median: 40ms, p99: 90ms } } }",
            "      - { share: 10%, latency: { lognormal: { median: 1s, p99: 2s } } }",
            "labels: { share: 1, delay: 2h }").World;
        Assert.Equal(
            [new MixturePart(0.9, new LatencyDistribution.LogNormal(0.04, 0.09)), new MixturePart(0.1, new LatencyDistribution.LogNormal(1, 2))],
            Assert.IsType<LatencyDistribution.Mixture>(world.Canary.Latency).Parts);
        Assert.Equal((0.0, 1.0), (world.Canary.ErrorRate, world.Canary.Accuracy));
        Assert.Equal(new DelayDistribution.Fixed(7200), world.Labels.Delay);
    }

    [Fact]
    public void Read_BoundsWithoutPlus_ReplaceThePlatforms() =>
        Assert.Equal([0.05, 0.2, 1], ScenarioText.Accepted("telemetry: { buckets: [50ms, 200ms, 1s] }").World.Telemetry.LatencyBounds);

    [Fact]
    public void Read_Bursts_HaveAMeanSize() => Assert.Equal(
        5, Assert.IsType<ReadResult<Scenario>.Read>(
            ScenarioText.ReadWith("traffic: { rate: 1/s, users: { count: 1, sticky: true }, bursts: 5 }")).Value.World.Traffic.BurstSize);

    [Theory]
    [InlineData(TruthKind.Regressed)]
    [InlineData(TruthKind.Indifferent)]
    public void Compare_ClaimThatDiffers_IsRefusedAtTheClaim(TruthKind computed) => Assert.Equal(
        $"s.yaml:6:8 error CM2110 · The file claims `truth: healthy`, but this world is {computed.ToString().ToLowerInvariant()}: accuracy falls by 3pp. "
            + "Correct the claim, or the faults or the tolerance.",
        Refusal.Of(TruthCheck.Compare(ScenarioText.Accepted("truth: healthy"), computed, "accuracy falls by 3pp")));

    [Fact]
    public void Compare_ClaimThatHoldsOrNone_GoesOn()
    {
        Assert.IsType<ReadResult<Scenario>.Read>(TruthCheck.Compare(ScenarioText.Accepted("truth: indifferent"), TruthKind.Indifferent));
        Assert.IsType<ReadResult<Scenario>.Read>(TruthCheck.Compare(ScenarioText.Accepted(), TruthKind.Regressed));
    }

    private static FaultTiming Timing(int onset, int ramp, int duration) =>
        new(TimeSpan.FromMinutes(onset), TimeSpan.FromMinutes(ramp), TimeSpan.FromMinutes(duration));
}
