using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Tests.Engines;
using Coalmine.Simulation.Truth;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Binned;

/// <summary>Classes against closed forms. Seeds are fixed; the false-alarm probability is 1e-5 an assertion.</summary>
public sealed class ClassTests
{
    private const int Classes = 3;

    // Accuracy 0.1 x 0.7 + 0.3 x 0.9 + 0.6 x 0.98 = 0.928. Wrong answers to a say b in 80 % and c in 20 %; to b a in 1 of 7 and c in 6; to c a in 1 of 4.
    private static readonly ClassMix Mix = ClassMix.Of(
    [
        new ModelClass("a", 0.1, 0.7) { Mistakes = [new Mistake("b", 0.8), new Mistake("c", 0.2)] },
        new ModelClass("b", 0.3, 0.9),
        new ModelClass("c", 0.6, 0.98),
    ]);

    private static readonly double[] Pairs =
    [
        0.07, 0.03 * 0.8, 0.03 * 0.2,
        0.03 / 7, 0.27, 0.03 * 6 / 7,
        0.012 / 4, 0.012 * 3 / 4, 0.588,
    ];

    private static readonly World World = Given.World with
    {
        Baseline = Given.Model with { Classes = Mix },
        Canary = Given.Model with { Classes = Mix },
    };

    [Fact]
    public void Accuracy_OfClasses_IsTheSumOfShareTimesRecall()
    {
        Assert.Equal(0.928, World.Canary.Accuracy, 12);
        Assert.Equal(0.928, new ArmTimeline(World, Arm.Canary).At(Moment.Start).Accuracy, 12);
    }

    [Theory]
    [InlineData(100)] // splits
    [InlineData(1)] // placed one by one
    public void Counts_OfClasses_FollowTheTable(double rate)
    {
        EngineRun run = new(World with { Traffic = World.Traffic with { RequestsPerSecond = rate } });
        double[] totals = Totals(run);
        Accept(GoodnessOfFit.OfCategories([.. Labelled(run, totals)], Pairs));
        double[] said = [.. Enumerable.Range(0, Classes).Select(j => Enumerable.Range(0, Classes).Sum(i => Pairs[i * Classes + j]))];
        Accept(GoodnessOfFit.OfCategories([.. Predicted(run, totals)], said));
    }

    [Fact]
    public void Counts_WithBiasedLabels_AreThoseOfRightAndOfWrongAnswersEach()
    {
        // Right answers are labelled with 50 %, wrong ones with 10 %: 0.928 x 0.5 + 0.072 x 0.1 = 0.4712 of all.
        EngineRun run = new(World with { Labels = World.Labels with { WrongShare = 0.1 } });
        double[] totals = Totals(run);
        double[] seen = [.. Pairs.Select((pair, i) => pair * (i / Classes == i % Classes ? 0.5 : 0.1) / 0.4712)];
        Accept(GoodnessOfFit.OfCategories([.. Labelled(run, totals)], seen));
        double[] said = [.. Enumerable.Range(0, Classes).Select(j => Enumerable.Range(0, Classes).Sum(i => Pairs[i * Classes + j]))];
        Accept(GoodnessOfFit.OfCategories([.. Predicted(run, totals)], said));
    }

    [Theory]
    [InlineData(100, 1, 0)]
    [InlineData(100, 5, 0)]
    [InlineData(100, 1, 300)]
    [InlineData(2, 1, 300)]
    [InlineData(100, 5, 300)]
    public void Counts_OfClasses_AddUpToRequestsAndLabels(double rate, double burst, double median)
    {
        DelayDistribution delay = median == 0 ? new DelayDistribution.Fixed(0) : new DelayDistribution.LogNormal(median, 4 * median);
        EngineRun run = new(World with
        {
            Traffic = World.Traffic with { RequestsPerSecond = rate, BurstSize = burst },
            Labels = new LabelProcess(0.5, delay),
        });
        foreach (double[] counters in run.History(4, 0.4))
            for (int pod = 0; pod < 2; pod++)
            {
                double[] own = counters[(pod * run.Layout.Length)..((pod + 1) * run.Layout.Length)];
                double[] labelled = [.. Labelled(run, own)];
                Assert.Equal(own[(int)Slot.Requests], Predicted(run, own).Sum());
                Assert.Equal(own[(int)Slot.Labelled], labelled.Sum());
                Assert.Equal(own[(int)Slot.Right], labelled[0] + labelled[4] + labelled[8]);
                for (int j = 0; j < Classes; j++)
                    Assert.True(labelled[j] + labelled[3 + j] + labelled[6 + j] <= Predicted(run, own).ElementAt(j));
            }
    }

    [Fact]
    public void Counts_ThatSomebodyReads_ChangeNothingElse()
    {
        World delayed = World with { Labels = new LabelProcess(0.5, new DelayDistribution.LogNormal(300, 1200)) };
        EngineRun plain = new(delayed, (int)Slot.Requests, (int)Slot.Labelled, (int)Slot.Right, (int)Slot.Conversions);
        EngineRun told = new(delayed);
        foreach ((double[] before, double[] after) in plain.History(2, 0.3).Zip(told.History(2, 0.3)))
            foreach (Slot slot in new[] { Slot.Requests, Slot.Labelled, Slot.Right, Slot.Conversions })
                Assert.Equal(before[(int)slot], after[(int)slot]);
    }

    [Fact]
    public void PriorShift_MovesTheAccuracyWithTheMix()
    {
        // At half strength a has 20 % of the requests, b and c 80 % in the old proportion 1 to 2.
        World shifting = World with
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
        World weak = World with
        {
            Canary = Given.Model with { Classes = Mix.WithRecall("a", 0.65) },
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
        World weaker = World with { Faults = [new RecallDrop("a", 0.2, FaultTarget.Canary, FaultTiming.Always)] };
        Assert.Equal(0.02, WorldEffects.Of(weaker).EffectAt(new Metric.Accuracy(), Moment.Start), 12);
        MomentaryBehaviour canary = new ArmTimeline(weaker, Arm.Canary).At(Moment.Start);
        Assert.Equal(0.05, canary.Classes.Probability(0, 0, canary.Accuracy), 12);
        Assert.Equal(0.588, canary.Classes.Probability(2, 2, canary.Accuracy), 12);
    }

    [Fact]
    public void AccuracyDrop_WithClasses_TakesFromEachRecallInProportion()
    {
        World dropped = World with { Faults = [new AccuracyDrop(0.0928, FaultTarget.Canary, FaultTiming.Always)] };
        MomentaryBehaviour canary = new ArmTimeline(dropped, Arm.Canary).At(Moment.Start);
        Assert.Equal(0.9 * 0.07, canary.Classes.Probability(0, 0, canary.Accuracy), 12);
        Assert.Equal(0.1 - 0.9 * 0.07, canary.Classes.Probability(0, 1, canary.Accuracy) + canary.Classes.Probability(0, 2, canary.Accuracy), 12);
    }

    [Fact]
    public void Series_OfClasses_AreOneAClassAndOneAPair()
    {
        string[] names = [.. SeldonSeries.Of(new ScrapedWorld(World), tellsCodesApart: false).Select(series => series.Labels["__name__"])];
        Assert.Equal(2 * 3, names.Count(name => name == "model_predictions_total"));
        Assert.Equal(2 * 9, names.Count(name => name == "model_labelled_total"));
    }

    [Fact]
    public void Compile_ClassesOfOneArmOnly_IsRefused() =>
        Assert.Throws<ArgumentException>(() => CompiledWorld.Compile(World with { Canary = Given.Model }));

    private static IEnumerable<double> Labelled(EngineRun run, double[] counters) => counters.Skip(run.Layout.LabelledPairs).Take(Classes * Classes);

    private static IEnumerable<double> Predicted(EngineRun run, double[] counters) => counters.Skip(run.Layout.Predictions).Take(Classes);

    private static double[] Totals(EngineRun run)
    {
        double[] totals = new double[run.Layout.Length];
        for (int replication = 0; replication < 20; replication++)
        {
            run.History(replication, 0.5);
            for (int place = 0; place < totals.Length; place++)
                totals[place] += run.Counter(1, place);
        }

        return totals;
    }

    private static void Accept(double p) => Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
}
