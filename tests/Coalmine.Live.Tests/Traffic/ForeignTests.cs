using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Live.Tests.Kubernetes;
using Coalmine.Live.Traffic.Foreign;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Traffic;

/// <summary>What Argo Rollouts v1.9 and Flagger v1.44 show, and what Argo's kubectl plugin sends.</summary>
public sealed class ForeignTests : IDisposable
{
    private const string Rollout = """
        {"metadata":{"name":"web","generation":4},"spec":{"strategy":{"canary":{"steps":[{"setWeight":20},{"pause":{}},{"setWeight":60}],"trafficRouting":{"istio":{}}}}},
         "status":{"phase":"Paused","message":"CanaryPauseStep","observedGeneration":"4","currentStepIndex":1,"currentPodHash":"b","stableRS":"a",
           "pauseConditions":[{"reason":"CanaryPauseStep","startTime":"2026-11-29T12:00:00Z"}],"canary":{"weights":{"canary":{"weight":20},"stable":{"weight":80}}}}}
        """;

    private readonly TinyServer _server = new();

    public void Dispose() => _server.Dispose();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public void ARollout_IsReadWithItsStepWeightAndPauses()
    {
        ArgoReading reading = ArgoRollouts.Read(Looks.Object(Rollout));
        Assert.Equal(("Paused", 1, 3, true, true), (reading.Phase, reading.Step, reading.Steps, reading.IsSeen, reading.IsUnderWay));
        Assert.Equal(new TrafficWeight(20), reading.Weight);
        Assert.Equal(["CanaryPauseStep"], reading.PauseReasons);
    }

    [Theory]
    [InlineData(ArgoOrder.Promote, """{"status":{"pauseConditions":null}}""")]
    [InlineData(ArgoOrder.PromoteInFull, """{"status":{"promoteFull":true}}""")]
    [InlineData(ArgoOrder.Abort, """{"status":{"abort":true}}""")]
    [InlineData(ArgoOrder.Pause, """{"spec":{"paused":true}}""")]
    public void AnOrder_IsThePluginsPatch(ArgoOrder order, string expected)
    {
        ClusterPatch patch = Assert.Single(ArgoRollouts.PatchesFor(ArgoRollouts.Read(Looks.Object(Rollout)), order));
        Assert.Equal(expected, patch.Body.ToJsonString());
        Assert.Equal(order == ArgoOrder.Pause ? "" : "status", patch.Subresource);
    }

    [Fact]
    public void WithoutAPause_PromotionSkipsTheStep_AndAHandsPauseEndsToo()
    {
        ArgoReading reading = ArgoRollouts.Read(Looks.Object(Rollout)) with { PauseReasons = [], IsPausedByHand = true };
        Assert.Equal(
            ["""{"status":{"pauseConditions":null,"currentStepIndex":2}}""", """{"spec":{"paused":false}}"""],
            ArgoRollouts.PatchesFor(reading, ArgoOrder.Promote).Select(patch => patch.Body.ToJsonString()));
    }

    [Fact]
    public async Task AnOrderOnARolloutThatHasGoneOn_IsNotCarriedOut()
    {
        _server.Put(ResourceKinds.Rollout, "web", Rollout);
        ArgoRollouts argo = new(_server.Client(TimeProvider.System));
        (ArgoReading? reading, _) = await argo.ReadAsync("shop", "web", Now);
        _server.Put(ResourceKinds.Rollout, "web", Rollout);
        Assert.IsType<TrafficWrite.Unavailable>(await argo.OrderAsync("shop", "web", reading!, ArgoOrder.Abort, dryRun: false, Now));
        (reading, _) = await argo.ReadAsync("shop", "web", Now);
        Assert.IsType<TrafficWrite.Applied>(await argo.OrderAsync("shop", "web", reading!, ArgoOrder.Abort, dryRun: false, Now));
        Assert.True((await argo.ReadAsync("shop", "web", Now)).Reading!.IsAborted);
    }

    [Fact]
    public void ACanary_IsReadWithItsPhaseAndCounters()
    {
        FlaggerReading reading = FlaggerCanaries.Read(Looks.Object("""
            {"metadata":{"resourceVersion":"9"},"spec":{"targetRef":{"name":"web"},"analysis":{"threshold":5}},
             "status":{"phase":"Progressing","canaryWeight":20,"failedChecks":2,"iterations":0,"conditions":[{"type":"Promoted","status":"Unknown","message":"under way"}]}}
            """));
        Assert.Equal(("Progressing", 20, 2, 5, "under way", "web", true),
            (reading.Phase, reading.Weight, reading.FailedChecks, reading.Threshold, reading.Message, reading.Workload, reading.IsUnderWay));
    }
}
