using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>Counts of classes against closed forms. Seeds are fixed; the false-alarm probability is 1e-5 an assertion.</summary>
public abstract class ClassCountTests(EngineKind engine, int replications)
{
    private const int Classes = GivenClasses.Count;
    private static readonly World World = GivenClasses.World;

    [Theory]
    [InlineData(100)] // splits
    [InlineData(1)] // placed one by one
    public void Counts_OfClasses_FollowTheTable(double rate)
    {
        EngineRun run = new(engine, World with { Traffic = World.Traffic with { RequestsPerSecond = rate } });
        AcceptPairs(run, GivenClasses.Pairs);
    }

    [Fact]
    public void Counts_WithBiasedLabels_AreThoseOfRightAndOfWrongAnswersEach()
    {
        // Right answers are labelled with 50 %, wrong ones with 10 %: 0.928 x 0.5 + 0.072 x 0.1 = 0.4712 of all.
        EngineRun run = new(engine, World with { Labels = World.Labels with { WrongShare = 0.1 } });
        double[] totals = Totals(run);
        double[] seen = [.. GivenClasses.Pairs.Select((pair, i) => pair * (i / Classes == i % Classes ? 0.5 : 0.1) / 0.4712)];
        GoodnessOfFit.Accept(GoodnessOfFit.OfCategories(GivenClasses.Labelled(run.Layout, totals), seen));
        GoodnessOfFit.Accept(GoodnessOfFit.OfCategories(GivenClasses.Predicted(run.Layout, totals), GivenClasses.SaidOf(GivenClasses.Pairs)));
    }

    [Fact]
    public void PriorShift_OverARamp_HasTheSharesOfItsMean()
    {
        // From 10 % to 50 % in a straight line over the whole hour: 30 % on average, the others in the old proportion 1 to 2.
        FaultTiming hour = new(TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.MaxValue);
        EngineRun run = new(engine, World with { Faults = [new PriorShift("a", 0.5, hour)] });
        AcceptPairs(run, GivenClasses.PairsOf(0.3, 0.7 / 3, 1.4 / 3));
    }

    [Fact]
    public void PriorShift_FromAMomentWithinACell_ActsFromThereOn()
    {
        // 50 % from 1,805 s on, a third into a cell: 10 % x 1805 / 3600 + 50 % x 1795 / 3600.
        EngineRun run = new(engine, World with { Faults = [new PriorShift("a", 0.5, Given.From(TimeSpan.FromSeconds(1805)))] });
        double share = (0.1 * 1805 + 0.5 * 1795) / 3600;
        AcceptPairs(run, GivenClasses.PairsOf(share, (1 - share) / 3, 2 * (1 - share) / 3));
    }

    [Fact]
    public void RecallDrop_OfOneClass_MovesItsRowOnly()
    {
        EngineRun run = new(engine, World with { Faults = [new RecallDrop("a", 0.2, FaultTarget.Canary, FaultTiming.Always)] });
        AcceptPairs(run, [0.05, 0.05 * 0.8, 0.05 * 0.2, .. GivenClasses.Pairs[3..]]);
    }

    [Fact]
    public void AccuracyDrop_WithClasses_TakesFromEachRecallInProportion()
    {
        EngineRun run = new(engine, World with { Faults = [new AccuracyDrop(0.0928, FaultTarget.Canary, FaultTiming.Always)] });
        (double a, double b, double c) = (0.1 - 0.063, 0.3 - 0.243, 0.6 - 0.5292);
        AcceptPairs(run, [0.063, a * 0.8, a * 0.2, b / 7, 0.243, b * 6 / 7, c / 4, c * 3 / 4, 0.5292]);
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
        EngineRun run = new(engine, World with
        {
            Traffic = World.Traffic with { RequestsPerSecond = rate, BurstSize = burst },
            Labels = new LabelProcess(0.5, delay),
            Pods = new PodLayout(1, 1, 0.5),
        });
        foreach (double[] counters in run.History(4, 0.4))
            for (int pod = 0; pod < 2; pod++)
            {
                double[] own = counters[(pod * run.Layout.Length)..((pod + 1) * run.Layout.Length)];
                double[] labelled = GivenClasses.Labelled(run.Layout, own);
                double[] predicted = GivenClasses.Predicted(run.Layout, own);
                Assert.Equal(own[(int)Slot.Requests], predicted.Sum());
                Assert.Equal(own[(int)Slot.Labelled], labelled.Sum());
                Assert.Equal(own[(int)Slot.Right], labelled[0] + labelled[4] + labelled[8]);
                for (int j = 0; j < Classes; j++)
                    Assert.True(labelled[j] + labelled[3 + j] + labelled[6 + j] <= predicted[j]);
            }
    }

    [Theory]
    [InlineData(0.5, 300)]
    [InlineData(0.5, 0)]
    [InlineData(1, 0)]
    public void Counts_ThatSomebodyReads_ChangeNothingElse(double labelled, double median)
    {
        DelayDistribution delay = median == 0 ? new DelayDistribution.Fixed(0) : new DelayDistribution.LogNormal(median, 4 * median);
        World world = World with { Labels = new LabelProcess(labelled, delay) };
        Slot[] slots = [Slot.Requests, Slot.Labelled, Slot.Right, Slot.Conversions];
        EngineRun plain = new(engine, world, [.. slots.Select(slot => (int)slot)]);
        EngineRun told = new(engine, world);
        foreach ((double[] before, double[] after) in plain.History(2, 0.3).Zip(told.History(2, 0.3)))
            foreach (Slot slot in slots)
                Assert.Equal(before[(int)slot], after[(int)slot]);
    }

    private void AcceptPairs(EngineRun run, double[] pairs)
    {
        double[] totals = Totals(run);
        GoodnessOfFit.Accept(GoodnessOfFit.OfCategories(GivenClasses.Labelled(run.Layout, totals), pairs));
        GoodnessOfFit.Accept(GoodnessOfFit.OfCategories(GivenClasses.Predicted(run.Layout, totals), GivenClasses.SaidOf(pairs)));
    }

    private double[] Totals(EngineRun run) => run.Totals(replications, 0.5);
}
