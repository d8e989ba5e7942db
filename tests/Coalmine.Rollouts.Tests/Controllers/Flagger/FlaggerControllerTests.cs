using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Testing;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers.Flagger;

/// <summary>Flagger over the seam. Times and weights are those of sections 7 and 8 of the reference page on Flagger.</summary>
public sealed class FlaggerControllerTests
{
    private static readonly FlaggerAnalysis Guide = new()
    {
        Interval = "2m",
        Threshold = 3,
        MaxWeight = 50,
        StepWeight = 10,
        Metrics = [new FlaggerMetric { Name = "errors", Query = "errors", Range = new FlaggerThresholdRange(null, 2) }],
    };

    [Fact]
    public void HealthyCanary_IsPromotedAtMinuteTwelveAndSucceedsAtSixteen()
    {
        PodWorld world = World(Guide).Run();
        Assert.Equal(RolloutOutcome.Promoted, world.Outcome);
        Assert.Equal([(2, 10), (4, 20), (6, 30), (8, 40), (10, 50), (14, 0)], Weights(world));
        Assert.Equal((12, "promote: the checks passed and the template is copied to the primary"), world.Milestones.Last());
        Assert.Equal(16, world.Observations[^1].At.Seconds / 60);
        Assert.Equal([(0, 3), (16, 0)], world.Effects.Where(one => one.Effect.Kind == EffectKind.Scale).Select(one => (one.Minutes, one.Effect.Replicas)));
    }

    [Fact]
    public void Detection_ShiftsEverythingAndIsTakenWithinTheInterval()
    {
        PodWorld world = new PodWorld(new FlaggerController(Spec(Guide), new FlaggerOptions { Detection = TimeSpan.FromMinutes(3.5) })).Run();
        Assert.Equal((3.5, 10), Weights(world).First());
        Assert.Equal(17.5, world.Observations[^1].At.Seconds / 60);
    }

    [Fact]
    public void FailingCanary_IsRolledBackOnEvidenceAtMinuteTen()
    {
        PodWorld world = World(Guide);
        world.Answer = _ => QueryAnswer.OfSeries(new double[] { 1, 5 });
        world.Run();
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, world.Outcome);
        Assert.Equal([(2, 10), (10, 0)], Weights(world));
        Assert.Equal((10, "roll back: the failed checks reached the threshold"), world.Milestones.Last());
        Assert.Equal(DecisionReason.CheckFailed, world.Journal.Entries[^1].Decision.Reason);
        JournalEntry look = world.Journal.Entries.First(entry => entry.Verdicts.Length > 0);
        Assert.Equal("errors: 5, a failure", look.Sentences[0]);
        Assert.Equal((VerdictKind.Fail, VerdictReason.BeyondThreshold), (look.Verdicts[0].Kind, look.Verdicts[0].Reason));
    }

    [Theory]
    [InlineData("ENN", RolloutOutcome.RolledBackForWantOfEvidence)]
    [InlineData("NNN", RolloutOutcome.RolledBackForWantOfEvidence)]
    [InlineData("FFN", RolloutOutcome.RolledBackOnEvidence)]
    [InlineData("NFF", RolloutOutcome.RolledBackOnEvidence)]
    [InlineData("SSS", RolloutOutcome.RolledBackForWantOfEvidence)]
    public void Rollback_IsNamedAfterMostOfItsFailedChecks(string answers, RolloutOutcome expected)
    {
        PodWorld world = World(Guide);
        int asked = 0;
        world.Answer = _ => answers[asked++] switch
        {
            'N' => QueryAnswer.NoData,
            'E' => QueryAnswer.Error,
            'S' => QueryAnswer.Of(1),
            _ => QueryAnswer.OfSeries(new double[] { 9 }),
        };
        Assert.Equal(expected, world.Run().Outcome);
        Assert.Equal(3, asked);
    }

    [Fact]
    public void UnusableMetric_RollsBackForWantOfEvidenceWithoutAsking()
    {
        PodWorld world = World(Guide with { Metrics = [new FlaggerMetric { Name = "mistyped" }] }).Run();
        Assert.Equal(RolloutOutcome.RolledBackForWantOfEvidence, world.Outcome);
        Assert.DoesNotContain(world.Effects, one => one.Effect.Kind == EffectKind.Measure);
    }

    [Theory]
    [InlineData(FlaggerHookType.Rollback, true)]
    [InlineData(FlaggerHookType.PreRollout, false)]
    [InlineData(FlaggerHookType.Rollout, false)]
    public void Rollback_ByHooksIsOnOrder(FlaggerHookType type, bool answer)
    {
        PodWorld world = World(Guide with { Hooks = [new FlaggerHook("hook", type)] });
        world.Hooks["hook"] = answer;
        Assert.Equal(RolloutOutcome.RolledBackOnOrder, world.Run().Outcome);
    }

    [Fact]
    public void Hook_WithoutAnswerIsRefusedAfterItsTimeout()
    {
        PodWorld world = World(Guide with { Hooks = [new FlaggerHook("load", FlaggerHookType.Rollout) { Timeout = "30s" }] }).Run();
        Assert.Equal(RolloutOutcome.RolledBackOnOrder, world.Outcome);
        JournalEntry refused = world.Journal.Entries.First(entry => entry.Decision.Reason == DecisionReason.HookRefused);
        Assert.Equal(4.5, refused.Decision.At.Seconds / 60);
    }

    [Fact]
    public void Hook_WithATimeoutThatCannotBeReadIsRefusedUncalled()
    {
        PodWorld world = World(Guide with { Hooks = [new FlaggerHook("load", FlaggerHookType.Rollout) { Timeout = "soon" }] });
        world.Hooks["load"] = true;
        Assert.Equal(RolloutOutcome.RolledBackOnOrder, world.Run().Outcome);
        Assert.DoesNotContain(world.Effects, one => one.Effect.Kind == EffectKind.CallHook);
    }

    // Section 1: the ticker's channel holds one tick; a hook of 5 minutes at minute 4 swallows the tick of minute 8 and runs that of minute 6 at 9.
    [Fact]
    public void Ticks_ThatComeWhileOneIsUnansweredCollapseToOne()
    {
        PodWorld world = World(Guide with { Hooks = [new FlaggerHook("load", FlaggerHookType.Rollout) { Timeout = "10m" }] });
        world.Hooks["load"] = true;
        world.HookDelay = TimeSpan.FromMinutes(5);
        world.Run();
        Assert.Equal([(2, 10), (9, 20), (14, 30), (19, 40), (24, 50)], Weights(world).Take(5));
    }

    [Fact]
    public void Pods_ThatDoNotComeRollBackAtTheDeadline()
    {
        PodWorld world = new(new FlaggerController(Spec(Guide) with { ProgressDeadlineSeconds = 300 }, FlaggerOptions.Usual)) { CanaryStarts = false };
        world.Run();
        Assert.Equal(RolloutOutcome.RolledBackForWantOfEvidence, world.Outcome);
        Assert.Equal((6, "roll back: the canary is not ready"), Assert.Single(world.Milestones));
        Assert.Empty(Weights(world));
    }

    [Fact]
    public void Primary_IsWaitedForAfterTheCopy()
    {
        PodWorld world = World(Guide);
        world.PodStart = TimeSpan.FromMinutes(3);
        world.Run();

        // Scaled up at 0, ready at 3: the first weight comes at 4, the copy at 14; the primary is ready at 17.
        Assert.Equal([(4, 10), (18, 0)], [Weights(world).First(), Weights(world).Last()]);
        Assert.Equal(20, world.Observations[^1].At.Seconds / 60);
    }

    [Fact]
    public void Operator_SuspendsResumesAndSkips()
    {
        PodWorld world = World(Guide).Say(OperatorWord.Pause, 3).Say(OperatorWord.Resume, 7).Say(OperatorWord.Promote, 9).Run();
        Assert.Equal([(2, 10), (8, 20), (10, 0)], Weights(world));
        Assert.Equal(RolloutOutcome.Promoted, world.Outcome);
        Assert.Equal(10, world.Observations[^1].At.Seconds / 60);
    }

    [Fact]
    public void Revision_PushedDuringTheRunBeginsAnew()
    {
        PodWorld world = World(Guide);
        world.Say(Observation.WorkloadObserved(Arm.Canary, new WorkloadCount(3, 3, 3, 5), Moment.FromSeconds(300)));
        Assert.Equal([(2, 10), (4, 20), (6, 0), (8, 10)], Weights(world.Run()).Take(4));
    }

    [Fact]
    public void Route_EditedByHandMovesTheCanary()
    {
        PodWorld world = World(Guide);
        world.Say(Observation.WeightObserved(new TrafficWeight(40), Moment.FromSeconds(150)));
        Assert.Equal([(2, 10), (4, 50), (8, 0)], Weights(world.Run()));
    }

    [Fact]
    public void Match_SendsOnlyItsShare()
    {
        FlaggerAnalysis byMatch = Guide with { StepWeight = 0, MaxWeight = 0, Iterations = 2, HasMatch = true };
        PodWorld world = new PodWorld(new FlaggerController(Spec(byMatch), new FlaggerOptions { MatchedShare = 5 })).Run();
        Effect first = world.Effects.First(one => one.Effect.Kind == EffectKind.SetWeight).Effect;
        Assert.Equal(new TrafficWeight(5), first.Weight);
    }

    [Fact]
    public void Match_MaySelectAPartOfAPercent()
    {
        FlaggerAnalysis byMatch = Guide with { StepWeight = 0, MaxWeight = 0, Iterations = 2, HasMatch = true };
        PodWorld world = new PodWorld(new FlaggerController(Spec(byMatch), new FlaggerOptions { MatchedShare = 0.25 })).Run();
        Assert.Equal(new TrafficWeight(25, 10_000), world.Effects.First(one => one.Effect.Kind == EffectKind.SetWeight).Effect.Weight);
    }

    [Fact]
    public void Hooks_AreCalledWithWhatTheyAreFor()
    {
        FlaggerAnalysis hooked = Guide with
        {
            Hooks =
            [
                new FlaggerHook("gate", FlaggerHookType.Rollback) { Url = "http://tester/rollback/check" },
                new FlaggerHook("load", FlaggerHookType.Rollout) { Command = "hey -z 1m http://x-canary/" },
                new FlaggerHook("smoke", FlaggerHookType.PreRollout),
                new FlaggerHook("told", FlaggerHookType.Event),
            ],
        };
        PodWorld world = World(hooked);
        (world.Hooks["gate"], world.Hooks["load"], world.Hooks["smoke"]) = (false, true, true);
        Assert.Equal(
            [("told", HookKind.Notice), ("gate", HookKind.ClosedGate), ("smoke", HookKind.Question), ("load", HookKind.LoadTest)],
            world.Run().Effects.Where(one => one.Effect.Kind == EffectKind.CallHook).Select(one => (one.Effect.Text, one.Effect.Hook)).Distinct());
    }

    [Fact]
    public void Journal_ReplaysToTheSameWords()
    {
        FlaggerAnalysis hooked = Guide with { Hooks = [new FlaggerHook("load", FlaggerHookType.Rollout), new FlaggerHook("told", FlaggerHookType.Event)] };
        FlaggerController controller = new(Spec(hooked), FlaggerOptions.Usual);
        PodWorld world = new(controller) { Answer = at => at.Seconds > 400 ? QueryAnswer.NoData : QueryAnswer.OfSeries(new double[] { 1 }) };
        world.Hooks["load"] = true;
        world.Run();
        Assert.Equal(RolloutOutcome.RolledBackForWantOfEvidence, world.Outcome);
        RolloutJournal replayed = ReplayedRollout.Replay(world.Journal, controller);
        Assert.All(world.Journal.Entries.Zip(replayed.Entries), pair => Assert.True(pair.First.SaysTheSameAs(pair.Second)));
    }

    [Fact]
    public void Fork_GoesOnAsTheOriginal()
    {
        FlaggerController controller = new(Spec(Guide), FlaggerOptions.Usual);
        Observation[] observations = new PodWorld(controller).Run().Observations;
        RolloutState state = controller.Begin(controller.CreateMemory(), Moment.Start).State;
        foreach (Observation observation in observations)
        {
            Transition forked = controller.Step(state.Fork(), observation);
            Effect[] effects = forked.Effects.ToArray();
            Decision decision = forked.Decision;
            Transition original = controller.Step(state, observation);
            Assert.Equal(effects, original.Effects.ToArray());
            Assert.Equal(decision, original.Decision);
            state = original.State;
        }

        Assert.Equal(RolloutOutcome.Promoted, state.Outcome);
    }

    [Fact]
    public void Steps_AllocateNothingOnceAMemoryHasBeenUsed()
    {
        FlaggerController controller = new(Spec(Guide with { StepWeight = 1, MaxWeight = 100 }), FlaggerOptions.Usual);
        Observation[] observations = new PodWorld(controller).Run(600).Observations;
        RolloutMemory memory = controller.CreateMemory();
        Repeat(controller, memory, observations);
        Repeat(controller, memory, observations);
        RolloutOutcome outcome = RolloutOutcome.Open;
        Assert.Equal(0, AllocationMeter.Least(() => outcome = Repeat(controller, memory, observations)));
        Assert.Equal(RolloutOutcome.Promoted, outcome);
    }

    private static RolloutOutcome Repeat(FlaggerController controller, RolloutMemory memory, Observation[] observations)
    {
        Transition transition = controller.Begin(memory, Moment.Start);
        foreach (Observation observation in observations)
            transition = controller.Step(transition.State, observation);
        return transition.State.Outcome;
    }

    private static PodWorld World(FlaggerAnalysis analysis) => new(new FlaggerController(Spec(analysis), FlaggerOptions.Usual));

    private static FlaggerCanarySpec Spec(FlaggerAnalysis analysis) => new() { Name = "scores", Target = "scores", Analysis = analysis };

    private static IEnumerable<(double Minutes, int Weight)> Weights(PodWorld world) =>
        world.Effects.Where(one => one.Effect.Kind == EffectKind.SetWeight).Select(one => (one.Minutes, one.Effect.Weight.Parts));
}
