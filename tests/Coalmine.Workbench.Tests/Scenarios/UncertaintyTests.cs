using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Scenarios.Uncertain;
using Xunit;

namespace Coalmine.Workbench.Tests.Scenarios;

/// <summary>Worlds that are drawn from <c>uncertainty:</c>, and studies in them.</summary>
public sealed class UncertaintyTests
{
    private const int Draws = 2000;

    private const string Text =
        """
        kind: Scenario
        duration: 2h
        traffic: { rate: 60/s, shape: { diurnal: { low: 40%, peakAt: 14h } }, users: { count: 50000 }, bursts: 2 }
        pods: { baseline: 4, canary: 1, effect: 0.3 }
        baseline: { latency: { lognormal: { median: 40ms, p99: 200ms } }, errors: 1%, accuracy: 95% }
        canary: { like: baseline, errors: 3% }
        labels: { share: 30%, delay: { lognormal: { median: 5m, p95: 20m } } }
        uncertainty:
          traffic.rate: [55/s, 65/s]
          traffic.bursts: [1.8, 2.2]
          traffic.shape.low: [36%, 44%]
          traffic.shape.peakAt: [13h, 15h]
          pods.effect: [0.2, 0.45]
          baseline.latency.median: [38ms, 42ms]
          baseline.latency.p99: [180ms, 222ms]
          baseline.errors: [0.8%, 1.25%]
          baseline.accuracy: [93.75%, 96%]
          labels.share: [25%, 36%]
          labels.delay.median: [4m, 375s]
          labels.delay.p95: [16m, 25m]

        """;

    // Of 2,000 draws 1,900 lie within on average, with a standard deviation of 9.7: beyond 5.1 of them once in 3 million times, for any of twelve parameters once
    // in 200,000. The intervals lie nearly evenly around the estimates on their scales, which moves the expected number by less than 2. The seed is fixed.
    [Fact]
    public void Draws_LieWithinTheirIntervals_NineteenTimesOfTwenty()
    {
        LoadedScenario scenario = Loaded(Text);
        WorldUncertainty uncertainty = scenario.File.Uncertainty!;
        Assert.Equal(12, uncertainty.Parameters.Length);
        int[] within = new int[uncertainty.Parameters.Length];
        for (int draw = 0; draw < Draws; draw++)
        {
            World world = uncertainty.Draw(scenario.File.World, 1, draw, 0);
            for (int index = 0; index < within.Length; index++)
            {
                (string key, double lower, double upper) = uncertainty.Parameters[index];
                double value = KnownParameter.Of(key).Get(world)!.Value;
                within[index] += value >= lower && value <= upper ? 1 : 0;
            }
        }

        Assert.All(within, count => Assert.InRange(count, 1850, 1950));
    }

    [Fact]
    public void Canary_IsLikeTheBaseline_WhereItSaysNothingElse()
    {
        LoadedScenario scenario = Loaded(Text);
        World world = scenario.File.Uncertainty!.Draw(scenario.File.World, 1, 7, 0);
        Assert.NotEqual(scenario.File.World.Baseline.Latency, world.Baseline.Latency);
        Assert.Equal(world.Baseline.Latency, world.Canary.Latency);
        Assert.Equal(world.Baseline.Accuracy, world.Canary.Accuracy);
        Assert.Equal(0.03, world.Canary.ErrorRate);
        Assert.Equal(world.Labels.Share, world.Labels.WrongShare);
        Assert.Equal(world.Baseline.Latency, scenario.File.Uncertainty.Draw(scenario.File.World, 1, 7, 0).Baseline.Latency);
        Assert.NotEqual(world.Baseline.Latency, scenario.File.Uncertainty.Draw(scenario.File.World, 2, 7, 0).Baseline.Latency);
    }

    [Fact]
    public void QuantilesThatCross_AreOrdered()
    {
        LoadedScenario scenario = Loaded(Text.Replace("[180ms, 222ms]", "[20ms, 2s]", StringComparison.Ordinal));
        for (int draw = 0; draw < Draws; draw++)
        {
            LatencyDistribution.LogNormal law = Assert.IsType<LatencyDistribution.LogNormal>(scenario.File.Uncertainty!.Draw(scenario.File.World, 1, draw, 0).Baseline.Latency);
            Assert.True(law.P99 > law.Median);
        }
    }

    [Fact]
    public void Interval_AroundMidnight_IsThatOfTheNight()
    {
        LoadedScenario scenario = Loaded(Text.Replace("peakAt: 14h", "peakAt: 10m", StringComparison.Ordinal).Replace("[13h, 15h]", "[23h, 80m]", StringComparison.Ordinal));
        Assert.All(Enumerable.Range(0, 200), draw =>
        {
            double hour = ((RateShape.Diurnal)scenario.File.Uncertainty!.Draw(scenario.File.World, 1, draw, 0).Traffic.Shape).PeakAt.TotalHours;
            Assert.True(hour is < 4 or > 20 and < 24);
        });
    }

    [Fact]
    public void Study_GivesEveryPolicyTheSameWorlds_OnAnyNumberOfCores_AndATraceShowsThem()
    {
        LoadedScenario scenario = Loaded(Text);
        Assert.EndsWith("drawn from its uncertainty.", scenario.Facts.About, StringComparison.Ordinal);
        Pairing pairing = Paired(scenario);
        StudyPolicy policy = pairing.ForStudy();
        Assert.Null(policy.PrepareSplitting);
        Study study = new() { Scenarios = [new StudyScenario(scenario.Facts, [policy, policy]) { Key = scenario.Key }], Seed = 3, Maximum = 60 };
        ScenarioResult one = StudyRunner.Run(study, 1, null, TestContext.Current.CancellationToken).Scenarios[0];
        ScenarioResult two = StudyRunner.Run(study, 2, null, TestContext.Current.CancellationToken).Scenarios[0];
        Assert.Equal(Outcomes(one, 0), Outcomes(one, 1));
        Assert.Equal(Outcomes(one, 0), Outcomes(two, 1));
        IRolloutSource source = policy.Prepare();
        for (long replication = 0; replication < 20; replication++)
            Assert.Equal(source.Run(3, replication).EndedAt, pairing.Trace(3, replication).Result.EndedAt);
        Assert.NotEqual(scenario.Key, Loaded(Text[..Text.IndexOf("uncertainty", StringComparison.Ordinal)]).Key);
    }

    private static long[] Outcomes(ScenarioResult result, int policy) =>
        [result.Tallies[policy].Count, .. Enum.GetValues<RolloutOutcome>().Select(result.Tallies[policy].Of)];

    private static LoadedScenario Loaded(string text) => Assert.IsType<ReadResult<LoadedScenario>.Read>(
        Document(text).Then(ScenarioReader.Read).Then(scenario => LoadedScenario.Compile(scenario))).Value;

    private static Pairing Paired(LoadedScenario scenario)
    {
        const string Policy =
            """
            kind: Policy
            plan: { weights: [25, 100], every: 5m, maximum: 2h }
            method: { point: { window: 5m } }
            checks:
              - { metric: errors, atMost: 3% }

            """;
        RolloutPolicy policy = new NativePolicy(Assert.IsType<ReadResult<Manifests.Native.PolicyFile>.Read>(
            Document(Policy).Then(Manifests.Native.PolicyReader.Read)).Value);
        return Assert.IsType<PairingResult.Bound>(policy.Bind(scenario)).Pairing;
    }

    private static ReadResult<Document> Document(string text) =>
        SourceDecoder.Decode("t.yaml", System.Text.Encoding.UTF8.GetBytes(text)).Then(YamlLoader.LoadOne);
}
