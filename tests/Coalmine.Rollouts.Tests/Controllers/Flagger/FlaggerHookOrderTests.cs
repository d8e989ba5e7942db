using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers.Flagger;

/// <summary>Hooks and revisions, from sections 1, 3, 4 and 11 of the reference page on Flagger (facts of fluxcd/flagger 15bd6ad5).</summary>
public sealed class FlaggerHookOrderTests
{
    private static readonly FlaggerAnalysis Half = new() { Threshold = 2, StepWeight = 50, MaxWeight = 50 };

    [Fact]
    public void ConfirmRollout_WaitsWithoutCountingAndSendsThePresentPhase()
    {
        ScriptedTicks run = new(ScriptedTicks.Hooked(Half, ("gate", FlaggerHookType.ConfirmRollout), ("stop", FlaggerHookType.Rollback)));
        run.Hooks["gate"] = false;
        run.Hooks["stop"] = true;
        Assert.Equal(["gate@Initialized"], run.Tick().Log);
        Assert.Equal(["gate@Waiting"], run.Tick().Log);
        Assert.Equal(FlaggerPhase.Waiting, run.State.Phase);
        run.Hooks["gate"] = true;
        Assert.Equal(["gate@Waiting", "ScaleUp"], run.Tick().Log);
        Assert.Equal(FlaggerPhase.Progressing, run.State.Phase);
    }

    [Fact]
    public void Order_OfOneTick()
    {
        ScriptedTicks run = new(ScriptedTicks.Hooked(
            Half,
            ("load", FlaggerHookType.Rollout),
            ("more", FlaggerHookType.ConfirmTrafficIncrease),
            ("smoke", FlaggerHookType.PreRollout),
            ("stop", FlaggerHookType.Rollback),
            ("promote", FlaggerHookType.ConfirmPromotion),
            ("post", FlaggerHookType.PostRollout)));
        run.Tick();
        Assert.Equal(["stop@Progressing", "smoke@Progressing", "more@Progressing", "route 50"], run.Tick().Log);
        Assert.Equal(["stop@Progressing", "load@Progressing", "metric", "more@Progressing", "promote@Progressing", "CopyToPrimary"], run.Tick().Log);
        Assert.Equal(["route 0"], run.Tick().Log);
        Assert.Equal(["ScaleDown", "post@Succeeded"], run.Tick().Log);
    }

    [Theory]
    [InlineData(FlaggerHookType.PreRollout, 1)]
    [InlineData(FlaggerHookType.Rollout, 1)]
    [InlineData(FlaggerHookType.ConfirmTrafficIncrease, 0)]
    [InlineData(FlaggerHookType.ConfirmPromotion, 0)]
    public void Refusal_CountsOrHolds(FlaggerHookType type, int failed)
    {
        ScriptedTicks run = new(ScriptedTicks.Hooked(Half, ("hook", type), ("second", type)));
        run.Hooks["hook"] = false;
        run.Ticks(type is FlaggerHookType.Rollout or FlaggerHookType.ConfirmPromotion ? "PPP" : "PP");
        Assert.Equal(failed, run.State.FailedChecks);
        Assert.Contains("hook@Progressing", run.Log);
        Assert.DoesNotContain("second@Progressing", run.Log);
    }

    [Fact]
    public void TrafficIncrease_RefusedForEverStillRollsBack()
    {
        ScriptedTicks run = new(ScriptedTicks.Hooked(Half, ("more", FlaggerHookType.ConfirmTrafficIncrease)));
        run.Ticks("PP");
        run.Hooks["more"] = false;
        Assert.Equal(["Progressing 50 0", "Progressing 50 1", "Progressing 50 2", "Failed 0 0"], run.Trace("PFFP"));
    }

    [Fact]
    public void ConfirmPromotion_OfAWeightedCanaryIsAskedEveryTickWhileChecksGoOn()
    {
        ScriptedTicks run = new(ScriptedTicks.Hooked(Half, ("more", FlaggerHookType.ConfirmTrafficIncrease), ("promote", FlaggerHookType.ConfirmPromotion)));
        run.Hooks["promote"] = false;
        Assert.Equal(["Progressing 0 0", "Progressing 50 0", "WaitingPromotion 50 0", "WaitingPromotion 50 1"], run.Trace("PPPF"));
        Assert.Equal((0, -1), (run.State.CanaryWeight, run.State.Iterations));
        Assert.Equal(["metric", "promote@Progressing"], run.Tick().Log);
        run.Hooks["promote"] = true;
        Assert.Equal(["Promoting 50 1", "Finalising 0 1", "Succeeded 0 1"], run.Trace("PPP"));
    }

    [Fact]
    public void ConfirmPromotion_OfBlueGreenIsAskedEverySecondTick()
    {
        ScriptedTicks run = new(ScriptedTicks.Hooked(new FlaggerAnalysis { Threshold = 9, Iterations = 3 }, ("promote", FlaggerHookType.ConfirmPromotion)));
        run.Ticks("PPPP");
        Assert.Equal((3, FlaggerPhase.Progressing), (run.State.Iterations, run.State.Phase));
        run.Hooks["promote"] = false;
        Assert.Equal(["metric", "promote@Progressing"], run.Tick().Log);
        Assert.Equal((2, FlaggerPhase.WaitingPromotion), (run.State.Iterations, run.State.Phase));
        Assert.Equal(["metric"], run.Tick().Log);
        Assert.Equal(["metric", "promote@Progressing"], run.Tick().Log);
        run.Hooks["promote"] = true;
        Assert.Equal(["metric"], run.Tick().Log);
        Assert.Equal(["metric", "promote@Progressing", "route 100"], run.Tick().Log);
        Assert.Equal(FlaggerPhase.WaitingPromotion, run.State.Phase);
        Assert.Equal(["metric", "promote@Progressing", "CopyToPrimary"], run.Tick().Log);
    }

    [Fact]
    public void ConfirmPromotion_WithOneIterationRunsPreRolloutHooksAgain()
    {
        ScriptedTicks run = new(ScriptedTicks.Hooked(
            new FlaggerAnalysis { Iterations = 1 }, ("smoke", FlaggerHookType.PreRollout), ("promote", FlaggerHookType.ConfirmPromotion)));
        run.Hooks["promote"] = false;
        run.Ticks("PPP");
        Assert.Equal(0, run.State.Iterations);
        Assert.Equal(["smoke@Progressing"], run.Tick().Log);
    }

    [Fact]
    public void ConfirmPromotion_RefusedAfterTheSwitchOfMirroredBlueGreenTakesTheTrafficBack()
    {
        ScriptedTicks run = new(ScriptedTicks.Hooked(new FlaggerAnalysis { Iterations = 2, Mirror = true }, ("promote", FlaggerHookType.ConfirmPromotion)));
        run.Ticks("PPPP");
        Assert.Equal(100, run.Machine.RoutedWeight);
        run.Hooks["promote"] = false;
        run.Tick();
        Assert.Equal(["metric", "route 0 mirrored"], run.Tick().Log);
    }

    [Fact]
    public void Rollback_FirstSuccessEndsTheList()
    {
        ScriptedTicks run = new(ScriptedTicks.Hooked(
            Half, ("one", FlaggerHookType.Rollback), ("two", FlaggerHookType.Rollback), ("three", FlaggerHookType.Rollback), ("post", FlaggerHookType.PostRollout)));
        run.Ticks("PP");
        run.Hooks["two"] = true;
        Assert.Equal(["one@Progressing", "two@Progressing", "route 0", "ScaleDown", "post@Failed"], run.Tick().Log);
        Assert.Equal((FlaggerPhase.Failed, 0), (run.State.Phase, run.State.FailedChecks));
    }

    [Fact]
    public void PostRollout_FirstRefusalStopsTheLaterOnes()
    {
        ScriptedTicks run = new(ScriptedTicks.Hooked(Half, ("one", FlaggerHookType.PostRollout), ("two", FlaggerHookType.PostRollout)));
        run.Hooks["one"] = false;
        run.Ticks("PPPPP");
        Assert.Equal(["ScaleDown", "one@Succeeded"], run.Log);
        Assert.Equal(FlaggerPhase.Succeeded, run.State.Phase);
    }

    [Fact]
    public void EventHook_IsToldOfEveryEventAndChangesNothing()
    {
        ScriptedTicks run = new(ScriptedTicks.Hooked(Half, ("told", FlaggerHookType.Event)));
        Assert.Equal(["told@Progressing", "ScaleUp"], run.Tick().Log);
        Assert.Equal(["told@Progressing", "route 50", "told@Progressing"], run.Tick().Log);
        Assert.Equal(["metric", "told@Progressing"], run.Tick(passes: false).Log);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(202, true)]
    [InlineData(203, false)]
    [InlineData(204, false)]
    [InlineData(500, false)]
    [InlineData(0, false)]
    public void Status_ThatAccepts(int status, bool accepts) => Assert.Equal(accepts, FlaggerHook.Accepts(status));

    [Theory]
    [InlineData("", 10)]
    [InlineData("5", 10)]
    [InlineData("30s", 30)]
    [InlineData("soon", null)]
    public void Timeout_OfAHook(string text, int? seconds) =>
        Assert.Equal(seconds, new FlaggerHook("hook", FlaggerHookType.Rollout) { Timeout = text }.EffectiveTimeout?.TotalSeconds);

    [Fact]
    public void Timeout_OfAllAttempts() => Assert.Equal(
        TimeSpan.FromSeconds(8 * 5 + 1 + 2 + 4 + 8 + 16 + 30 + 30), new FlaggerHook("hook", FlaggerHookType.Rollout) { Timeout = "5s", Retries = 7 }.LongestCall);

    // Section 4, step 7: before the threshold, so that a push saves a canary about to be rolled back.
    [Fact]
    public void Revision_ChangedDuringARunBeginsAnewBeforeTheThresholdIsLookedAt()
    {
        ScriptedTicks run = new(ScriptedTicks.Hooked(Half, ("gate", FlaggerHookType.ConfirmRollout)));
        run.Ticks("PPFF");
        Assert.Equal(2, run.State.FailedChecks);
        run.Target = new FlaggerTarget(3, 1);
        Assert.Equal(["Progressing 0 0"], run.Trace("P"));
        Assert.Equal(["route 0"], run.Log);
    }

    // Section 1: the promoted template put back starts nothing; an old ConfigMap put back does.
    [Fact]
    public void Revision_PutBackAfterAFailure()
    {
        ScriptedTicks run = new ScriptedTicks(Half with { Threshold = 1 }).Ticks("PPFP");
        Assert.Equal(FlaggerPhase.Failed, run.State.Phase);
        Assert.Equal(FlaggerPhase.Failed, run.Ticks("P").State.Phase);
        run.Target = new FlaggerTarget(1, 1);
        Assert.Equal(FlaggerPhase.Failed, run.Ticks("P").State.Phase);

        // The failed revision can be tried again once the promoted one was seen for a tick.
        run.Target = new FlaggerTarget(2, 1);
        Assert.Equal(FlaggerPhase.Progressing, run.Ticks("P").State.Phase);
        run.Ticks("PPPP");
        Assert.Equal(FlaggerPhase.Succeeded, run.State.Phase);
        run.Target = new FlaggerTarget(2, 2);
        Assert.Equal(FlaggerPhase.Progressing, run.Ticks("P").State.Phase);
        run.Ticks("PFP");
        run.Target = new FlaggerTarget(2, 1);
        Assert.Equal(FlaggerPhase.Progressing, run.Ticks("P").State.Phase);
    }

    [Fact]
    public void Revision_FirstSeenOnAFailedTickThatEndsEarlyIsNeverAnalysed()
    {
        ScriptedTicks run = new ScriptedTicks(Half with { Threshold = 1 }).Ticks("PPFP");
        run.Target = new FlaggerTarget(3, 1);
        run.Primary = FlaggerReadiness.NotReady;
        run.Tick();
        run.Primary = FlaggerReadiness.Ready;
        Assert.Equal(FlaggerPhase.Failed, run.Ticks("PP").State.Phase);
    }

    [Fact]
    public void Revision_SeenWithAPrimaryPastItsDeadlineFailsAndIsNotTriedAgain()
    {
        ScriptedTicks run = new(Half) { Primary = FlaggerReadiness.PastDeadline };
        Assert.Equal(["Failed 0 0"], run.Trace("P"));
        run.Primary = FlaggerReadiness.Ready;
        Assert.Equal(["Failed 0 0"], run.Trace("P"));
    }

    [Fact]
    public void Revision_PromotedTemplatePutBackDuringARunIsPromotedAndThenRunsAgain()
    {
        ScriptedTicks run = new ScriptedTicks(Half).Ticks("PP");
        run.Target = new FlaggerTarget(1, 1);
        Assert.Equal(["Promoting 50 0", "Finalising 0 0", "Succeeded 0 0", "Progressing 0 0"], run.Trace("PPPP"));
        Assert.Equal(1, run.State.Primary.Template);
    }

    [Fact]
    public void Revision_PushedWhilePromotingIsSeenAfterSuccess()
    {
        ScriptedTicks run = new ScriptedTicks(Half).Ticks("PPP");
        run.Target = new FlaggerTarget(3, 1);
        Assert.Equal(["Finalising 0 0", "Succeeded 0 0", "Progressing 0 0"], run.Trace("PPP"));
        Assert.Equal((2, 2), (run.State.Primary.Template, run.State.PromotedTemplate));
    }

    [Fact]
    public void Initialising_WaitsForThePrimaryAndTakesTheFirstRevisionUnchecked()
    {
        FlaggerMachine machine = new(ScriptedTicks.Given(Half), default, FlaggerProvider.Default);
        FlaggerTarget target = new(7, 7);
        Assert.Equal(FlaggerQuestion.None, machine.Begin(new FlaggerSight(target, FlaggerReadiness.PastDeadline, FlaggerReadiness.Ready)));
        Assert.Equal(FlaggerPhase.Initializing, machine.State.Phase);
        machine.Begin(new FlaggerSight(target, FlaggerReadiness.Ready, FlaggerReadiness.Ready));
        Assert.Equal(FlaggerState.Initialized(target), machine.State);
    }

    [Fact]
    public void Fork_WithinATickGoesItsOwnWay()
    {
        ScriptedTicks run = new ScriptedTicks(Half).Ticks("PP");
        FlaggerQuestion question = run.Machine.Begin(new FlaggerSight(run.Target, FlaggerReadiness.Ready, FlaggerReadiness.Ready));
        Assert.Equal(FlaggerQuestionKind.Metric, question.Kind);
        FlaggerMachine fork = run.Machine.Fork();
        fork.Answer(false);
        run.Machine.Answer(true);
        Assert.Equal((1, 0), (fork.State.FailedChecks, run.State.FailedChecks));
        Assert.Equal((FlaggerPhase.Progressing, FlaggerPhase.Promoting), (fork.State.Phase, run.State.Phase));
        Assert.Throws<InvalidOperationException>(() => fork.Answer(true));
    }
}
