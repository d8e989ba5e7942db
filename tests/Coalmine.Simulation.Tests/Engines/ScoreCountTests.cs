using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>
/// Scores against beta laws. Probabilities of the tenths: mpmath 1.3.0, betainc(a, b, low, high, regularized=True), with the shapes (14.725, 1.6361..) of
/// mean 0.9 and variation 0.08, and (4.95, 2.66538..) of mean 0.65 and variation 0.25. Seeds are fixed; the false-alarm probability is 1e-5 an assertion.
/// </summary>
public abstract class ScoreCountTests(EngineKind engine, int replications)
{
    private static readonly double[] RightTenths =
    [
        1.12848169631e-14, 2.85107810316e-10, 1.03022378173e-07, 6.43206978244e-06, 0.000151001780541,
        0.00188257044595, 0.0148897414513, 0.0816986443075, 0.313197160692, 0.588174345945,
    ];

    private static readonly double[] WrongTenths =
    [
        0.000137442537638, 0.00349030760342, 0.0190571839211, 0.0549664576025, 0.110844102372,
        0.174067822799, 0.220469706849, 0.22058524638, 0.15410538223, 0.0422763477057,
    ];

    private static readonly World Scored = With(new ModelScores(new(0.9, 0.08), new(0.65, 0.25)));

    // So far apart that a score tells right from wrong: P(right score within 0.5) and P(wrong score above 0.5) are below 1e-12.
    private static readonly World Separate = With(new ModelScores(new(0.97, 0.01), new(0.1, 0.3)));

    [Theory]
    [InlineData(100)] // splits
    [InlineData(1)] // placed one by one
    public void Scores_OverTheirTenths_AreTheMixtureOfRightAndWrong(double rate)
    {
        EngineRun run = new(engine, Scored with { Traffic = Scored.Traffic with { RequestsPerSecond = rate } });
        double[] totals = Totals(run);
        double[] below = [0, .. Enumerable.Range(0, 10).Select(bound => totals[run.Layout.Score + bound])];
        double[] law = [.. RightTenths.Zip(WrongTenths, (right, wrong) => 0.96 * right + 0.04 * wrong)];
        Accept(GoodnessOfFit.OfCategories([.. below.Zip(below.Skip(1), (low, high) => high - low)], law));
        Assert.Equal(totals[(int)Slot.Requests], below[^1]);
        double variance = 0.96 * (0.072 * 0.072 + 0.9 * 0.9) + 0.04 * (0.1625 * 0.1625 + 0.65 * 0.65) - 0.89 * 0.89;
        Accept(NormalDistribution.TwoSided((totals[(int)Slot.ScoreSum] - 0.89 * below[^1]) / Math.Sqrt(variance * below[^1])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Scores_WhereAllAnswersAreLabelled_AgreeWithTheLabels(double burst)
    {
        EngineRun run = new(engine, Separate with
        {
            Labels = new LabelProcess(1, new DelayDistribution.Fixed(0)),
            Traffic = Separate.Traffic with { BurstSize = burst },
        });
        run.History(3, 0.4);
        for (int pod = 0; pod < 2; pod++)
        {
            Assert.True(run.Counter(pod, Slot.Right) > 0);
            Assert.Equal(run.Counter(pod, Slot.Labelled) - run.Counter(pod, Slot.Right), run.Counter(pod, run.Layout.Score + 4));
        }
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.5, 0.1)]
    [InlineData(0, 0)]
    public void Scores_WhateverIsLabelled_TellTheWrongAnswers(double share, double wrongShare)
    {
        EngineRun run = new(engine, Separate with { Labels = new LabelProcess(share, new DelayDistribution.Fixed(0)) { WrongShare = wrongShare } });
        double[] totals = Totals(run);
        double requests = totals[(int)Slot.Requests];
        Accept(NormalDistribution.TwoSided((totals[run.Layout.Score + 4] - 0.04 * requests) / Math.Sqrt(0.04 * 0.96 * requests)));
    }

    [Fact]
    public void Scores_Drift_MovesThemOnBothArmsWithoutLabels()
    {
        EngineRun run = new(engine, Separate with { Faults = [new CovariateDrift(0.06, 0.03, FaultTiming.Always)], Labels = LabelProcess.None });
        run.History(0, 0.5);
        for (int pod = 0; pod < 2; pod++)
        {
            double requests = run.Counter(pod, Slot.Requests);
            double wrong = pod == 0 ? 0.1 : 0.07;
            Accept(NormalDistribution.TwoSided((run.Counter(pod, run.Layout.Score + 4) - wrong * requests) / Math.Sqrt(wrong * (1 - wrong) * requests)));
        }
    }

    [Fact]
    public void Scores_ThatSomebodyReads_ChangeNothingElse()
    {
        EngineRun plain = new(engine, Scored, (int)Slot.Requests, (int)Slot.Labelled, (int)Slot.Right, (int)Slot.Conversions);
        EngineRun scored = new(engine, Scored);
        plain.History(2, 0.3);
        scored.History(2, 0.3);
        foreach (Slot slot in new[] { Slot.Requests, Slot.Labelled, Slot.Right, Slot.Conversions })
            Assert.Equal(plain.Counter(1, slot), scored.Counter(1, slot));
    }

    private static World With(ModelScores scores) => Given.World with
    {
        Baseline = Given.Model with { Scores = scores },
        Canary = Given.Model with { Scores = scores },
    };

    private double[] Totals(EngineRun run) => run.Totals(replications, 0.5);

    private static void Accept(double p) => Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
}
