using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Live.Traffic;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Traffic;

/// <summary>Sections 4.2 to 4.5 of the reference on serving platforms (KServe v0.15 to v0.20).</summary>
public sealed class KServePlatformTests
{
    private static readonly TrafficTarget Knative = new() { Platform = ServingPlatform.KServeKnative, Namespace = "shop", Name = "fraud" };

    private static readonly TrafficTarget Standard = new()
    {
        Platform = ServingPlatform.KServeStandard,
        Namespace = "shop",
        Name = "fraud",
        Canary = "v2",
    };

    private static readonly ClusterResource Revision = Looks.On(ResourceKinds.Revision, "fraud-predictor-00001");

    [Theory]
    [InlineData("10", "00002", "00002", 10, 90, 10)]
    [InlineData("10", "00002", "00001", 10, 90, 0)]
    [InlineData("0", "00002", "00002", 0, 100, 0)]
    public void Routed_IsWhatTheRouteSays_OfARevisionThatIsReady(string asked, string created, string ready, int latest, int previous, int routed)
    {
        string latestName = ready == created ? "fraud-predictor-" + created : "fraud-predictor-00001";
        TrafficReading reading = Read(Knative, Service(asked, created, ready, $$"""
            [{"latestRevision":true,"revisionName":"{{latestName}}","percent":{{latest}}},{"revisionName":"fraud-predictor-00001","percent":{{previous}},"tag":"prev"}]
            """));
        Assert.Equal(new TrafficWeight(int.Parse(asked)), reading.Weight);
        Assert.Equal(new TrafficWeight(routed), reading.Routed);
        Assert.Equal(1, reading.Baseline.Revision);
        Assert.Equal(2, reading.Canary.Revision);
        Assert.Equal(ready == created ? 1 : 0, reading.Canary.Available);
    }

    [Fact]
    public void AtAHundredPercent_TheBaselineIsTheRevisionBefore()
    {
        string service = Service("100", "00002", "00002", """[{"latestRevision":true,"revisionName":"fraud-predictor-00002","percent":100}]""", rolledOut: "00002");
        TrafficReading reading = Read(Knative, service);
        Assert.Equal(TrafficWeight.All, reading.Weight);
        Assert.Equal(TrafficWeight.All, reading.Routed);
        Assert.Equal(1, reading.Baseline.Revision);
    }

    [Theory]
    [InlineData(150)]
    [InlineData(-5)]
    public void WhatIsNoPercentage_IsAProblem_ThoughTheServerTookIt(int percent) =>
        Assert.Contains("no percentage", Read(Knative, Service(percent.ToString(), "00002", "00002", "[]")).Problem, StringComparison.Ordinal);

    [Fact]
    public void AShift_IsTheField() => Assert.Equal(
        ["  spec.predictor.canaryTrafficPercent: 10 -> 25"],
        Looks.Change(Knative, Looks.View(Service("10", "00002", "00002", "[]")), new TrafficAim.Share(new TrafficWeight(25))).Lines);

    [Fact]
    public void WithoutASecondRevision_NothingIsShifted_BecauseTrafficWouldGoToAnOlderModel()
    {
        ClusterView settled = Looks.View(Service(null, "00002", "00002", "[]", rolledOut: "00002"));
        Assert.Contains("no second revision", Looks.Impossible(Knative, settled, new TrafficAim.Share(new TrafficWeight(10))), StringComparison.Ordinal);
        Looks.Nothing(Knative, settled, new TrafficAim.Share(TrafficWeight.None));
        Looks.Nothing(Knative, settled, new TrafficAim.Abort());
    }

    [Fact]
    public void ANamedModel_IsWrittenTogetherWithTheFirstPercentage()
    {
        TrafficTarget target = Knative with { CanaryModel = "s3://m/3" };
        ClusterView settled = Looks.View(Service(null, "00002", "00002", "[]", rolledOut: "00002"));
        (JsonObject made, string[] lines, _) = Looks.Change(target, settled, new TrafficAim.Share(new TrafficWeight(10)));
        Assert.Equal(
            ["""  spec.predictor.model.storageUri: "s3://m/2" -> "s3://m/3" """.TrimEnd(), "+ spec.predictor.canaryTrafficPercent: 10"], lines);
        Assert.Equal("s3://m/2", made["metadata"]!["annotations"]![ChangeMarks.BaselineModel]!.GetValue<string>());
        Looks.Nothing(target, settled, new TrafficAim.Share(TrafficWeight.None));
    }

    [Fact]
    public void Promotion_TakesTheFieldAway_AndASecondOneAndAWeightOfNone_DoNothing()
    {
        (JsonObject made, string[] lines, _) = Looks.Change(Knative, Looks.View(Service("100", "00002", "00002", "[]")), new TrafficAim.Promote());
        Assert.Equal(["- spec.predictor.canaryTrafficPercent: 100"], lines);
        ClusterView promoted = Looks.View(made.ToJsonString());
        Looks.Nothing(Knative, promoted, new TrafficAim.Promote());
        Looks.Nothing(Knative, promoted, new TrafficAim.Share(TrafficWeight.None));
        Assert.Equal(TrafficWeight.None, Read(Knative, made.ToJsonString()).Weight);
        Assert.IsType<TrafficEdit.Later>(TrafficPlatform.Of(Knative).Plan(Looks.View(Service("100", "00002", "00001", "[]")), new TrafficAim.Promote(), "r1"));
    }

    [Fact]
    public void Abort_IsNoneFirst_ThenTheOldModelAtNone_AndOnlyThenTheFieldGoes()
    {
        (ClusterResource, string?) noted = (Revision, """
            {"metadata":{"annotations":{"internal.serving.kserve.io/storage-initializer-sourceuri":"s3://m/1"}}}
            """);
        (JsonObject made, string[] lines, bool isLast) = Looks.Change(Knative, Looks.View(Service("10", "00002", "00002", "[]"), 0, noted), new TrafficAim.Abort());
        Assert.Equal(["  spec.predictor.canaryTrafficPercent: 10 -> 0"], lines);
        Assert.False(isLast);
        (made, lines, isLast) = Looks.Change(Knative, Looks.View(made.ToJsonString(), 0, noted), new TrafficAim.Abort());
        Assert.Equal(["""  spec.predictor.model.storageUri: "s3://m/2" -> "s3://m/1" """.TrimEnd()], lines);
        Assert.True(isLast);
        Looks.Nothing(Knative, Looks.View(made.ToJsonString(), 0, noted), new TrafficAim.Abort());

        // The newest revision is still the bad one, and ready: without the field it would have everything.
        TrafficAim.Scale away = new(Arm.Canary, 0);
        Assert.IsType<TrafficEdit.Later>(TrafficPlatform.Of(Knative).Plan(Looks.View(made.ToJsonString(), 0, noted), away, "r1"));
        Looks.Nothing(Knative, Looks.View(made.ToJsonString(), 120, noted), away);
        string third = made.ToJsonString()
            .Replace("\"latestCreatedRevision\":\"fraud-predictor-00002\"", "\"latestCreatedRevision\":\"fraud-predictor-00003\"", StringComparison.Ordinal)
            .Replace("\"latestReadyRevision\":\"fraud-predictor-00002\"", "\"latestReadyRevision\":\"fraud-predictor-00003\"", StringComparison.Ordinal);
        Assert.Equal(["- spec.predictor.canaryTrafficPercent: 0"], Looks.Change(Knative, Looks.View(third, 0, noted), away).Lines);
    }

    [Fact]
    public void WithoutTheOldModelsAddress_TheCanaryStaysPinned_AndThatIsSaid()
    {
        TrafficEdit edit = TrafficPlatform.Of(Knative).Plan(Looks.View(Service("0", "00002", "00002", "[]")), new TrafficAim.Abort(), "r1");
        Assert.Contains("pinned at 0 %", Assert.IsType<TrafficEdit.Nothing>(edit).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void KnativesOwnRamp_IsAnotherDriver() => Assert.Contains(
        "rollout-duration: 10m",
        Read(Knative, Service("10", "00002", "00002", "[]")
            .Replace("\"name\":\"fraud\"", """ "annotations":{"serving.knative.dev/rollout-duration":"10m"} """, StringComparison.Ordinal))
            .OtherDriver,
        StringComparison.Ordinal);

    [Fact]
    public void AModelThatFailsToLoad_IsTold() => Assert.Contains(
        "BlockedByFailedLoad: ModelLoadFailed out of memory",
        Assert.Single(Read(Knative, Service("10", "00002", "00002", "[]").Replace("\"conditions\"", """
            "modelStatus":{"transitionStatus":"BlockedByFailedLoad","lastFailureInfo":{"reason":"ModelLoadFailed","message":"out of memory"}},"conditions"
            """, StringComparison.Ordinal)).Notes),
        StringComparison.Ordinal);

    [Fact]
    public void KServe_CannotMirror()
    {
        Assert.Contains("cannot mirror", Looks.Impossible(Knative, Looks.View(Service("10", "00002", "00002", "[]")), new TrafficAim.Mirror(true)), StringComparison.Ordinal);
        Assert.Contains("cannot mirror", Looks.Impossible(Standard, Looks.View(List), new TrafficAim.Mirror(true)), StringComparison.Ordinal);
    }

    private const string List = """
        {"metadata":{"name":"fraud","annotations":{"serving.kserve.io/deploymentMode":"Standard"}},
         "spec":{"predictor":{"name":"v1","minReplicas":3,"model":{"storageUri":"s3://m/1","modelFormat":{"name":"sklearn"}}},
                 "canary":[{"predictor":{"name":"x"},"trafficPercent":5},{"predictor":{"name":"v2","minReplicas":1,"model":{"storageUri":"s3://m/2"}},"trafficPercent":10}]}}
        """;

    [Fact]
    public void InTheListForm_TheCanaryIsFoundByItsPredictorsName()
    {
        Assert.Equal(new TrafficWeight(10), Read(Standard, List).Weight);
        Assert.Equal(["  spec.canary[v2].trafficPercent: 10 -> 25"], Looks.Change(Standard, Looks.View(List), new TrafficAim.Share(new TrafficWeight(25))).Lines);
        Assert.Contains("others have 5", Looks.Impossible(Standard, Looks.View(List), new TrafficAim.Share(TrafficWeight.All)), StringComparison.Ordinal);
    }

    [Fact]
    public void InTheListForm_RoutedTraffic_IsReadFromTheRoute_AndNeverInferred()
    {
        Assert.Null(Read(Standard, List).Routed);
        ClusterResource route = Looks.On(ResourceKinds.HttpRoute, "fraud-predictor");
        TrafficReading nothing = TrafficPlatform.Of(Standard).Read(Looks.View(List, 0, (route, """{"spec":{"rules":[{"backendRefs":[{"name":"fraud-predictor"}]}]}}""")));
        Assert.Equal(TrafficWeight.None, nothing.Routed);
        Assert.Contains("routes nothing", Assert.Single(nothing.Notes), StringComparison.Ordinal);
        TrafficReading routed = TrafficPlatform.Of(Standard).Read(Looks.View(List, 0, (route, """
            {"spec":{"rules":[{"backendRefs":[{"name":"fraud-predictor","weight":90},{"name":"fraud-v2","weight":10}]}]}}
            """)));
        Assert.Equal(new TrafficWeight(10), routed.Routed);
    }

    [Fact]
    public void InTheListForm_PromotionMovesNameAndModel_AndKeepsTheNumberOfPods()
    {
        JsonObject made = Looks.Change(Standard, Looks.View(List), new TrafficAim.Promote()).Made;
        JsonObject predictor = Looks.Object("""{"name":"v2","minReplicas":3,"model":{"storageUri":"s3://m/2"}}""");
        Assert.True(JsonNode.DeepEquals(predictor, made["spec"]!["predictor"]));
        Assert.Equal("""[{"predictor":{"name":"x"},"trafficPercent":5}]""", made["spec"]!["canary"]!.ToJsonString());
        ClusterView promoted = Looks.View(made.ToJsonString());
        Looks.Nothing(Standard, promoted, new TrafficAim.Promote());
        Looks.Nothing(Standard, promoted, new TrafficAim.Share(TrafficWeight.None));
        Looks.Nothing(Standard, promoted, new TrafficAim.Scale(Arm.Canary, 0));
    }

    [Fact]
    public void InTheListForm_AbortRemovesTheElement()
    {
        Assert.StartsWith("- spec.canary[v2]", Assert.Single(Looks.Change(Standard, Looks.View(List), new TrafficAim.Abort()).Lines), StringComparison.Ordinal);
        Assert.Contains("`v9`", Looks.Impossible(Standard with { Canary = "v9" }, Looks.View(List), new TrafficAim.Share(new TrafficWeight(5))), StringComparison.Ordinal);
    }

    private static TrafficReading Read(TrafficTarget target, string service) => TrafficPlatform.Of(target).Read(Looks.View(service));

    private static string Service(string? percent, string created, string ready, string traffic, string rolledOut = "00001")
    {
        string field = percent is null ? "" : $",\"canaryTrafficPercent\":{percent}";
        return $$$"""
            {"metadata":{"name":"fraud"},"spec":{"predictor":{"model":{"modelFormat":{"name":"sklearn"},"storageUri":"s3://m/2"}{{{field}}}}},
             "status":{"conditions":[{"type":"Ready","status":"True"},{"type":"PredictorRouteReady","status":"True"}],
               "components":{"predictor":{"latestCreatedRevision":"fraud-predictor-{{{created}}}","latestReadyRevision":"fraud-predictor-{{{ready}}}",
                 "latestRolledoutRevision":"fraud-predictor-{{{rolledOut}}}","previousRolledoutRevision":"fraud-predictor-00001","traffic":{{{traffic}}} } } } }
            """;
    }
}
