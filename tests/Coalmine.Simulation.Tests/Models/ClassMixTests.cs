using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Truth;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Models;

/// <summary>Classes by their laws, through faults and into the truth of a world.</summary>
public sealed class ClassMixTests
{
    [Fact]
    public void Accuracy_OfClasses_IsTheSumOfShareTimesRecall()
    {
        Assert.Equal(0.928, GivenClasses.World.Canary.Accuracy, 12);
        Assert.Equal(0.928, new ArmTimeline(GivenClasses.World, Arm.Canary).At(Moment.Start).Accuracy, 12);
    }

    [Fact]
    public void PriorShift_MovesTheAccuracyWithTheMix()
    {
        // At half strength a has 20 % of the requests, b and c 80 % in the old proportion 1 to 2.
        World shifting = GivenClasses.World with
        {
            Faults = [new PriorShift("a", 0.3, new FaultTiming(TimeSpan.Zero, TimeSpan.FromMinutes(20), TimeSpan.MaxValue))],
        };
        MomentaryBehaviour half = new ArmTimeline(shifting, Arm.Canary).At(Moment.FromSeconds(600));
        Assert.Equal(0.2 * 0.7 + 0.8 / 3 * 0.9 + 1.6 / 3 * 0.98, half.Accuracy, 12);
        Assert.Equal(0.2 * 0.3 * 0.8, half.Classes.Probability(0, 1, half.Accuracy), 12);
        Assert.Equal(TruthKind.Healthy, WorldEffects.Of(shifting).Truth);
    }

    [Fact]
    public void PriorShift_TowardsWhatTheCanaryKnowsLess_Regresses()
    {
        World weak = GivenClasses.World with
        {
            Canary = Given.Model with { Classes = GivenClasses.MixOf(recallOfA: 0.65) },
            Faults = [new PriorShift("a", 0.5, Given.From(TimeSpan.FromMinutes(10)))],
        };
        WorldEffects effects = WorldEffects.Of(weak);
        Assert.Equal(0.005, effects.EffectAt(new Metric.Accuracy(), Moment.Start), 12);
        Assert.Equal(0.025, effects.EffectAt(new Metric.Accuracy(), Moment.FromSeconds(900)), 12);
        Assert.Equal(Moment.FromSeconds(600), effects.Onset);
    }

    [Fact]
    public void RecallDrop_HidesInTheAccuracyAndShowsInTheClass()
    {
        World weaker = GivenClasses.World with { Faults = [new RecallDrop("a", 0.2, FaultTarget.Canary, FaultTiming.Always)] };
        Assert.Equal(0.02, WorldEffects.Of(weaker).EffectAt(new Metric.Accuracy(), Moment.Start), 12);
        MomentaryBehaviour canary = new ArmTimeline(weaker, Arm.Canary).At(Moment.Start);
        Assert.Equal(0.05, canary.Classes.Probability(0, 0, canary.Accuracy), 12);
        Assert.Equal(0.588, canary.Classes.Probability(2, 2, canary.Accuracy), 12);
    }

    [Fact]
    public void AccuracyDrop_WithClasses_TakesFromEachRecallInProportion()
    {
        World dropped = GivenClasses.World with { Faults = [new AccuracyDrop(0.0928, FaultTarget.Canary, FaultTiming.Always)] };
        MomentaryBehaviour canary = new ArmTimeline(dropped, Arm.Canary).At(Moment.Start);
        Assert.Equal(0.9 * 0.07, canary.Classes.Probability(0, 0, canary.Accuracy), 12);
        Assert.Equal(0.1 - 0.9 * 0.07, canary.Classes.Probability(0, 1, canary.Accuracy) + canary.Classes.Probability(0, 2, canary.Accuracy), 12);
    }

    [Fact]
    public void Compile_ClassesOfOneArmOnly_IsRefused() =>
        Assert.Throws<ArgumentException>(() => CompiledWorld.Compile(GivenClasses.World with { Canary = Given.Model }));
}
