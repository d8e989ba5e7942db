using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers;

/// <summary>Whole rollouts under the native controller in a scripted world.</summary>
public sealed class NativeLifeTests
{
    private static readonly Check Errors = Given.Check(Given.Errors, Given.Points(0.01), Given.Sequential);
    private static readonly Check Limit = Given.Check(Given.Errors, Given.AtMost(0.02), Given.Sequential);

    [Fact]
    public void Healthy_GoesThroughEveryStep_AndIsPromoted()
    {
        ScriptedWorld world = World(Given.Policy(Given.Plan(Given.Step(10, passes: 3), Given.Step(50, 10), Given.Step(100)), Errors, Limit)).Run();
        Assert.Equal(RolloutOutcome.Promoted, world.Outcome);
        Assert.Equal(
            [
                (15, "advance to 50 %: every rule of the step is met"),
                (25, "advance to 100 %: every rule of the step is met"),
                (30, "promote: every rule of the step is met"),
            ],
            world.Milestones);
        Assert.Equal([10, 50, 100], Weights(world));
    }

    [Fact]
    public void Bake_KeepsAStepThatHasItsPasses()
    {
        ScriptedWorld world = World(Given.Policy(Given.Plan(Given.Step(10, bakeMinutes: 30), Given.Step(100)), Errors)).Run();
        Assert.Equal((30, "advance to 100 %: every rule of the step is met"), world.Milestones.First());
        Assert.Equal(5, world.Journal.Entries.Count(entry => entry.Sentences[^1] == "hold at 10 %: the step needs more looks, time or evidence"));
    }

    [Fact]
    public void Minimum_OfTheStep_KeepsItUntilBothArmsHaveIt()
    {
        // 10 % of 200 requests a second are 6,000 in 5 minutes (less the set-aside and reference intervals): 10,000 take two looks.
        PlanStep step = Given.Step(10) with { Minimum = new EvidenceMinimum(10_000, TimeSpan.Zero) };
        Assert.Equal(10, World(Given.Policy(Given.Plan(step, Given.Step(100)), Errors)).Run().Milestones.First().Minutes);
    }

    [Fact]
    public void Fail_RollsBackAtTheLookThatFindsIt_AndNamesTheLargest()
    {
        ScriptedWorld world = World(Given.Policy(Given.Plan(Given.Step(10), Given.Step(50), Given.Step(100)), Errors, Limit));
        world.Increment = (w, key) => Worse(w, key, w.Now > Moment.FromSeconds(420) ? 6 : 1);
        world.Run();
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, world.Outcome);
        Assert.Equal(
            [(5, "advance to 50 %: every rule of the step is met"), (10, "roll back: errors atMost failed")], world.Milestones);
        Assert.Contains("worse than allowed: evidence of harm more than 1,000,000, where ", world.Journal.Entries[^2].Sentences[1], StringComparison.Ordinal);
        Assert.Equal(TrafficWeight.None, world.Weight);
    }

    [Fact]
    public void SafeBelow_NeedsAPassOnEveryCheckBeyondIt()
    {
        // A margin of 0 points can never be shown to hold by an equal canary: it may go up to 50 % and no further.
        Policy policy = Given.Policy(Given.Plan(Given.Step(10), Given.Step(50), Given.Step(75)), Given.Check(Given.Errors, Given.Relative(0), Given.Sequential));
        ScriptedWorld world = World(policy).Run();
        Assert.Equal([10, 50, 0], Weights(world));
        Assert.Equal(
            [
                (5, "advance to 50 %: every rule of the step is met"),
                (70, "roll back: still inconclusive 1 h after the step's normal end"),
            ],
            world.Milestones);
        Assert.Equal(RolloutOutcome.RolledBackForWantOfEvidence, world.Outcome);
        Assert.Contains(world.Journal.Entries, entry => entry.Sentences[^1] == "hold at 50 %: from here on every check must pass, and not all do yet");
    }

    [Fact]
    public void Inconclusive_FallingBackToAPause_WaitsForTheOperator_AndStartsAnew()
    {
        Policy policy = Given.Policy(Given.Plan(Given.Step(10)), Given.Check(Given.Errors, Given.Relative(0), Given.Sequential)) with
        {
            Inconclusive = new WaitingRule(TimeSpan.FromMinutes(20), Fallback.Pause),
        };
        ScriptedWorld world = World(policy);
        world.Script.Add(Observation.OperatorSaid(OperatorWord.Resume, Moment.FromSeconds(3600)));
        world.Run();
        Assert.Equal(
            [
                (25, "pause at 10 %: still inconclusive 20 min after the step's normal end"),
                (85, "pause at 10 %: still inconclusive 20 min after the step's normal end"),
                (360, "roll back: not promoted within the plan's maximum of 6 h"),
            ],
            world.Milestones);
        Assert.Equal(2, world.Effects.Count(effect => effect.Kind == EffectKind.Pause));
    }

    [Fact]
    public void NoData_HoldsAndThenRollsBack()
    {
        ScriptedWorld world = World(Given.Policy(Given.Plan(Given.Step(10, bakeMinutes: 60), Given.Step(100)), Errors));
        world.Increment = (w, key) => key.Arm == Arm.Canary && w.Now > Moment.FromSeconds(600) ? double.NaN : ScriptedWorld.Healthy(w, key);
        world.Run();
        Assert.Equal([(25, "roll back: no data for 15 min")], world.Milestones);
        Assert.Equal(2, world.Journal.Entries.Count(entry => entry.Sentences[^1] == "hold at 10 %: no data"));
        Assert.Equal(RolloutOutcome.RolledBackForWantOfEvidence, world.Outcome);
    }

    [Fact]
    public void NoData_ThatComeBackInTime_HoldAndGoOn()
    {
        ScriptedWorld world = World(Given.Policy(Given.Plan(Given.Step(10, passes: 2), Given.Step(100)), Errors));
        world.Increment = (w, key) => key.Arm == Arm.Canary && w.Now.Seconds is > 300 and <= 900 ? double.NaN : ScriptedWorld.Healthy(w, key);
        world.Run();

        // The look at 5 minutes passes, those at 10 and 15 are blind and break the row, those at 20 and 25 pass.
        Assert.Equal(25, world.Milestones.First().Minutes);
        Assert.Equal(RolloutOutcome.Promoted, world.Outcome);
    }

    [Fact]
    public void NoData_FallingBackToAPause_WaitsUntilTheMaximum()
    {
        Policy policy = Given.Policy(Given.Plan(Given.Step(10)), Errors) with { NoData = new WaitingRule(TimeSpan.FromMinutes(15), Fallback.Pause) };
        ScriptedWorld world = World(policy);
        world.Increment = (_, _) => double.NaN;
        world.Run();
        Assert.Equal(
            [(15, "pause at 10 %: no data for 15 min"), (360, "roll back: not promoted within the plan's maximum of 6 h")], world.Milestones);
    }

    [Fact]
    public void NoData_AtFullWeight_DoesNotPromoteOnKeptVerdicts()
    {
        ScriptedWorld world = World(Given.Policy(Given.Plan(Given.Step(50), Given.Step(100)), Errors));
        world.Increment = (w, key) => w.Weight == TrafficWeight.All ? double.NaN : ScriptedWorld.Healthy(w, key);
        world.Run();
        Assert.Equal("roll back: no data for 15 min", world.Milestones.Last().Sentence);
    }

    [Fact]
    public void NoData_WherePolicySaysPass_IsPromoted_AndEveryLookSaysSo()
    {
        Check script = Given.Check(Given.P99, Given.AtMost(0.2), Given.Point, missing: MissingRule.Pass.Rule);
        ScriptedWorld world = World(Given.Policy(Given.Plan(Given.Step(10), Given.Step(100)), script)).Run();
        Assert.Equal(RolloutOutcome.Promoted, world.Outcome);
        Assert.Equal(2, world.Journal.Entries.Count(entry => entry.Sentences[0] == "latency.p99 atMost: no data, and this policy says that no data passes"));
    }

    [Fact]
    public void Script_OfTheGuide_PromotesACanaryNobodySees()
    {
        // canary_controller.py: 10, 25, 50, 75, 100 %, three passes of five minutes each, `x if result else 0`.
        Policy policy = Given.Policy(
            Given.Plan([.. new[] { 10, 25, 50, 75, 100 }.Select(weight => Given.Step(weight, 5, 3))]),
            Given.Check(Given.P99, Given.AtMost(0.2), Given.Point, missing: new MissingRule.ReadAs(0)),
            Given.Check(Given.P99, Given.Relative(0.2), Given.Point, missing: new MissingRule.ReadAs(0)),
            Given.Check(Given.Errors, Given.AtMost(0.01), Given.Point, missing: new MissingRule.ReadAs(0)),
            Given.Check(Given.Accuracy, Given.AtLeast(0.95), Given.Point, missing: new MissingRule.ReadAs(1)),
            Given.Check(Given.Accuracy, Given.Relative(0.01), Given.Point, missing: new MissingRule.ReadAs(1)));
        ScriptedWorld world = World(policy).Run();
        Assert.Equal((75, "promote: every rule of the step is met"), world.Milestones.Last());
    }

    [Fact]
    public void QueriesThatFail_AreNoData()
    {
        ScriptedWorld world = World(Given.Policy(Given.Plan(Given.Step(10)), Given.Check(Given.P99, Given.AtMost(0.2), Given.Point)));
        world.Answer = (_, _) => QueryAnswer.Error;
        Assert.Equal("roll back: no data for 15 min", world.Run().Milestones.Last().Sentence);
    }

    [Fact]
    public void Maximum_BeatsAPauseAndAStepThatIsNotDone()
    {
        RolloutPlan plan = Given.Plan(Given.Step(10, bakeMinutes: 600)) with { Maximum = TimeSpan.FromMinutes(42) };
        ScriptedWorld world = World(Given.Policy(plan, Errors));
        world.Script.Add(Observation.OperatorSaid(OperatorWord.Pause, Moment.FromSeconds(60)));
        world.Run();
        Assert.Equal([(1, "pause at 10 %: an operator said so"), (42, "roll back: not promoted within the plan's maximum of 42 min")], world.Milestones);
        Assert.Equal(RolloutOutcome.RolledBackForWantOfEvidence, world.Outcome);
    }

    [Fact]
    public void LooksThatShareTheirScrapes_CountOnce()
    {
        // Looks every 5 s, scrapes every 15 s: three passes take three scrapes.
        ScriptedWorld world = World(Given.Policy(Given.Plan(Given.Step(10, 1.0 / 12, 3), Given.Step(50)), Limit)).Run();
        Assert.InRange(world.Milestones.First().Minutes * 60, 30, 45);
    }

    private static ScriptedWorld World(Policy policy) => new(Given.Bind(policy));

    private static double Worse(ScriptedWorld world, CounterKey key, double times) =>
        ScriptedWorld.Healthy(world, key) * (key is { Arm: Arm.Canary, Kind: CounterKind.Errors } ? times : 1);

    private static IEnumerable<int> Weights(ScriptedWorld world) =>
        world.Effects.Where(effect => effect.Kind == EffectKind.SetWeight).Select(effect => effect.Weight.Parts);
}
