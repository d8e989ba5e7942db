using System.Text.Json.Nodes;
using Coalmine.Live.Observing;
using Coalmine.Live.Seam;
using Coalmine.Live.Traffic.Foreign;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Observing;

/// <summary>What the objects of Argo Rollouts v1.9, Flagger v1.44 and our own targets say of a rollout's progress.</summary>
public sealed class FollowedReadingTests
{
    [Theory]
    [InlineData("""{"observedGeneration":"3","currentPodHash":"b","stableRS":"a"}""", FollowedStage.UnderWay)]
    [InlineData("""{"observedGeneration":"3","currentPodHash":"b","stableRS":"a","abort":true}""", FollowedStage.RolledBack)]
    [InlineData("""{"observedGeneration":"3","currentPodHash":"b","stableRS":"b"}""", FollowedStage.Promoted)]
    [InlineData("""{"observedGeneration":"2","currentPodHash":"b","stableRS":"a"}""", FollowedStage.Unclear)]
    [InlineData("""{"observedGeneration":"3"}""", FollowedStage.AtRest)]
    public void ARollout(string status, FollowedStage stage)
    {
        JsonObject rollout = (JsonObject)JsonNode.Parse($$$"""{"metadata":{"generation":3},"spec":{},"status":{{{status}}} }""")!;
        Assert.Equal(stage, ArgoFollowed.Of(ArgoRollouts.Read(rollout)).Stage);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(2, 40)]
    [InlineData(3, 40)]
    public void WithoutARouter_ARolloutHasTheWeightOfItsLastSetWeight(int step, int weight)
    {
        JsonObject rollout = (JsonObject)JsonNode.Parse(
            $$$$"""
            {"metadata":{"generation":1},"spec":{"strategy":{"canary":{"steps":[{"setWeight":10},{"pause":{}},{"setWeight":40},{"pause":{}}]}}},
             "status":{"observedGeneration":"1","currentStepIndex":{{{{step}}}},"currentPodHash":"b","stableRS":"a"} }
            """)!;
        Assert.Equal(new TrafficWeight(weight), ArgoFollowed.Of(ArgoRollouts.Read(rollout)).Weight);
    }

    [Theory]
    [InlineData("Progressing", FollowedStage.UnderWay, 20)]
    [InlineData("WaitingPromotion", FollowedStage.UnderWay, null)]
    [InlineData("Promoting", FollowedStage.Promoted, null)]
    [InlineData("Succeeded", FollowedStage.Promoted, null)]
    [InlineData("Failed", FollowedStage.RolledBack, null)]
    [InlineData("Initialized", FollowedStage.AtRest, null)]
    [InlineData("Waiting", FollowedStage.AtRest, null)]
    public void ACanary(string phase, FollowedStage stage, int? weight)
    {
        JsonObject canary = (JsonObject)JsonNode.Parse($$$"""{"status":{"phase":"{{{phase}}}","canaryWeight":20,"lastAppliedSpec":"7d9"} }""")!;
        FollowedReading reading = FlaggerFollowed.Of(FlaggerCanaries.Read(canary));
        Assert.Equal((stage, "7d9"), (reading.Stage, reading.Revision));
        Assert.Equal(weight is { } percent ? new TrafficWeight(percent) : null, reading.Weight);
    }

    [Theory]
    [InlineData(0, FollowedStage.RolledBack)]
    [InlineData(30, FollowedStage.UnderWay)]
    [InlineData(100, FollowedStage.Promoted)]
    public void ATarget(int weight, FollowedStage stage) => Assert.Equal(stage, TargetFollowed.Of(new TrafficReading { Weight = new TrafficWeight(weight) }).Stage);
}
