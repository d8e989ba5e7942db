using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Live.Advising;
using Coalmine.Live.Files;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Observing;
using Coalmine.Live.Seam;
using Coalmine.Live.Traffic.Foreign;
using Coalmine.Rollouts.Journal;
using Coalmine.Testing.Clusters.Fronts;
using Coalmine.Testing.Clusters.Server;
using k8s;
using Xunit;

namespace Coalmine.Live.Tests.Observing;

/// <summary>An Argo Rollout on the fake API server, followed with a token that may read only.</summary>
public sealed class ClusterFollowTests : IDisposable
{
    private readonly FollowBench _bench = new();
    private readonly ApiServerCore _core;
    private readonly List<string> _requests = [];
    private readonly ApiServerHandler _handler;
    private int _version = 1000;

    public ClusterFollowTests()
    {
        _core = new ApiServerCore(_bench.Time);
        _handler = new ApiServerHandler(_core, request =>
        {
            _requests.Add(request.Method);
            return null;
        });
    }

    public void Dispose() => _handler.Dispose();

    [Fact]
    public void ARolloutOfArgo_IsFollowedToItsPromotion_WithoutAWrite()
    {
        using ClusterClient client = Client(AccessRules.ViewerToken);
        IFollowed followed = new FollowedObject.ArgoRollout("models", "fraud").In(client, _bench.Time);
        Follower follower = new(_bench.World with { Followed = followed }, _bench);
        Put(weight: 0, stable: "a");
        Task<Coalmine.Live.Driving.LiveEnd> run = follower.FollowOneAsync(CancellationToken.None);
        Pass(1);
        Assert.Equal("The canary has no traffic yet: nothing can be looked at before its first weight.", Ask(follower).Reasons[0]);
        _bench.Shift(10);
        Put(weight: 10, stable: "a");
        Assert.Equal(AdviceVerdict.Inconclusive, Ask(follower).Verdict);
        Pass(15);
        Assert.Equal((AdviceVerdict.Pass, "b"), (Ask(follower).Verdict, follower.Standing.Revision));
        Put(weight: 0, stable: "b");
        Assert.Equal(AdviceVerdict.Inconclusive, Ask(follower).Verdict);
        Assert.Equal(RolloutOutcome.Promoted, _bench.Time.Run(run, TimeSpan.FromMinutes(1)).Outcome);
        Assert.All(_requests, method => Assert.Equal("GET", method));
    }

    [Fact]
    public void ARolloutThatIsNotThere_OrNotToBeRead_IsSaid_AndPassesNothing()
    {
        using ClusterClient client = Client("nobody");
        Follower follower = new(_bench.World with { Followed = new FollowedObject.ArgoRollout("models", "fraud").In(client, _bench.Time) }, _bench);
        _ = follower.FollowAllAsync(CancellationToken.None);
        Pass(1);
        Assert.Equal(AdviceVerdict.Inconclusive, Ask(follower).Verdict);
        Assert.Contains(_bench.Told, line => line.StartsWith("CM3253", StringComparison.Ordinal));
        Assert.DoesNotContain(_bench.Told, line => line.Contains("nobody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnOrder_IsCarriedOut_UnlessTheRolloutHasGoneOn()
    {
        using ClusterClient client = Client(AccessRules.AdminToken);
        ArgoRollouts rollouts = new(client);
        Put(weight: 10, stable: "a");
        CancellationToken cancel = TestContext.Current.CancellationToken;
        (ArgoReading? reading, _) = await rollouts.ReadAsync("models", "fraud", cancel);
        Put(weight: 25, stable: "a");
        Assert.IsType<TrafficWrite.Unavailable>(await rollouts.OrderAsync("models", "fraud", reading!, ArgoOrder.Abort, dryRun: false, cancel));
        (reading, _) = await rollouts.ReadAsync("models", "fraud", cancel);
        Assert.IsType<TrafficWrite.Applied>(await rollouts.OrderAsync("models", "fraud", reading!, ArgoOrder.Abort, dryRun: false, cancel));
        (reading, _) = await rollouts.ReadAsync("models", "fraud", cancel);
        Assert.Equal(FollowedStage.RolledBack, ArgoFollowed.Of(reading!).Stage);
    }

    private Advice Ask(Follower follower)
    {
        using AdviceDesk desk = new(follower, _bench.Time);
        return desk.AskAsync(new AdviceQuestion(), CancellationToken.None).AsTask().Result;
    }

    private ClusterClient Client(string token) => new(
        ClusterConnection.Of(new KubernetesClientConfiguration { Host = "https://cluster.test", AccessToken = token }), _bench.Time, _handler, TimeSpan.FromSeconds(5));

    private void Put(int weight, string stable) => _core.Seed((JsonObject)JsonNode.Parse(string.Create(
        CultureInfo.InvariantCulture,
        $$$$"""
        {"apiVersion":"argoproj.io/v1alpha1","kind":"Rollout","metadata":{"name":"fraud","namespace":"models","generation":1,"uid":"u","resourceVersion":"{{{{++_version}}}}"},
         "spec":{"strategy":{"canary":{"trafficRouting":{"istio":{}},"steps":[{"setWeight":10},{"setWeight":25}]}}},
         "status":{"observedGeneration":"1","phase":"Progressing","currentPodHash":"b","stableRS":"{{{{stable}}}}",
           "canary":{"weights":{"canary":{"weight":{{{{weight}}}}},"stable":{"weight":{{{{100 - weight}}}}} } } } }
        """))!);

    private void Pass(double minutes) => _bench.Time.Pass(TimeSpan.FromMinutes(minutes));
}
