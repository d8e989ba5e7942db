using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Live.Traffic;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Traffic;

/// <summary>Sections 5 and 6 of the reference on serving platforms (Istio 1.30, Gateway API v1.6).</summary>
public sealed class RoutePlatformTests
{
    private const string Service = """
        {"metadata":{"name":"web","generation":3},"spec":{"http":[
          {"name":"beta","match":[{"uri":{"prefix":"/beta"}}],"route":[{"destination":{"host":"web-v2"}}]},
          {"name":"main","route":[{"destination":{"host":"web-v1.shop.svc.cluster.local","port":{"number":80}},"weight":90},{"destination":{"host":"web-v2"},"weight":10}]}]}}
        """;

    private const string Route = """
        {"metadata":{"name":"web","generation":3},"spec":{"parentRefs":[{"name":"gw"}],"rules":[
          {"backendRefs":[{"name":"web-v1","port":80,"weight":9},{"name":"web-v2","port":80}]}]},
         "status":{"parents":[{"parentRef":{"name":"gw"},"conditions":[
           {"type":"Accepted","status":"True","observedGeneration":3},{"type":"ResolvedRefs","status":"True","observedGeneration":3}]}]}}
        """;

    private static readonly TrafficTarget Istio = new()
    {
        Platform = ServingPlatform.Istio,
        Namespace = "shop",
        Name = "web",
        Baseline = "web-v1",
        Canary = "web-v2",
    };

    private static readonly TrafficTarget Gateway = Istio with { Platform = ServingPlatform.GatewayApi };

    [Fact]
    public void Istio_ShowsNothing_SoThatASettleTimeStandsForIt()
    {
        TrafficReading reading = Read(Istio, Looks.View(Service, 9.9));
        Assert.Equal(new TrafficWeight(10), reading.Weight);
        Assert.Null(reading.Routed);
        Assert.Equal(new TrafficWeight(10), Read(Istio, Looks.View(Service, 10)).Routed);
        Assert.Contains("Istio does not show", Assert.Single(reading.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("main")]
    [InlineData("1")]
    public void TheRoute_IsFoundByItsArmsItsNameOrItsPlace(string route) => Assert.Equal(
        ["  spec.http[main].route[0].weight: 90 -> 75", "  spec.http[main].route[1].weight: 10 -> 25"],
        Looks.Change(Istio with { Route = route }, Looks.View(Service), new TrafficAim.Share(new TrafficWeight(25))).Lines);

    [Fact]
    public void ARouteThatIsMissing_OrLacksAnArm_IsNamed()
    {
        Assert.Contains("there are: beta, main", Read(Istio with { Route = "x" }, Looks.View(Service)).Problem, StringComparison.Ordinal);
        Assert.Contains("has no `web-v1`", Read(Istio with { Route = "beta" }, Looks.View(Service)).Problem, StringComparison.Ordinal);
        Assert.Contains("No route has both", Read(Istio with { Canary = "web-v3" }, Looks.View(Service)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Subsets_AreArms()
    {
        const string Subsets = """
            {"spec":{"http":[{"route":[{"destination":{"host":"web","subset":"v1"},"weight":3},{"destination":{"host":"web","subset":"v2"},"weight":1}]}]}}
            """;
        TrafficTarget target = Istio with { Baseline = "web/v1", Canary = "/v2" };
        Assert.Equal(new TrafficWeight(1, 4), Read(target, Looks.View(Subsets)).Weight);
        Assert.Equal(
            ["  spec.http[0].route[0].weight: 3 -> 50", "  spec.http[0].route[1].weight: 1 -> 50"],
            Looks.Change(target, Looks.View(Subsets), new TrafficAim.Share(new TrafficWeight(50))).Lines);
    }

    [Fact]
    public void AMirror_IsTheCanarysDestination_AndGoesAgain()
    {
        (JsonObject made, string[] lines, _) = Looks.Change(Istio, Looks.View(Service), new TrafficAim.Mirror(true));
        Assert.Equal(["""+ spec.http[main].mirror: {"host":"web-v2"}""", """+ spec.http[main].mirrorPercentage: {"value":100}"""], lines);
        Assert.True(Read(Istio, Looks.View(made.ToJsonString())).IsMirroring);
        Looks.Nothing(Istio, Looks.View(made.ToJsonString()), new TrafficAim.Mirror(true));
        Assert.True(JsonNode.DeepEquals(Looks.Object(Service), Looks.Change(Istio, Looks.View(made.ToJsonString()), new TrafficAim.Mirror(false)).Made));
        string other = Service.Replace("\"name\":\"main\"", """ "name":"main","mirror":{"host":"audit"} """, StringComparison.Ordinal);
        Assert.Contains("mirrors to somebody else", Looks.Impossible(Istio, Looks.View(other), new TrafficAim.Mirror(true)), StringComparison.Ordinal);
        Looks.Nothing(Istio, Looks.View(other), new TrafficAim.Mirror(false));
    }

    [Fact]
    public void AGatewaysAbsentWeight_IsOne() => Assert.Equal(new TrafficWeight(1, 10), Read(Gateway, Looks.View(Route)).Weight);

    [Theory]
    [InlineData("\"observedGeneration\":3}]", "\"observedGeneration\":2}]")]
    [InlineData("\"type\":\"ResolvedRefs\",\"status\":\"True\"", "\"type\":\"ResolvedRefs\",\"status\":\"False\",\"reason\":\"BackendNotFound\"")]
    [InlineData("\"parentRefs\":[", "\"parentRefs\":[{\"name\":\"other\"},")]
    public void AGateway_HasFollowed_WhenEveryParentSaysSo_OfThisGeneration(string good, string bad)
    {
        Assert.Equal(new TrafficWeight(1, 10), Read(Gateway, Looks.View(Route)).Routed);
        Assert.Contains(good, Route, StringComparison.Ordinal);
        Assert.Null(Read(Gateway, Looks.View(Route.Replace(good, bad, StringComparison.Ordinal))).Routed);
    }

    [Fact]
    public void AGatewaysShift_AddsTheWeightThatWasAbsent() => Assert.Equal(
        ["  spec.rules[0].backendRefs[web-v1].weight: 9 -> 75", "+ spec.rules[0].backendRefs[web-v2].weight: 25"],
        Looks.Change(Gateway, Looks.View(Route), new TrafficAim.Share(new TrafficWeight(25))).Lines);

    [Fact]
    public void AGatewaysMirror_IsAFilter()
    {
        JsonObject made = Looks.Change(Gateway, Looks.View(Route), new TrafficAim.Mirror(true)).Made;
        Assert.Equal(
            """[{"type":"RequestMirror","requestMirror":{"backendRef":{"name":"web-v2","port":80}}}]""",
            made["spec"]!["rules"]![0]!["filters"]!.ToJsonString());
        Assert.True(Read(Gateway, Looks.View(made.ToJsonString())).IsMirroring);
        JsonObject back = Looks.Change(Gateway, Looks.View(made.ToJsonString()), new TrafficAim.Abort()).Made;
        Assert.False(Read(Gateway, Looks.View(back.ToJsonString())).IsMirroring);
        Assert.Equal(TrafficWeight.None, Read(Gateway, Looks.View(back.ToJsonString())).Weight);
    }

    [Fact]
    public void Promotion_GivesTheBaselinesDeploymentTheCanarysPods_OnceNobodyIsSentThere()
    {
        TrafficTarget target = Gateway with { BaselineWorkload = "web-v1", CanaryWorkload = "web-v2" };
        (ClusterResource, string?)[] pods =
        [
            (Looks.On(ResourceKinds.Deployment, "web-v1"),
                """{"spec":{"replicas":3,"template":{"metadata":{"labels":{"version":"v1"}},"spec":{"containers":[{"name":"web","image":"web:1"}]}}}}"""),
            (Looks.On(ResourceKinds.Deployment, "web-v2"),
                """{"spec":{"replicas":1,"template":{"metadata":{"labels":{"version":"v2"}},"spec":{"containers":[{"name":"web","image":"web:2"}]}}}}"""),
        ];
        string all = Looks.Change(target, Looks.View(Route, 0, pods), new TrafficAim.Promote()).Made.ToJsonString();
        string lagging = all.Replace("\"observedGeneration\":3", "\"observedGeneration\":2", StringComparison.Ordinal);
        Assert.IsType<TrafficEdit.Later>(TrafficPlatform.Of(target).Plan(Looks.View(lagging, 0, pods), new TrafficAim.Promote(), "r1"));
        (JsonObject made, string[] lines, bool isLast) = Looks.Change(target, Looks.View(all, 0, pods), new TrafficAim.Promote());
        Assert.Equal(["""  spec.template.spec.containers[web].image: "web:1" -> "web:2" """.TrimEnd()], lines);
        Assert.False(isLast);
        pods[0].Item2 = made.ToJsonString();
        Looks.Nothing(target, Looks.View(all, 0, pods), new TrafficAim.Promote());
        Assert.Contains("not named", Looks.Impossible(Gateway, Looks.View(all), new TrafficAim.Promote()), StringComparison.Ordinal);
    }

    [Fact]
    public void ACanarysPods_AreTakenAway_WhenTheyServeNobody()
    {
        TrafficTarget target = Istio with { BaselineWorkload = "web-v1", CanaryWorkload = "web-v2" };
        (ClusterResource, string?) pods = (Looks.On(ResourceKinds.Deployment, "web-v2"), """{"spec":{"replicas":2}}""");
        Assert.Contains("serves", Looks.Impossible(target, Looks.View(Service, 0, pods), new TrafficAim.Scale(Arm.Canary, 0)), StringComparison.Ordinal);
        string none = Looks.Change(target, Looks.View(Service), new TrafficAim.Share(TrafficWeight.None)).Made.ToJsonString();
        Assert.Equal(["  spec.replicas: 2 -> 0"], Looks.Change(target, Looks.View(none, 0, pods), new TrafficAim.Scale(Arm.Canary, 0)).Lines);
        Looks.Nothing(Istio, Looks.View(none), new TrafficAim.Scale(Arm.Canary, 0));
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"r"},"spec":{"strategy":{"canary":{"trafficRouting":{"istio":{"virtualService":{"name":"web"}}}}}}}""", "", "the Argo Rollout r")]
    [InlineData("""{"metadata":{"name":"r"},"spec":{"strategy":{"canary":{"trafficRouting":{"istio":{"virtualServices":[{"name":"web"}]}}}}}}""", "", "the Argo Rollout r")]
    [InlineData("", """{"metadata":{"name":"c"},"spec":{"targetRef":{"name":"web"}}}""", "the Flagger Canary c")]
    [InlineData("", """{"metadata":{"name":"c"},"spec":{"targetRef":{"name":"web"},"service":{"name":"other"}}}""", "")]
    public void ARouteThatArgoOrFlaggerNames_IsTheirs(string rollout, string canary, string driver)
    {
        JsonArray rollouts = rollout.Length == 0 ? [] : [JsonNode.Parse(rollout)];
        JsonArray canaries = canary.Length == 0 ? [] : [JsonNode.Parse(canary)];
        Assert.Equal(driver, OtherDrivers.Of(Looks.Object(Service), ResourceKinds.VirtualService, rollouts, canaries));
    }

    private static TrafficReading Read(TrafficTarget target, ClusterView view) => TrafficPlatform.Of(target).Read(view);
}
