using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers;

/// <summary>Hooks, operators, the shadow stage, and the order of effects.</summary>
public sealed class NativeOrderTests
{
    private static readonly Check Errors = Given.Check(Given.Errors, Given.Points(0.01), Given.Sequential);
    private static readonly HookNames Hooks = new("smoke-test", "announce", "page", TimeSpan.FromSeconds(30));

    [Fact]
    public void Begin_WithoutHooks_SetsTheFirstWeightAndTheTwoWakes()
    {
        ScriptedWorld world = World(Given.Plan(Given.Step(10))).Run(Moment.Start);
        Assert.Equal(
            [
                Effect.Wake(NativeIds.MaximumWake, Moment.After(TimeSpan.FromHours(6))),
                Effect.SetWeight(new TrafficWeight(10)),
                Effect.Wake(NativeIds.LookWake, Moment.FromSeconds(300)),
            ],
            world.Journal.Entries[0].Effects);
        Assert.Equal("hold at 10 %: the rollout is under way", world.Journal.Entries[0].Sentences[0]);
    }

    [Fact]
    public void Hook_ThatRefuses_EndsTheRolloutBeforeAnyTrafficIsShifted()
    {
        ScriptedWorld world = World(Given.Plan(Given.Step(10)) with { Hooks = Hooks });
        world.Hooks["smoke-test"] = false;
        world.Run();
        Assert.Equal(RolloutOutcome.RolledBackOnOrder, world.Outcome);
        Assert.Equal([(0, "roll back: the pre-rollout hook refused or did not answer in time")], world.Milestones);
        Assert.DoesNotContain(world.Effects, effect => effect.Kind == EffectKind.SetWeight && effect.Weight > TrafficWeight.None);
    }

    [Fact]
    public void Hook_ThatDoesNotAnswer_CountsAsARefusal() =>
        Assert.Equal([(0.5, "roll back: the pre-rollout hook refused or did not answer in time")], World(Given.Plan(Given.Step(10)) with { Hooks = Hooks }).Run().Milestones);

    [Fact]
    public void Hook_ThatAgrees_LetsTheRolloutBegin_AndALateTimeoutChangesNothing()
    {
        ScriptedWorld world = World(Given.Plan(Given.Step(10), Given.Step(100)) with { Hooks = Hooks });
        world.Hooks["smoke-test"] = true;
        world.Script.Add(Observation.MomentReached(NativeIds.HookWake, Moment.FromSeconds(31)));
        world.Run();
        Assert.Equal(RolloutOutcome.Promoted, world.Outcome);
        Assert.Equal(["smoke-test", "announce"], world.Effects.Where(effect => effect.Kind == EffectKind.CallHook).Select(effect => effect.Text));
    }

    [Fact]
    public void Pause_WhileTheHookThinks_HoldsTheStartToo()
    {
        ScriptedWorld world = World(Given.Plan(Given.Step(10)) with { Hooks = Hooks with { Timeout = TimeSpan.FromMinutes(5) } });
        world.Script.Add(Observation.OperatorSaid(OperatorWord.Pause, Moment.FromSeconds(10)));
        world.Script.Add(Observation.HookAnswered(NativeIds.PreRolloutHook, true, Moment.FromSeconds(20)));
        world.Script.Add(Observation.OperatorSaid(OperatorWord.Resume, Moment.FromSeconds(900)));
        world.Run(Moment.FromSeconds(899));
        Assert.Equal((TrafficWeight.None, RolloutOutcome.Open), (world.Weight, world.Outcome));
        world = World(Given.Plan(Given.Step(10)) with { Hooks = Hooks with { Timeout = TimeSpan.FromMinutes(5) } });
        world.Script.Add(Observation.OperatorSaid(OperatorWord.Pause, Moment.FromSeconds(10)));
        world.Script.Add(Observation.HookAnswered(NativeIds.PreRolloutHook, true, Moment.FromSeconds(20)));
        world.Script.Add(Observation.OperatorSaid(OperatorWord.Resume, Moment.FromSeconds(900)));
        world.Run();
        Assert.Equal(900, world.Journal.Entries.First(entry => entry.Effects.Any(effect => effect.Kind == EffectKind.SetWeight)).Observation.At.Seconds);
        Assert.Equal(RolloutOutcome.Promoted, world.Outcome);
    }

    [Fact]
    public void Rollback_TakesTheTrafficFirst_AndCallsTheHookLast()
    {
        ScriptedWorld world = World(Given.Plan(Given.Step(10)) with { Hooks = Hooks });
        world.Hooks["smoke-test"] = true;
        world.Script.Add(Observation.OperatorSaid(OperatorWord.Abort, Moment.FromSeconds(100)));
        world.Run();
        Assert.Equal(
            [
                Effect.Cancel(NativeIds.LookWake), Effect.Cancel(NativeIds.MaximumWake), Effect.SetWeight(TrafficWeight.None), Effect.Abort(), Effect.Scale(Arm.Canary, 0),
                Effect.CallHook(NativeIds.RollbackHook, "page"),
            ],
            Last(world, DecisionKind.RollBack).Effects);
        Assert.Equal((RolloutOutcome.RolledBackOnOrder, "roll back: an operator said so"), (world.Outcome, Last(world, DecisionKind.RollBack).Sentences[^1]));
    }

    [Fact]
    public void Rollback_FromTheShadowStage_StopsMirroringBeforeTheVersionIsGivenUp()
    {
        ScriptedWorld world = World(Given.Plan(Given.Step(10)) with { Shadow = TimeSpan.FromMinutes(10) });
        world.Script.Add(Observation.OperatorSaid(OperatorWord.Abort, Moment.FromSeconds(100)));
        world.Run();
        Assert.Equal(
            [EffectKind.Cancel, EffectKind.Cancel, EffectKind.SetWeight, EffectKind.Mirror, EffectKind.Abort, EffectKind.Scale],
            Last(world, DecisionKind.RollBack).Effects.Select(effect => effect.Kind));
        Assert.False(world.IsMirroring);
    }

    [Fact]
    public void Promotion_GivesAllTrafficFirst_AndCleansUpWhenTheBaselineRunsTheNewVersion()
    {
        ScriptedWorld world = World(Given.Plan(Given.Step(50)) with { Hooks = Hooks with { PreRollout = "" } });
        world.Script.Add(Observation.WorkloadObserved(Arm.Baseline, new WorkloadCount(9, 9, 9, 4), Moment.FromSeconds(60)));
        foreach ((double at, WorkloadCount pods) in new[]
        {
            (310.0, new WorkloadCount(9, 9, 9, 4)),   // stale: still the old revision
            (320, new WorkloadCount(9, 12, 9, 5)),    // surge pods are still there
            (330, new WorkloadCount(9, 9, 8, 5)),     // one does not serve yet
            (335, new WorkloadCount(0, 0, 0, 5)),     // scaled to nothing: nobody would serve
            (340, new WorkloadCount(9, 9, 9, 5)),
        })
            world.Script.Add(Observation.WorkloadObserved(Arm.Baseline, pods, Moment.FromSeconds(at)));
        world.Script.Add(Observation.WorkloadObserved(Arm.Canary, new WorkloadCount(1, 1, 1, 9), Moment.FromSeconds(325)));
        world.Run();
        Assert.Equal(
            [
                Effect.Cancel(NativeIds.LookWake), Effect.Cancel(NativeIds.MaximumWake), Effect.SetWeight(TrafficWeight.All), Effect.Promote(),
                Effect.CallHook(NativeIds.PostRolloutHook, "announce"),
            ],
            Last(world, DecisionKind.Promote).Effects);
        JournalEntry[] after = [.. world.Journal.Entries.Where(entry => entry.Observation.At > Moment.FromSeconds(300) && entry.Effects.Length > 0)];
        Assert.Equal(340, Assert.Single(after).Observation.At.Seconds);
        Assert.Equal(
            [
                Effect.SetWeight(TrafficWeight.None), Effect.Scale(Arm.Canary, 0),
                Effect.Record("The baseline runs the promoted version; the canary's pods are removed."),
            ],
            after[0].Effects);
    }

    [Fact]
    public void Promotion_OfABaselineThatNobodyCountedBefore_IsCleanedUpWhenItsRevisionHasMoved()
    {
        ScriptedWorld world = World(Given.Plan(Given.Step(50)) with { Hooks = Hooks with { PreRollout = "" } });
        world.Script.Add(Observation.WorkloadObserved(Arm.Baseline, new WorkloadCount(9, 9, 9, 4), Moment.FromSeconds(310)));
        world.Script.Add(Observation.WorkloadObserved(Arm.Baseline, new WorkloadCount(9, 9, 9, 5), Moment.FromSeconds(340)));
        world.Run();
        JournalEntry[] after = [.. world.Journal.Entries.Where(entry => entry.Observation.At > Moment.FromSeconds(300) && entry.Effects.Length > 0)];
        Assert.Equal(340, Assert.Single(after).Observation.At.Seconds);
        Assert.Equal(Effect.SetWeight(TrafficWeight.None), after[0].Effects[0]);
    }

    [Fact]
    public void Promotion_ByAnOperatorFromTheShadowStage_StopsMirroring()
    {
        ScriptedWorld world = World(Given.Plan(Given.Step(10)) with { Shadow = TimeSpan.FromMinutes(10) });
        world.Script.Add(Observation.OperatorSaid(OperatorWord.Promote, Moment.FromSeconds(100)));
        world.Run();
        Assert.Equal((RolloutOutcome.Promoted, TrafficWeight.All, false), (world.Outcome, world.Weight, world.IsMirroring));
    }

    [Fact]
    public void Shadow_MirrorsOnly_ThenBegins()
    {
        Check pairs = Given.Check(new Metric.Disagreement(), Given.AtMost(0.05), Given.Sequential);
        RolloutPlan plan = Given.Plan(Given.Step(50), Given.Step(100)) with { Shadow = TimeSpan.FromMinutes(10) };
        ScriptedWorld world = new ScriptedWorld(Given.Bind(Given.Policy(plan, pairs, Given.Check(Given.Accuracy, Given.Points(0.01), Given.Sequential)))).Run();
        Assert.Equal(
            [
                (10, "begin with 50 %: the shadow stage is done"), (15, "advance to 100 %: every rule of the step is met"), (20, "promote: every rule of the step is met"),
            ],
            world.Milestones);
        Assert.Equal(10, world.Journal.Entries.Count(entry => entry.Decision.Step == -1 && entry.Verdicts.Length > 0));
        Assert.Equal([EffectKind.Wake, EffectKind.Mirror, EffectKind.Wake], world.Journal.Entries[0].Effects.Select(effect => effect.Kind));
    }

    [Fact]
    public void Shadow_WhoseOwnChecksDoNotPass_IsExtendedAndThenRolledBack()
    {
        Check pairs = Given.Check(new Metric.Disagreement(), Given.AtMost(0.02), Given.Sequential);
        RolloutPlan plan = Given.Plan(Given.Step(50)) with { Shadow = TimeSpan.FromMinutes(10) };
        Assert.Equal(
            [(70, "roll back: still inconclusive 1 h after the step's normal end")], new ScriptedWorld(Given.Bind(Given.Policy(plan, pairs))).Run().Milestones);
    }

    [Fact]
    public void Shadow_ThatShowsHarm_RollsBackBeforeAnyTrafficIsShifted()
    {
        RolloutPlan plan = Given.Plan(Given.Step(50)) with { Shadow = TimeSpan.FromMinutes(10) };
        ScriptedWorld world = new(Given.Bind(Given.Policy(plan, Given.Check(Given.Accuracy, Given.Points(0.005), Given.Sequential))));
        world.Increment = (w, key) => ScriptedWorld.Healthy(w, key) * (key.Kind == CounterKind.PairsCanaryOnlyWrong ? 4 : 1);
        world.Run();
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, world.Outcome);
        Assert.DoesNotContain(world.Effects, effect => effect.Kind == EffectKind.SetWeight && effect.Weight > TrafficWeight.None);
    }

    [Fact]
    public void Step_UntilResumed_WaitsForTheOperator_AndTellsOnce()
    {
        ScriptedWorld world = World(Given.Plan(Given.Step(10) with { Pause = StepPause.UntilResumed }, Given.Step(100)));
        world.Script.Add(Observation.OperatorSaid(OperatorWord.Resume, Moment.FromSeconds(1810)));
        world.Run();
        Assert.Equal((35, "advance to 100 %: every rule of the step is met"), world.Milestones.SkipLast(1).Last());
        Assert.Single(world.Effects, effect => effect.Kind == EffectKind.Pause);
        Assert.Equal((5, "pause at 10 %: the step waits for an operator"), world.Milestones.First());
    }

    [Fact]
    public void Pause_ByAnOperator_HoldsTheWeight_AndAFailStillRollsBack()
    {
        ScriptedWorld world = World(Given.Plan(Given.Step(10), Given.Step(100)));
        world.Script.Add(Observation.OperatorSaid(OperatorWord.Pause, Moment.FromSeconds(10)));
        world.Increment = (w, key) => ScriptedWorld.Healthy(w, key)
            * (key is { Arm: Arm.Canary, Kind: CounterKind.Errors } && w.Now > Moment.FromSeconds(7200) ? 9 : 1);
        world.Run();
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, world.Outcome);
        Assert.Equal(125, world.Milestones.Last().Minutes);
        Assert.DoesNotContain(world.Effects, effect => effect.Weight > new TrafficWeight(10));
    }

    [Fact]
    public void Promote_ByAnOperator_PromotesWhateverTheChecksSay()
    {
        ScriptedWorld world = World(Given.Plan(Given.Step(10), Given.Step(100)));
        world.Script.Add(Observation.OperatorSaid(OperatorWord.Promote, Moment.FromSeconds(10)));
        Assert.Equal([(10.0 / 60, "promote: an operator said so")], world.Run().Milestones);
    }

    [Fact]
    public void WeightSeenAgainAndAgain_SetsNothingMoreAside()
    {
        // A live shell reports the weight it reads at every poll.
        ScriptedWorld world = World(Given.Plan(Given.Step(10), Given.Step(100)));
        for (int at = 5; at < 600; at += 10)
            world.Script.Add(Observation.WeightObserved(new TrafficWeight(1, 10), Moment.FromSeconds(at)));
        world.Run();
        CheckVerdict first = world.Journal.Entries.First(entry => entry.Verdicts.Length > 0).Verdicts[0];

        // 20 intervals of 300 requests; the reports at 5 s and the first scrape at 0 s cost one interval at most.
        Assert.InRange(first.CanarySamples, 19 * 300 - 1, 20 * 300);
        Assert.Equal(RolloutOutcome.Promoted, world.Outcome);
    }

    [Fact]
    public void Answers_ToMeasurementsNobodyWaitsFor_AreIgnored()
    {
        ScriptedWorld world = World(Given.Plan(Given.Step(10, bakeMinutes: 60)));
        world.Script.Add(Observation.MeasurementAnswered(77, Moment.FromSeconds(20), new Measurements(new SampleWindow([]), [])));
        world.Run(Moment.FromSeconds(30));
        Assert.Equal("nothing to decide", world.Journal.Entries[^1].Sentences[^1]);
    }

    [Fact]
    public void State_ThatHasBeenSteppedFrom_Throws()
    {
        NativeController controller = new(Given.Bind(Given.Policy(Errors)));
        RolloutState state = controller.Begin(controller.CreateMemory(), Moment.Start).State;
        controller.Step(state, Observation.MomentReached(NativeIds.LookWake, Moment.FromSeconds(300)));
        Assert.Throws<InvalidOperationException>(() => { controller.Step(state, Observation.MomentReached(NativeIds.LookWake, Moment.FromSeconds(300))); });
        Assert.Throws<InvalidOperationException>(() => state.Outcome);
        Assert.Throws<InvalidOperationException>(() => state.Fork());
    }

    [Fact]
    public void State_OfARolloutBegunAnew_Throws()
    {
        NativeController controller = new(Given.Bind(Given.Policy(Errors)));
        RolloutMemory memory = controller.CreateMemory();
        RolloutState old = controller.Begin(memory, Moment.Start).State;
        RolloutState present = controller.Begin(memory, Moment.Start).State;
        Assert.Throws<InvalidOperationException>(() => old.Outcome);
        Assert.Equal(RolloutOutcome.Open, present.Outcome);
    }

    [Fact]
    public void Memory_UsedForOneRolloutAfterAnother_DecidesAsAFreshOne()
    {
        ScriptedWorld fresh = World(Given.Plan(Given.Step(10), Given.Step(50), Given.Step(100))).Run();
        NativeController controller = new(fresh.Policy);
        RolloutMemory memory = controller.CreateMemory();
        for (int round = 0; round < 2; round++)
        {
            Transition transition = controller.Begin(memory, Moment.Start);
            RolloutJournal journal = new(new NativeWords(fresh.Policy));
            journal.Add(default, transition);
            foreach (JournalEntry entry in fresh.Journal.Entries.Skip(1))
            {
                transition = controller.Step(transition.State, entry.Observation);
                journal.Add(entry.Observation, transition);
            }

            Assert.All(journal.Entries.Zip(fresh.Journal.Entries), pair => Assert.True(pair.First.SaysTheSameAs(pair.Second)));
        }
    }

    private static ScriptedWorld World(RolloutPlan plan) => new(Given.Bind(Given.Policy(plan, Errors)));

    private static JournalEntry Last(ScriptedWorld world, DecisionKind kind) => world.Journal.Entries.Last(entry => entry.Decision.Kind == kind);
}
