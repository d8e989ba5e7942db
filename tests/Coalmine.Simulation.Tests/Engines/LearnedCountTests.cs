using System.Collections.Immutable;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>
/// A learned model of four equally frequent rows, whose input breaks at half time: every probability is counted by hand. Seeds are fixed; the false-alarm
/// probability is 1e-5 an assertion.
/// </summary>
public abstract class LearnedCountTests(EngineKind engine, int replications)
{
    private static readonly ImmutableArray<string> Classes = ["no", "yes"];

    // 3 of 4 right; "no" is said to 1 of 4.
    private static readonly ScoredRows Whole = ScoredRows.Of(Classes, [new(0, 0, 0.95, 1), new(0, 1, 0.55, 1), new(1, 1, 0.85, 1), new(1, 1, 0.75, 1)]);

    // 1 of 4 right; "no" is said to 3 of 4.
    private static readonly ScoredRows Broken = ScoredRows.Of(Classes, [new(0, 0, 0.65, 1), new(0, 1, 0.55, 1), new(1, 0, 0.85, 1), new(1, 0, 0.61, 1)]);

    private static readonly ScoredModel Model = new([(0, Whole), (InputDrift.Steps, Broken)]);

    private static World World(params ImmutableArray<Fault> faults) => Given.World with
    {
        Baseline = Model.Answering(Given.Model),
        Canary = Model.Answering(Given.Model),
        Labels = new LabelProcess(1, new DelayDistribution.Fixed(0)),
        Faults = faults,
    };

    private static InputDrift Drift(TimeSpan onset) =>
        new("missingInput", new InputChange.Missing("x", 1, 0), FaultTarget.Canary, Given.From(onset));

    [Fact]
    public void Counts_WhereAnInputBreaksAtHalfTime_AreThoseOfBothStates()
    {
        EngineRun run = new(engine, World(Drift(TimeSpan.FromMinutes(30))));
        double[] totals = run.Totals(replications, 0.5);
        double[] below = [0, .. Enumerable.Range(0, 10).Select(bound => totals[run.Layout.Score + bound])];
        double[] tenths = [.. below.Zip(below.Skip(1), (low, high) => high - low)];
        Accept(GoodnessOfFit.OfCategories(tenths[5..], [0.25, 0.25, 0.125, 0.25, 0.125]));
        Assert.Equal(0, tenths[..5].Sum());
        double[] pairs = [.. totals.Skip(run.Layout.LabelledPairs).Take(4)];
        Accept(GoodnessOfFit.OfCategories(pairs, [0.25, 0.25, 0.25, 0.25]));
        Accept(GoodnessOfFit.OfCategories([.. totals.Skip(run.Layout.Predictions).Take(2)], [0.5, 0.5]));
        double right = totals[(int)Slot.Right];
        double labelled = totals[(int)Slot.Labelled];
        Accept(NormalDistribution.TwoSided((right - 0.5 * labelled) / Math.Sqrt(0.25 * labelled)));
    }

    [Fact]
    public void Counts_OfTheArmThatIsNotHit_AreThoseOfTheWholeInput()
    {
        EngineRun run = new(engine, World(Drift(TimeSpan.Zero)));
        run.History(3, 0.5);
        for (int pod = 0; pod < 2; pod++)
        {
            (double right, double labelled) = (run.Counter(pod, Slot.Right), run.Counter(pod, Slot.Labelled));
            double share = pod == 0 ? 0.75 : 0.25;
            Accept(NormalDistribution.TwoSided((right - share * labelled) / Math.Sqrt(share * (1 - share) * labelled)));
        }
    }

    [Fact]
    public void Counts_WhereNothingDrifts_AreThoseOfAWorldWithoutDrift()
    {
        EngineRun plain = new(engine, World());
        EngineRun later = new(engine, World(Drift(TimeSpan.FromHours(2))));
        Assert.Equal(plain.History(2, 0.3), later.History(2, 0.3));
    }

    [Fact]
    public void Pairs_OfTheSameModel_NeverDisagree()
    {
        EngineRun same = new(engine, World());
        same.History(1, 0.5, mirroring: true);
        Assert.True(same.Counter(1, Slot.PairsCompared) > 1000);
        Assert.Equal(0, same.Counter(1, Slot.PairsDisagreeing));

        // Whole and broken: rows 3 and 4 are wrong on the canary only, row 2 on both.
        EngineRun broken = new(engine, World(Drift(TimeSpan.Zero)));
        broken.History(1, 0.5, mirroring: true);
        double compared = broken.Counter(1, Slot.PairsCompared);
        Accept(NormalDistribution.TwoSided((broken.Counter(1, Slot.PairsDisagreeing) - 0.5 * compared) / Math.Sqrt(0.25 * compared)));
        Assert.Equal(0, broken.Counter(1, Slot.PairsBaselineOnlyWrong));
    }

    private static void Accept(double p) => Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
}
