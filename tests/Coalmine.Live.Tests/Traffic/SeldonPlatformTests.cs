using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Live.Traffic;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Traffic;

/// <summary>Sections 2.2 to 2.6 of the reference on serving platforms (Seldon Core v1.18.2).</summary>
public sealed class SeldonPlatformTests
{
    private static readonly TrafficTarget Target = Looks.SeldonTarget;

    [Fact]
    public void Reading_TellsWeightRoutesAndPods()
    {
        TrafficReading reading = Read(Looks.SeldonView());
        Assert.Equal(new TrafficWeight(10), reading.Weight);
        Assert.Equal(new TrafficWeight(10), reading.Routed);
        Assert.Equal(new WorkloadCount(3, 3, 3, 0), reading.Baseline);
        Assert.Equal(new WorkloadCount(1, 1, 1, 0), reading.Canary);
        Assert.Empty(reading.Notes);
    }

    [Fact]
    public void AbsentTraffic_IsNone_AndAMissingCanary_HasNone()
    {
        Assert.Equal(TrafficWeight.None, Read(Looks.SeldonView(text => Edit(text, "\"traffic\":90", "\"traffic\":100", "\"traffic\":10,", ""))).Weight);
        Assert.Equal(TrafficWeight.None, Read(Looks.View("""{"spec":{"predictors":[{"name":"main","traffic":100}]}}""")).Weight);
        Assert.Contains("there are: main", Read(Looks.View("""{"spec":{"predictors":[{"name":"main"}]}}"""), Target with { Baseline = "gone" }).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Available", "10", 10)]
    [InlineData("Creating", "10", null)]
    [InlineData("Available", "20", 20)]
    public void Routed_IsWhatTheVirtualServiceSays_WhileSeldonIsAvailable(string state, string weight, int? routed)
    {
        string routes = Edit(Looks.SeldonRoutes, "\"weight\":10", $"\"weight\":{weight}", "\"weight\":90", $"\"weight\":{100 - int.Parse(weight)}");
        TrafficReading reading = Read(Looks.SeldonView(text => Edit(text, "Available", state), routes));
        Assert.Equal(routed is int share ? new TrafficWeight(share) : null, reading.Routed);
    }

    [Fact]
    public void RoutesThatDisagree_AreNotKnown()
    {
        string routes = Looks.SeldonRoutes[..^60] + Edit(Looks.SeldonRoutes[^60..], "\"weight\":10", "\"weight\":90");
        Assert.Null(Read(Looks.SeldonView(null, routes)).Routed);
    }

    [Fact]
    public void RoutesThatMayNotBeSeen_AreTakenToFollow_AfterTheSettleTime()
    {
        (ClusterResource, string?) hidden = (Looks.On(ResourceKinds.VirtualService, "fraud"), null);
        Assert.Null(Read(Looks.View(Looks.Seldon, 9.9, hidden)).Routed);
        TrafficReading reading = Read(Looks.View(Looks.Seldon, 10, hidden));
        Assert.Equal(new TrafficWeight(10), reading.Routed);
        Assert.Contains("user x cannot get it", Assert.Single(reading.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void AShift_ChangesBothWeights_AndNothingElse() => Assert.Equal(
        ["  spec.predictors[main].traffic: 90 -> 75", "  spec.predictors[canary].traffic: 10 -> 25"],
        Looks.Change(Target, Looks.SeldonView(), new TrafficAim.Share(new TrafficWeight(25))).Lines);

    [Fact]
    public void AnAbsentWeight_IsAdded() => Assert.Equal(
        ["  spec.predictors[main].traffic: 100 -> 95", "+ spec.predictors[canary].traffic: 5"],
        Looks.Change(Target, Looks.SeldonView(text => Edit(text, "\"traffic\":90", "\"traffic\":100", "\"traffic\":10,", "")), new TrafficAim.Share(new TrafficWeight(5))).Lines);

    [Fact]
    public void WhatOthersHave_IsLeftToThem()
    {
        string three = Edit(Looks.Seldon, "\"traffic\":90", "\"traffic\":60", """{"name":"canary",""", """{"name":"other","traffic":30,"graph":{}},{"name":"canary",""");
        Assert.Equal(
            ["  spec.predictors[main].traffic: 60 -> 50", "  spec.predictors[canary].traffic: 10 -> 20"],
            Looks.Change(Target, Looks.View(three), new TrafficAim.Share(new TrafficWeight(20))).Lines);
        Assert.Contains("others have 30", Looks.Impossible(Target, Looks.View(three), new TrafficAim.Share(new TrafficWeight(80))), StringComparison.Ordinal);
    }

    [Fact]
    public void APartOfAPercent_IsNotRounded() =>
        Assert.Contains("no whole weight", Looks.Impossible(Target, Looks.SeldonView(), new TrafficAim.Share(new TrafficWeight(1, 3))), StringComparison.Ordinal);

    [Fact]
    public void None_KeepsAHealthyCanary() => Assert.Equal(
        ["  spec.predictors[main].traffic: 90 -> 100", "  spec.predictors[canary].traffic: 10 -> 0"],
        Looks.Change(Target, Looks.SeldonView(), new TrafficAim.Share(TrafficWeight.None)).Lines);

    [Theory]
    [InlineData("\"availableReplicas\":1", "\"availableReplicas\":0")]
    [InlineData("\"state\":\"Available\"", "\"state\":\"Creating\"")]
    public void None_TakesACrashLoopingCanaryOut_BecauseItsWeightWouldMoveNothing(string healthy, string ill)
    {
        (JsonObject made, string[] lines, bool isLast) =
            Looks.Change(Target, Looks.SeldonView(text => Edit(text, healthy, ill)), new TrafficAim.Share(TrafficWeight.None));
        Assert.True(isLast);
        Assert.StartsWith("- spec.predictors[canary]: ", lines[0], StringComparison.Ordinal);
        Assert.Equal("  spec.predictors[main].traffic: 90 -> 100", lines[1]);
        Assert.Contains("gs://m/2", made["metadata"]!["annotations"]![ChangeMarks.Removed]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Abort_TakesTheCanaryOut_AndIsDoneThen()
    {
        JsonObject made = Looks.Change(Target, Looks.SeldonView(), new TrafficAim.Abort()).Made;
        Looks.Nothing(Target, Looks.View(made.ToJsonString()), new TrafficAim.Abort());
        Looks.Nothing(Target, Looks.View(made.ToJsonString()), new TrafficAim.Scale(Arm.Canary, 0));
    }

    [Fact]
    public void AShadow_IsAPredictor_ThatHasNoShare()
    {
        JsonObject made = Looks.Change(Target, Looks.SeldonView(), new TrafficAim.Mirror(true)).Made;
        TrafficReading reading = Read(Looks.View(made.ToJsonString()));
        Assert.True(reading.IsMirroring);
        Assert.Equal(TrafficWeight.None, reading.Weight);
        Assert.Equal(100, made["spec"]!["predictors"]![0]!["traffic"]!.GetValue<long>());
        Assert.Contains("shadow", Looks.Impossible(Target, Looks.View(made.ToJsonString()), new TrafficAim.Share(new TrafficWeight(5))), StringComparison.Ordinal);
        JsonObject back = Looks.Change(Target, Looks.View(made.ToJsonString()), new TrafficAim.Mirror(false)).Made;
        Assert.False(Read(Looks.View(back.ToJsonString())).IsMirroring);
        Assert.Equal(0, back["spec"]!["predictors"]![1]!["traffic"]!.GetValue<long>());
    }

    [Fact]
    public void Promotion_WaitsForTheRouters_ThenGivesTheBaselineTheModel_ThenTakesTheCanaryOut()
    {
        (JsonObject all, string[] lines, bool isLast) = Looks.Change(Target, Looks.SeldonView(), new TrafficAim.Promote());
        Assert.Equal(["  spec.predictors[main].traffic: 90 -> 0", "  spec.predictors[canary].traffic: 10 -> 100"], lines);
        Assert.False(isLast);

        ClusterView lagging = Looks.SeldonView(_ => all.ToJsonString());
        Assert.IsType<TrafficEdit.Later>(TrafficPlatform.Of(Target).Plan(lagging, new TrafficAim.Promote(), "r1"));

        string routes = Edit(Looks.SeldonRoutes, "\"weight\":10", "\"weight\":100", "\"weight\":90", "\"weight\":0");
        (JsonObject promoted, lines, isLast) = Looks.Change(Target, Looks.SeldonView(_ => all.ToJsonString(), routes), new TrafficAim.Promote());
        Assert.True(isLast);
        Assert.Equal(
            [
                """  spec.predictors[main].graph.modelUri: "gs://m/1" -> "gs://m/2" """.TrimEnd(),
                """  spec.predictors[main].annotations.version: "v1" -> "v2" """.TrimEnd(),
            ],
            lines.Order(StringComparer.Ordinal).Reverse());

        ClusterView done = Looks.SeldonView(_ => promoted.ToJsonString(), routes);
        Looks.Nothing(Target, done, new TrafficAim.Promote());
        lines = Looks.Change(Target, done, new TrafficAim.Share(TrafficWeight.None)).Lines;
        Assert.StartsWith("- spec.predictors[canary]", lines[0], StringComparison.Ordinal);
        Assert.Equal("  spec.predictors[main].traffic: 0 -> 100", lines[1]);
        ClusterView unready = Looks.SeldonView(_ => Edit(promoted.ToJsonString(), "Available", "Creating"), routes);
        Assert.IsType<TrafficEdit.Later>(TrafficPlatform.Of(Target).Plan(unready, new TrafficAim.Share(TrafficWeight.None), "r1"));
    }

    [Fact]
    public void ARevision_IsSeenToRise_AlsoWhereSeldonNamesTheDeploymentAnew()
    {
        static string Deployment(int revision) => $$$"""
            {"metadata":{"generation":2,"annotations":{"deployment.kubernetes.io/revision":"{{{revision}}}"}},"spec":{"replicas":3},
             "status":{"observedGeneration":2,"replicas":3,"updatedReplicas":3,"availableReplicas":3}}
            """;
        ClusterView before = Looks.View(Looks.Seldon, 0, (Looks.On(ResourceKinds.Deployment, "fraud-main-0-classifier"), Deployment(4)));
        Assert.Equal(4, Read(before).Baseline.Revision);
        string marked = Edit(Looks.Seldon, "\"resourceVersion\":\"7\"", """ "annotations":{"coalmine.dev/before-promotion":"4 fraud-main-0-classifier"} """);
        Assert.Equal(4, Read(Looks.View(marked, 0, (Looks.On(ResourceKinds.Deployment, "fraud-main-0-classifier"), Deployment(4)))).Baseline.Revision);
        string renamed = Edit(marked, "fraud-main-0-classifier\":", "fraud-main-0-tree\":");
        Assert.Equal(5, Read(Looks.View(renamed, 0, (Looks.On(ResourceKinds.Deployment, "fraud-main-0-tree"), Deployment(1)))).Baseline.Revision);
    }

    [Fact]
    public void WeightsThatMakeNoSense_AreAProblem()
    {
        Assert.Contains("no shares of 100", Read(Looks.SeldonView(text => Edit(text, "\"traffic\":90", "\"traffic\":150"))).Problem, StringComparison.Ordinal);
        TrafficPlatform platform = TrafficPlatform.Of(Target);
        Assert.Contains("sum to 100", platform.Flaw(Looks.Object(Looks.Seldon), Looks.Object(Edit(Looks.Seldon, "\"traffic\":10", "\"traffic\":20"))), StringComparison.Ordinal);
    }

    [Fact]
    public void ACanaryWithAShare_IsNotRetired() =>
        Assert.Contains("still has a share", Looks.Impossible(Target, Looks.SeldonView(), new TrafficAim.Scale(Arm.Canary, 0)), StringComparison.Ordinal);

    private static TrafficReading Read(ClusterView view, TrafficTarget? target = null) => TrafficPlatform.Of(target ?? Target).Read(view);

    private static string Edit(string text, params string[] pairs)
    {
        for (int i = 0; i < pairs.Length; i += 2)
        {
            Assert.Contains(pairs[i], text, StringComparison.Ordinal);
            text = text.Replace(pairs[i], pairs[i + 1], StringComparison.Ordinal);
        }

        return text;
    }
}
