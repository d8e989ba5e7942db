using System.Collections.Immutable;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Controllers.Argo.Passes;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers.Argo;

/// <summary>Whole updates, each told by a sentence of our reference on Argo Rollouts (sections 0 and 1), which the project's code at 9f8d111d was read for.</summary>
public sealed class UpdateTests
{
    private static readonly ImmutableArray<ArgoStep> TwoSteps =
        [new ArgoStep.SetWeight(20), new ArgoStep.Pause(60), new ArgoStep.SetWeight(50), new ArgoStep.Pause(60)];

    private static readonly AnalysisSpec Nothing = new();

    [Fact]
    public void Steps_GoByPodsAndTime_AndTheEndIsReachedAtThePreviousWeight()
    {
        SteppedUpdate update = new SteppedUpdate(Routed(TwoSteps), 5).Run(600);
        Assert.Equal(
            [
                "0 weight 0", "0 canary 2",
                "5 weight 20", "5 step 1",
                "65 step 2", "65 canary 5",
                "70 weight 50", "70 step 3",
                "130 step 4", "130 canary 10",
                "135 weight 100", "135 promoted",
                "135 weight 0", "165 old 0",
            ],
            update.Log);
    }

    [Fact]
    public void ThePauseStep_EndsOnlyAfterItsTime()
    {
        SteppedUpdate update = new SteppedUpdate(Routed([new ArgoStep.SetWeight(20), new ArgoStep.Pause(10), new ArgoStep.Pause(null)]), 2);
        update.Run(12);
        Assert.Equal(1, update.Status.StepIndex);
        update.Run(12.1);
        Assert.Equal(2, update.Status.StepIndex);
    }

    [Fact]
    public void WithoutAWeightBefore_ThereAreNoCanaryPods()
    {
        SteppedUpdate update = new SteppedUpdate(Routed([new ArgoStep.Pause(60), new ArgoStep.SetWeight(50)]), 5).Run(59);
        Assert.Equal(["0 weight 0"], update.Log);
    }

    [Fact]
    public void WithoutSteps_TheRouterGetsNothingUntilPromotion()
    {
        SteppedUpdate update = new SteppedUpdate(Routed([]), 5).Run(100);
        Assert.Equal(["0 weight 0", "0 canary 10", "5 promoted", "35 old 0"], update.Log);
    }

    [Fact]
    public void Basic_HasNoWeights_AndPromotesWithTheLastOldPods()
    {
        ArgoRolloutSpec spec = new()
        {
            Replicas = 2,
            Canary = new ArgoCanaryStrategy
            {
                Steps = [new ArgoStep.SetWeight(50)],
                MaxSurge = IntOrPercent.Pods(1),
                MaxUnavailable = IntOrPercent.Pods(0),
            },
        };
        SteppedUpdate update = new SteppedUpdate(spec, 5).Run(100);
        Assert.Equal(["0 canary 1", "5 old 1", "5 step 1", "5 canary 2", "10 old 0", "10 promoted"], update.Log);
    }

    [Fact]
    public void AFailedRun_AbortsInOnePass_AndTheTrafficMovesInTheNext()
    {
        SteppedUpdate update = new SteppedUpdate(Watched(Routed(TwoSteps), 1), 5)
            .At(20, world => world.Background(AnalysisPhase.Failed))
            .Run(100);
        Assert.Equal(
            [
                "0 weight 0", "0 canary 2", "5 weight 20", "5 step 1", "5 create background",
                "20 aborted", "20 step 0", "20 weight 0", "50 canary 0",
            ],
            update.Log);
    }

    [Fact]
    public void AbortLeavesTheTraffic_WhileOneStablePodIsNotAvailable_AndTheDelayWaitsToo()
    {
        SteppedUpdate update = new SteppedUpdate(Routed(TwoSteps), 5)
            .At(20, world => (world.Down, world.Status.IsAborted) = (1, true))
            .At(40, world => world.Down = 0)
            .Run(100);
        Assert.Equal(["20 step 0", "40 weight 0", "70 canary 0"], update.Log.Skip(4));
    }

    [Fact]
    public void TheWeightWaitsForStablePods_ButTheStepDoesNot()
    {
        ArgoRolloutSpec spec = Routed([new ArgoStep.SetWeight(20), new ArgoStep.Pause(60), new ArgoStep.SetWeight(0), new ArgoStep.Pause(null)]);
        SteppedUpdate update = new SteppedUpdate(spec, 5).At(10, world => world.Down = 1).Run(100);
        Assert.Equal(3, update.Status.StepIndex);
        Assert.Equal(20, update.Status.Weight);
    }

    [Fact]
    public void AnInconclusiveBackgroundRun_FreezesScalingOnly_AndLaterPausesCountAsResumed()
    {
        // One pod is all the canary ever needs: nothing has to be scaled, and the rollout runs to its end.
        ArgoRolloutSpec spec = Watched(Routed([new ArgoStep.SetWeight(20), new ArgoStep.Pause(30), new ArgoStep.SetWeight(50), new ArgoStep.Pause(null)]), 1);
        SteppedUpdate one = new SteppedUpdate(spec with { Replicas = 1 }, 5).At(10, world => world.Background(AnalysisPhase.Inconclusive)).Run(60);
        Assert.Contains("35 promoted", one.Log);
        SteppedUpdate ten = new SteppedUpdate(spec, 5).At(10, world => world.Background(AnalysisPhase.Inconclusive)).Run(600);
        Assert.Equal("35 step 2", ten.Log[^1]);
        Assert.Equal(1, ten.Status.Pauses.Count);
    }

    [Fact]
    public void ResumingAfterAnInconclusiveRun_MakesANewOne_AndCompletesThePause()
    {
        SteppedUpdate update = new SteppedUpdate(Watched(Routed([new ArgoStep.SetWeight(20), new ArgoStep.Pause(null), new ArgoStep.Pause(null)]), 1), 5)
            .At(10, world => world.Background(AnalysisPhase.Inconclusive))
            .At(20, world => OperatorActions.Resume(ref world.Status))
            .Run(100);
        Assert.Equal(["20 create background", "20 step 2"], update.Log.Skip(5));
    }

    [Fact]
    public void AnInconclusiveStepRun_HoldsTheStep_AndIsRunAgain()
    {
        SteppedUpdate update = new SteppedUpdate(Routed([new ArgoStep.SetWeight(20), new ArgoStep.Analyze(Nothing), new ArgoStep.Pause(null)]), 5)
            .At(10, world => world.Step(AnalysisPhase.Inconclusive))
            .At(20, world => OperatorActions.Resume(ref world.Status))
            .At(30, world => world.Step(AnalysisPhase.Successful))
            .Run(100);
        Assert.Equal(["5 create step", "20 create step", "30 step 2"], update.Log.Skip(4));
    }

    [Fact]
    public void AFinishedBackgroundRun_IsNotRepeated_AndARetryMakesANewOne()
    {
        SteppedUpdate update = new SteppedUpdate(Watched(Routed([new ArgoStep.SetWeight(20), new ArgoStep.Pause(null)]), 0), 5)
            .At(10, world => world.Background(AnalysisPhase.Successful))
            .At(20, world => OperatorActions.Abort(ref world.Status))
            .At(30, world => OperatorActions.Retry(ref world.Status))
            .Run(100);
        Assert.Equal(["0 create background", "30 create background"], update.Log.Where(line => line.Contains("create", StringComparison.Ordinal)));
        Assert.Equal(["30 weight 20", "30 step 1"], update.Log.TakeLast(2));
    }

    [Fact]
    public void FullPromotion_KeepsTheWeightUntilAllPodsAreThere_ThenGivesTheRouterNothing()
    {
        SteppedUpdate update = new SteppedUpdate(Watched(Routed(TwoSteps), 1), 5).At(20, world => OperatorActions.PromoteFull(ref world.Status)).Run(100);
        Assert.Equal(["20 cancel background", "20 canary 10", "20 step 4", "25 promoted", "25 weight 0", "55 old 0"], update.Log.Skip(5));
    }

    [Fact]
    public void DynamicAbort_GoesDownTheSteps_AsStablePodsStart()
    {
        ArgoRolloutSpec spec = Routed(TwoSteps);
        spec = spec with { Canary = spec.Canary with { DynamicStableScale = true } };
        SteppedUpdate update = new SteppedUpdate(spec, 20).At(140, world => OperatorActions.Abort(ref world.Status)).Run(300);
        Assert.Equal(
            ["140 old 8", "140 step 0", "160 weight 20", "160 canary 2", "160 old 10", "180 weight 0", "180 canary 0"],
            update.Log.SkipWhile(line => !line.StartsWith("140", StringComparison.Ordinal)));
    }

    [Fact]
    public void AHeldRollout_StillAborts_ButKeepsItsPods()
    {
        SteppedUpdate update = new SteppedUpdate(Watched(Routed(TwoSteps), 1), 5)
            .At(10, world => OperatorActions.Hold(ref world.Status, true))
            .At(100, world => world.Background(AnalysisPhase.Error))
            .Run(300);
        Assert.Equal(["100 aborted", "100 step 0", "100 weight 0"], update.Log.Skip(5));
    }

    [Theory]
    [InlineData(ArgoRelease.V1_9)]
    [InlineData(ArgoRelease.V1_10)]
    public void NoProgress_AbortsAfterTheDeadline_WhereTheFileSaysSo(ArgoRelease release)
    {
        ArgoRolloutSpec spec = Routed([new ArgoStep.SetWeight(20)]) with { ProgressDeadlineSeconds = 100, ProgressDeadlineAbort = true };
        SteppedUpdate update = new SteppedUpdate(spec, 10_000, release).Run(1000);
        Assert.Equal(["0 weight 0", "0 canary 2", "101 aborted", "131 canary 0"], update.Log);
        Assert.DoesNotContain("101 aborted", new SteppedUpdate(spec with { ProgressDeadlineAbort = false }, 10_000, release).Run(1000).Log);
    }

    [Fact]
    public void APluginThatFails_Aborts()
    {
        SteppedUpdate update = new SteppedUpdate(Routed([new ArgoStep.SetWeight(20), new ArgoStep.Plugin("judge", 30, Fails: true)]), 5).Run(100);
        Assert.Equal(["35 aborted", "35 step 0", "35 weight 0", "65 canary 0"], update.Log.Skip(4));
    }

    private static ArgoRolloutSpec Routed(ImmutableArray<ArgoStep> steps) =>
        new() { Replicas = 10, Canary = new ArgoCanaryStrategy { HasTrafficRouting = true, Steps = steps } };

    private static ArgoRolloutSpec Watched(ArgoRolloutSpec spec, int startingStep) =>
        spec with { Canary = spec.Canary with { Background = new BackgroundAnalysis(startingStep, Nothing) } };
}
