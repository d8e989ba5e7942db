using Coalmine.Manifests.Diagnostics;
using Coalmine.PromQL.Bindings;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Policies;

public sealed class ForeignWorldTests
{
    private const string Buckets =
        "histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket{reporter=\"destination\",destination_service_name=\"parcel-canary\"}[5m])))";

    // istio/proxy's telemetry v2 histograms in Envoy: bounds in milliseconds (serving-platforms reference).
    private static readonly double[] IstioBounds =
        [0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600, 1800, 3600];

    [Theory]
    [InlineData(null, null, 9, 9)]
    [InlineData(4, null, 4, 4)]
    [InlineData(4, 12, 4, 12)]
    [InlineData(4, 2, 4, 4)]
    [InlineData(0, null, 1, 1)]
    [InlineData(null, 20, 9, 20)]
    public void Pods_AreTheManifestsWhereItSaysSo_AndACanaryMayHaveAsManyAsTheBaseline(int? baseline, int? most, int expectedBaseline, int expectedCanary)
    {
        PodLayout pods = new ForeignPods(baseline, most).In(new PodLayout(9, 3));
        Assert.Equal((expectedBaseline, expectedCanary), (pods.Baseline, pods.Canary));
    }

    [Theory]
    [InlineData("setWeight: 20", 4)]
    [InlineData("setCanaryScale: {replicas: 7}", 7)]
    [InlineData("setCanaryScale: {weight: 60}", 4)]
    [InlineData("setCanaryScale: {weight: 130}", 6)]
    public void Rollout_LaysOutItsReplicas_AndWhatItsStepsScaleTo(string step, int canary)
    {
        ForeignPolicy policy = ManifestText.Policy(ManifestText.Set(
            ("r.yaml", ManifestText.Rollout("parcel", step)), ("t.yaml", ManifestText.Asking(ManifestText.ErrorShare))));
        PodLayout pods = policy.Manifest.Pods.In(new PodLayout(9, 3));
        Assert.Equal((4, canary), (pods.Baseline, pods.Canary));
    }

    [Fact]
    public void Bounds_OfAPlainWorld_BecomeThoseOfThePlatformThatIsAsked() => Assert.Equal(IstioBounds, BoundsOf());

    [Fact]
    public void Bounds_ThatTheScenarioAdds_StayAdded()
    {
        double[] bounds = BoundsOf("telemetry: { platform: seldon, buckets: [+165ms, +200ms] }");
        Assert.Equal([0.165, 0.2], bounds.Except(IstioBounds));
        Assert.Equal(bounds.Order(), bounds);
    }

    [Fact]
    public void Bounds_ThatTheScenarioChooses_StayAsTheyAre() =>
        Assert.Equal([0.07, 0.14, 0.21], BoundsOf("telemetry: { platform: seldon, buckets: [70ms, 140ms, 210ms] }"));

    [Fact]
    public void World_KeepsTrafficModelsFaultsAndTruth_UnderEveryShippedManifest()
    {
        ForeignPolicy[] policies = [.. new[] { "argo-repaired", "flagger-guide", "flagger-repaired", "flagger-mirror" }.Select(name => ManifestText.Policy(ManifestText.Shipped(name)))];
        int compared = 0;
        foreach (Scenario file in ShippedFiles.Scenarios.Select(path => Assert.IsType<ReadResult<Scenario>.Read>(LoadedScenario.Read(path)).Value))
        {
            // Worlds that have to be run to be known take seconds each.
            if (!EngineNeeds.RequestsNeeded(file.World).IsEmpty)
                continue;
            LoadedScenario scenario = Assert.IsType<ReadResult<LoadedScenario>.Read>(LoadedScenario.Compile(file)).Value;
            foreach (ForeignPolicy policy in policies)
            {
                LoadedScenario own = Own(policy, scenario);
                Assert.Equal(scenario.Facts.Truth, own.World.Effects.Truth);
                Assert.Same(scenario.Facts, own.Facts);
                Assert.Equal((file.World.Traffic, file.World.Baseline, file.World.Canary), (own.World.World.Traffic, own.World.World.Baseline, own.World.World.Canary));
                Assert.Equal(file.World.Faults, own.World.World.Faults);
                compared++;
            }
        }

        Assert.True(compared >= 45);
    }

    private static double[] BoundsOf(params string[] lines)
    {
        LoadedScenario scenario = Assert.IsType<ReadResult<LoadedScenario>.Read>(LoadedScenario.Compile(ScenarioText.Accepted(lines))).Value;
        return [.. Own(ManifestText.Asks(Buckets), scenario).World.World.Telemetry.LatencyBounds];
    }

    private static LoadedScenario Own(ForeignPolicy policy, LoadedScenario scenario)
    {
        HistogramBounds bounds = PlatformBounds.ForAny(scenario.File.World.Telemetry);
        QueryBindings bindings = Assert.IsType<ReadResult<ForeignQueries>.Read>(policy.Ask(scenario.File.Described, bounds)).Value.Bindings;
        return ForeignWorld.Of(scenario, policy.Manifest, bindings);
    }
}
