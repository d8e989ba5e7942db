using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Operators;
using Coalmine.Testing.Clusters.Server;
using Xunit;

namespace Coalmine.Live.Tests.Clusters;

/// <summary>What the operators of the fake cluster do: sections 2.2 to 2.6, 4.2 to 4.4 and 6 of the serving platforms' reference.</summary>
public sealed class OperatorTests : IDisposable
{
    private const string Route = "/apis/networking.istio.io/v1/namespaces/ml/virtualservices/fraud";
    private const string Services = "/apis/serving.kserve.io/v1beta1/namespaces/ml/inferenceservices";
    private const string Model = Services + "/m";

    private readonly Server _server = new(true);
    private FakeCluster? _cluster;

    public void Dispose() => _cluster?.Dispose();

    [Fact]
    public void Seldon_FollowsTheTraffic()
    {
        Start();
        _ = _server.Post(Server.Collection, Server.Manifest);
        Assert.Equal([90, 10], Weights());
        Assert.Equal("Available", _server.Object()["status"]!["state"]!.ToString());
        Shift(75, 25);
        Assert.Equal([75, 25], Weights());
    }

    [Fact]
    public void Seldon_WithACanaryThatCrashes_MovesNoTrafficUntilItIsRemoved()
    {
        Start();
        _ = _server.Post(Server.Collection, Server.Manifest);
        _cluster!.CrashLoops.Add("gs://v2");
        _cluster.Settle();
        Assert.Equal("Creating", _server.Object()["status"]!["state"]!.ToString());
        Shift(100, 0);
        Assert.Equal([90, 10], Weights());
        _ = _server.Patch(Server.Fraud, Server.JsonPatchType, """[{"op":"remove","path":"/spec/predictors/1"},{"op":"replace","path":"/spec/predictors/0/traffic","value":100}]""");
        Assert.Equal([100], Weights());
        Assert.Single(_server.Core.List("apps", "deployments", "ml"));
    }

    [Fact]
    public void Seldon_MirrorsToAShadow_WholeWhereItHasNoTraffic()
    {
        Start();
        _ = _server.Post(Server.Collection, Server.Manifest.Replace("\"traffic\":90", "\"traffic\":100", StringComparison.Ordinal)
            .Replace("\"traffic\":10,", "\"shadow\":true,", StringComparison.Ordinal));
        Assert.Equal("fraud-canary", _server.Object(Route)["spec"]!["http"]![0]!["mirror"]!["host"]!.ToString());
        Assert.Null(_server.Object(Route)["spec"]!["http"]![0]!["mirrorPercentage"]);
        Assert.Equal([100], Weights());
    }

    [Theory]
    [InlineData("""[{"op":"replace","path":"/spec/predictors/0/traffic","value":80}]""")]
    [InlineData("""[{"op":"remove","path":"/spec/predictors/1"}]""")]
    [InlineData("""[{"op":"replace","path":"/spec/predictors/1/name","value":"baseline"}]""")]
    [InlineData("""[{"op":"add","path":"/spec/predictors/0/shadow","value":true},{"op":"add","path":"/spec/predictors/1/shadow","value":true}]""")]
    public void SeldonsWebhook_Refuses(string patch)
    {
        Start();
        _ = _server.Post(Server.Collection, Server.Manifest);
        ApiResponse answer = _server.Patch(Server.Fraud, Server.JsonPatchType, patch);
        Assert.Equal(403, answer.Status);
        Assert.StartsWith("admission webhook \"", Server.Message(answer));
    }

    [Fact]
    public void Delay_AndPodStart_TakeTheirTimeOnTheClock()
    {
        Start(new FakeClusterOptions { Delay = TimeSpan.FromSeconds(2), PodStart = TimeSpan.FromSeconds(30) });
        _ = _server.Post(Server.Collection, Server.Manifest);
        Assert.Equal(404, _server.Get(Route).Status);
        _server.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("Creating", _server.Object()["status"]!["state"]!.ToString());
        Assert.Equal(404, _server.Get(Route).Status);
        _server.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([90, 10], Weights());
    }

    [Fact]
    public void Knative_SplitsBetweenTheNewRevisionAndTheOneThatHadEverything()
    {
        StartModel();
        _ = _server.Patch(Model, Server.MergePatchType, """{"spec":{"predictor":{"canaryTrafficPercent":20,"sklearn":{"storageUri":"gs://v2"}}}}""");
        Assert.Equal(["m-predictor-00002:20", "m-predictor-00001:80"], Traffic());
        Assert.Equal("prev", Component()["traffic"]![1]!["tag"]!.ToString());
        _ = _server.Patch(Model, Server.MergePatchType, """{"spec":{"predictor":{"canaryTrafficPercent":0}}}""");
        Assert.Equal(["m-predictor-00002:0", "m-predictor-00001:100"], Traffic());
        _ = _server.Patch(Model, Server.MergePatchType, """{"spec":{"predictor":{"canaryTrafficPercent":null}}}""");
        Assert.Equal(["m-predictor-00002:100"], Traffic());
        Assert.Equal(("m-predictor-00002", "m-predictor-00001"), (Component()["latestRolledoutRevision"]!.ToString(), Component()["previousRolledoutRevision"]!.ToString()));
    }

    [Fact]
    public void Knative_BelowEverythingAfterAPromotion_GoesBackToTheOlderModel()
    {
        StartModel();
        _ = _server.Patch(Model, Server.MergePatchType, """{"spec":{"predictor":{"sklearn":{"storageUri":"gs://v2"}}}}""");
        _ = _server.Patch(Model, Server.MergePatchType, """{"spec":{"predictor":{"canaryTrafficPercent":0}}}""");
        Assert.Equal(["m-predictor-00002:0", "m-predictor-00001:100"], Traffic());
    }

    [Fact]
    public void Knative_WithARevisionThatCrashes_KeepsTheShareOnTheOldOne()
    {
        StartModel();
        _cluster!.CrashLoops.Add("gs://v2");
        _ = _server.Patch(Model, Server.MergePatchType, """{"spec":{"predictor":{"canaryTrafficPercent":20,"sklearn":{"storageUri":"gs://v2"}}}}""");
        Assert.All(Traffic(), one => Assert.StartsWith("m-predictor-00001", one));
        Assert.Equal("BlockedByFailedLoad", _server.Object(Model)["status"]!["modelStatus"]!["transitionStatus"]!.ToString());
        Assert.NotEqual(Component()["latestCreatedRevision"]!.ToString(), Component()["latestReadyRevision"]!.ToString());
    }

    [Fact]
    public void Knative_OutOfRange_IsAccepted_AndFailsToRoute()
    {
        StartModel();
        Assert.Equal(200, _server.Patch(Model + "?dryRun=All", Server.MergePatchType, """{"spec":{"predictor":{"canaryTrafficPercent":150}}}""").Status);
        _ = _server.Patch(Model, Server.MergePatchType, """{"spec":{"predictor":{"canaryTrafficPercent":150}}}""");
        JsonArray conditions = _server.Object(Model)["status"]!["conditions"]!.AsArray();
        Assert.Equal("False", conditions.Single(one => one!["type"]!.ToString() == "PredictorRouteReady")!["status"]!.ToString());
        Assert.Equal(["m-predictor-00001:100"], Traffic());
    }

    [Theory]
    [InlineData(false, "m-predictor:100")]
    [InlineData(true, "m-predictor:80 m-second:20")]
    public void Standard_RoutesToACanaryOnlyWhereTheReleaseDoes(bool routes, string expected)
    {
        Start(new FakeClusterOptions { RoutesStandardCanary = routes });
        _ = _server.Post(Services, """
            {"metadata":{"name":"m","annotations":{"serving.kserve.io/deploymentMode":"Standard"}},
             "spec":{"predictor":{"minReplicas":5,"sklearn":{"storageUri":"gs://v1"}},
                     "canary":[{"predictor":{"name":"second","sklearn":{"storageUri":"gs://v2"}},"trafficPercent":20}]}}
            """);
        JsonNode route = _server.Object("/apis/gateway.networking.k8s.io/v1/namespaces/ml/httproutes/m");
        string weights = string.Join(' ', route["spec"]!["rules"]![0]!["backendRefs"]!.AsArray().Select(one => $"{one!["name"]}:{one["weight"]}"));
        Assert.Equal(expected, weights);
        Assert.Equal("20", _server.Object(Model)["status"]!["canaryStatuses"]![0]!["trafficPercent"]!.ToString());
        JsonNode accepted = route["status"]!["parents"]![0]!["conditions"]![0]!;
        Assert.Equal(route["metadata"]!["generation"]!.ToString(), accepted["observedGeneration"]!.ToString());
    }

    private void Start(FakeClusterOptions? options = null) => _cluster = new FakeCluster(_server.Core, options);

    private void StartModel()
    {
        Start();
        _ = _server.Post(Services, """{"metadata":{"name":"m"},"spec":{"predictor":{"sklearn":{"storageUri":"gs://v1"}}}}""");
        Assert.Equal(["m-predictor-00001:100"], Traffic());
    }

    private void Shift(int baseline, int canary) => _ = _server.Patch(Server.Fraud, Server.JsonPatchType,
        $$"""[{"op":"replace","path":"/spec/predictors/0/traffic","value":{{baseline}}},{"op":"replace","path":"/spec/predictors/1/traffic","value":{{canary}}}]""");

    private int[] Weights() => [.. _server.Object(Route)["spec"]!["http"]![0]!["route"]!.AsArray().Select(one => one!["weight"]!.GetValue<int>())];

    private JsonNode Component() => _server.Object(Model)["status"]!["components"]!["predictor"]!;

    private string[] Traffic() => [.. Component()["traffic"]!.AsArray().Select(one => $"{one!["revisionName"]}:{one["percent"]}")];
}
