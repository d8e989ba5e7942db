using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using CsCheck;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers;

/// <summary>What holds for every policy in every world; fixed seeds, so that a run can be repeated.</summary>
public sealed class NativePropertyTests
{
    private const string Seed = "0N0XIzNsQ0O2";
    private const int Times = 150;

    [Fact]
    public void Rollback_IsFinal() => ForAll(rollout =>
    {
        ScriptedWorld world = rollout.World().Run();
        int at = Entries(world).FindIndex(entry => entry.Decision.Kind == DecisionKind.RollBack);
        if (at < 0)
            return;
        RolloutOutcome outcome = world.Outcome;
        foreach (OperatorWord word in Enum.GetValues<OperatorWord>())
            world.Tell(Observation.OperatorSaid(word, world.Now + TimeSpan.FromMinutes(1)));
        for (int id = 0; id < 5; id++)
        {
            world.Tell(Observation.MomentReached(id, world.Now));
            world.Tell(Observation.HookAnswered(id, true, world.Now));
            world.Tell(Observation.WorkloadObserved(Arm.Baseline, new WorkloadCount(3, 3, 3, 99), world.Now));
        }

        Assert.NotEqual(RolloutOutcome.Promoted, outcome);
        Assert.Equal(outcome, world.Outcome);
        Assert.All(Entries(world)[(at + 1)..], entry => Assert.Empty(entry.Effects));
        Assert.Equal((TrafficWeight.None, false), (world.Weight, world.IsMirroring));
    });

    [Fact]
    public void Weights_AreThoseOfThePlanInItsOrder_AndNeverAboveThePresentStep() => ForAll(rollout =>
    {
        ScriptedWorld world = rollout.World().Run();
        int next = 0;
        foreach (JournalEntry entry in Entries(world))
        {
            foreach (Effect effect in entry.Effects.Where(effect => effect.Kind == EffectKind.SetWeight))
            {
                bool ends = entry.Decision.Kind is DecisionKind.RollBack || world.Outcome == RolloutOutcome.Promoted && effect.Weight == TrafficWeight.None;
                if (ends)
                    Assert.Equal(TrafficWeight.None, effect.Weight);
                else if (entry.Decision.Kind == DecisionKind.Promote)
                    Assert.Equal(TrafficWeight.All, effect.Weight);
                else
                    Assert.Equal(rollout.Policy.Plan.Steps[next++].Weight, effect.Weight);
            }
        }
    });

    [Fact]
    public void WeightsBeyondTheSafeOne_AndPromotion_FollowALookAtWhichEveryCheckPassed() => ForAll(rollout =>
    {
        foreach (JournalEntry entry in Entries(rollout.World().Run()))
        {
            bool isPromotion = entry.Decision.Kind == DecisionKind.Promote;
            bool isBeyond = entry.Decision is { Kind: DecisionKind.Advance, Step: >= 0 } decision
                && rollout.Policy.Plan.Steps[decision.Step + 1].Weight > rollout.Policy.SafeBelow;
            if (isPromotion || isBeyond)
                Assert.All(entry.Verdicts, verdict => Assert.Equal(VerdictKind.Pass, verdict.Kind));
            if (entry.Verdicts.Any(verdict => verdict.Kind == VerdictKind.Fail))
                Assert.Equal((DecisionKind.RollBack, DecisionReason.CheckFailed), (entry.Decision.Kind, entry.Decision.Reason));
        }
    });

    [Fact]
    public void NoData_NeverPromotes_UnlessThePolicySaysPass() => ForAll(rollout =>
    {
        RandomRollout blind = rollout with { Blind = 1 };
        Assert.NotEqual(RolloutOutcome.Promoted, blind.World().Run().Outcome);
        RolloutPlan plan = new() { Steps = [Given.Step(10), Given.Step(100)], Maximum = TimeSpan.FromHours(1) };
        Policy passes = rollout.Policy with
        {
            Plan = plan,
            SafeBelow = new TrafficWeight(50),
            Checks = [.. rollout.Policy.Checks.Where(check => check.Method is CheckMethod.Point).Select(check => check with { Missing = MissingRule.Pass.Rule })],
        };
        ScriptedWorld unsafeWorld = (blind with { Policy = passes, Noise = [] }).World();
        unsafeWorld.ReportsWeights = true;
        unsafeWorld.Answer = (_, _) => Rollouts.Evidence.QueryAnswer.NoData;
        Assert.Equal(RolloutOutcome.Promoted, unsafeWorld.Run().Outcome);
    });

    [Fact]
    public void EveryRollout_EndsByTheMaximum() => ForAll(rollout =>
    {
        ScriptedWorld world = rollout.World().Run();
        Assert.NotEqual(RolloutOutcome.Open, world.Outcome);
        Decision end = Entries(world).Last(entry => entry.Decision.Kind is DecisionKind.Promote or DecisionKind.RollBack).Decision;
        Assert.True(end.At.SinceStart <= rollout.Policy.Plan.Maximum, $"{end}");
    });

    [Fact]
    public void Journal_ReplaysToTheSameDecisionsInTheSameWords() => ForAll(rollout =>
    {
        ScriptedWorld world = rollout.World().Run();
        RolloutJournal replayed = ReplayedRollout.Replay(world.Journal, new NativeController(world.Policy));
        Assert.Equal(world.Journal.Entries.Count, replayed.Entries.Count);
        foreach ((JournalEntry first, JournalEntry second) in world.Journal.Entries.Zip(replayed.Entries))
            Assert.True(first.SaysTheSameAs(second) && first.Verdicts.SequenceEqual(second.Verdicts), $"{first.Sentences[^1]} / {second.Sentences[^1]}");
    });

    [Fact]
    public void Step_OfTwoForks_IsTheSameTransition() => ForAll(rollout =>
    {
        ScriptedWorld world = rollout.World();
        NativeController other = new(world.Policy);
        RolloutState twin = default;
        bool hasTwin = false;
        RolloutJournal twins = new(new NativeWords(world.Policy));
        world.BeforeStep = (state, observation) =>
        {
            // A new fork at every third step; in between the last one goes its own way on the same observations.
            if (!hasTwin || twins.Entries.Count % 3 == 0)
                twin = state.Fork();
            hasTwin = true;
            Transition transition = other.Step(twin, observation);
            twins.Add(observation, transition);
            twin = transition.State;
        };
        world.Run();
        foreach ((JournalEntry first, JournalEntry second) in world.Journal.Entries.Skip(1).Zip(twins.Entries))
            Assert.True(first.SaysTheSameAs(second) && first.Verdicts.SequenceEqual(second.Verdicts), $"{first.Sentences[^1]} / {second.Sentences[^1]}");
        Assert.Equal(world.Outcome, twin.Outcome);
    });

    [Fact]
    public void RandomRollouts_EndInEveryWay()
    {
        // The properties above would be empty if every random rollout ended alike.
        HashSet<RolloutOutcome> outcomes = [];
        HashSet<DecisionReason> reasons = [];
        ForAll(rollout =>
        {
            ScriptedWorld world = rollout.World().Run();
            outcomes.Add(world.Outcome);
            reasons.UnionWith(Entries(world).Select(entry => entry.Decision.Reason));
        });
        Assert.Equal(
            [RolloutOutcome.Promoted, RolloutOutcome.RolledBackOnEvidence, RolloutOutcome.RolledBackForWantOfEvidence, RolloutOutcome.RolledBackOnOrder], outcomes.Order());

        // A score is what another controller has.
        Assert.Equal(Enum.GetValues<DecisionReason>().Except([DecisionReason.ScoreTooLow]), reasons.Order());
    }

    private static void ForAll(Action<RandomRollout> property) => RandomRollout.Any.Sample(property, seed: Seed, iter: Times, threads: 1);

    private static List<JournalEntry> Entries(ScriptedWorld world) => [.. world.Journal.Entries];
}
