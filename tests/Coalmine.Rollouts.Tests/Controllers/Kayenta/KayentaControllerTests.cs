using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Kayenta;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Judges.Kayenta;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers.Kayenta;

/// <summary>Whole rollouts that Kayenta's judge decides, in a scripted world; times in minutes.</summary>
public sealed class KayentaControllerTests
{
    private static readonly KayentaQuestion Errors = KayentaQuestion.Usual(Given.Errors, TimeSpan.FromMinutes(1));
    private static readonly KayentaQuestion Queue = KayentaQuestion.Same(
        new Metric.Query("queue", "queue{arm=\"$arm\"}", true), new QueryQuestion.Written("queue{arm=\"$arm\"}"));

    [Fact]
    public void Healthy_IsJudgedAtEachInterval_AndPromotedAtTheEnd()
    {
        ScriptedWorld world = World(Spec(60, 20));
        world.Answer = Level(1, 1);
        world.Run();
        Assert.Equal(RolloutOutcome.Promoted, world.Outcome);
        Assert.Equal([(60.0, "promote: score 100 at judgement 3 of 3")], world.Milestones);
        Assert.Equal([20, 40, 60], JudgedAt(world));
        Assert.Equal(60, world.Effects.Count(effect => effect.Kind == EffectKind.Measure));
        Assert.Equal([10, 100], Weights(world));
    }

    [Fact]
    public void Regressed_IsRolledBackAtTheFirstJudgement_OnEvidence()
    {
        ScriptedWorld world = World(Spec(60, 20));
        world.Answer = Level(2, 1);
        world.Run();
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, world.Outcome);
        Assert.Equal([(20.0, "roll back: score 0 at judgement 1 of 3: queue is high")], world.Milestones);
        JournalEntry last = world.Journal.Entries.Last(entry => !entry.Verdicts.IsEmpty);
        Assert.Equal((VerdictKind.Fail, VerdictReason.ShiftShown, Guarantee.Heuristic), (last.Verdicts[0].Kind, last.Verdicts[0].Reason, last.Verdicts[0].Guarantee));
        Assert.StartsWith("queue: canary 2.0315, baseline 1.0315; shifted by 0.9", last.Sentences[0], StringComparison.Ordinal);
        Assert.Equal(TrafficWeight.None, world.Weight);
    }

    [Fact]
    public void NoData_FromTheCanary_ForcesAZero_ForWantOfEvidence()
    {
        ScriptedWorld world = World(Spec(60, 20));
        world.Answer = (w, need) => need.Arm == Arm.Canary ? QueryAnswer.NoData : Level(1, 1)(w, need);
        world.Run();
        Assert.Equal(RolloutOutcome.RolledBackForWantOfEvidence, world.Outcome);
        Assert.Equal([(20.0, "roll back: score 0 at judgement 1 of 3, since half of the metrics or more have no data, and no metric moved")], world.Milestones);
    }

    [Fact]
    public void NoData_WhenNanIsReplaced_IsPaddedWithZeros_AndLooksLow()
    {
        // A series that is absent becomes zeros; the canary of a metric that may only rise then passes.
        KayentaAnalysisSpec spec = Spec(60, 20, metric => metric with { NanStrategy = KayentaNanStrategy.Replace, Direction = KayentaDirection.Increase });
        ScriptedWorld world = World(spec);
        world.Answer = (w, need) => need.Arm == Arm.Canary ? QueryAnswer.NoData : Level(1, 1)(w, need);
        Assert.Equal(RolloutOutcome.Promoted, world.Run().Outcome);
    }

    [Fact]
    public void Gaps_AreNotPadded()
    {
        // Every other minute is missing on the canary: replaced by zeros they would show a fall; as gaps they show nothing.
        ScriptedWorld world = World(Spec(60, 20, metric => metric with { NanStrategy = KayentaNanStrategy.Replace }));
        world.Answer = (w, need) => need.Arm == Arm.Canary && (int)(w.Now.Seconds / 60) % 2 == 0 ? QueryAnswer.NoData : Level(1, 1)(w, need);
        Assert.Equal(RolloutOutcome.Promoted, world.Run().Outcome);
    }

    [Fact]
    public void WarmUp_IsWaitedFor_AndLeftOutOfTheWindows()
    {
        KayentaAnalysisSpec spec = Spec(60, 20);
        ScriptedWorld world = World(spec with { Schedule = spec.Schedule with { BeginAfter = TimeSpan.FromMinutes(10) } });
        world.Answer = (w, need) => w.Now <= Moment.FromSeconds(600) ? Level(50, 1)(w, need) : Level(1, 1)(w, need);
        world.Run();
        Assert.Equal([30, 50, 70], JudgedAt(world));
        Assert.Equal(RolloutOutcome.Promoted, world.Outcome);
    }

    [Fact]
    public void SlidingWindow_ForgetsWhatIsOld()
    {
        KayentaAnalysisSpec spec = Spec(60, 20);
        KayentaAnalysisSpec sliding = spec with { Schedule = spec.Schedule with { Lookback = TimeSpan.FromMinutes(10) } };
        Func<ScriptedWorld, QueryNeed, QueryAnswer> early = (w, need) => w.Now <= Moment.FromSeconds(600) ? Level(50, 1)(w, need) : Level(1, 1)(w, need);
        ScriptedWorld grown = World(spec), slid = World(sliding);
        (grown.Answer, slid.Answer) = (early, early);
        Assert.Equal(RolloutOutcome.Promoted, slid.Run().Outcome);
        Assert.Equal(VerdictReason.NoShiftShown, slid.Journal.Entries.First(entry => !entry.Verdicts.IsEmpty).Verdicts[0].Reason);
        Assert.True(grown.Run().Journal.Entries.First(entry => !entry.Verdicts.IsEmpty).Verdicts[0].Upper > 40);
    }

    [Fact]
    public void WeightsThatDoNotFillAHundred_RollAHealthyCanaryBack()
    {
        KayentaAnalysisSpec spec = Spec(60, 20);
        KayentaConfig config = spec.Config with { GroupWeights = spec.Config.GroupWeights.Add("g", 80) };
        ScriptedWorld world = World(spec with { Config = config });
        world.Answer = Level(1, 1);
        world.Run();
        Assert.Equal([(60.0, "roll back: score 80 at judgement 3 of 3, although every metric passed")], world.Milestones);
    }

    [Fact]
    public void Muted_IsShown_AndDecidesNothing()
    {
        ScriptedWorld world = World(Spec(60, 20, metric => metric.Name == "queue" ? metric with { IsMuted = true } : metric, second: true));
        world.Answer = (w, need) => need.Check == 0 ? Level(9, 1)(w, need) : Level(1, 1)(w, need);
        world.Run();
        Assert.Equal(RolloutOutcome.Promoted, world.Outcome);
        Assert.All(
            world.Journal.Entries.Where(entry => !entry.Verdicts.IsEmpty),
            entry => Assert.Equal((VerdictKind.Inconclusive, VerdictReason.ShiftShown), (entry.Verdicts[0].Kind, entry.Verdicts[0].Reason)));
    }

    [Fact]
    public void Pause_HoldsThePromotion_UntilResumed_AndAbortEndsAtOnce()
    {
        ScriptedWorld held = World(Spec(60, 20));
        held.Answer = Level(1, 1);
        held.Script.Add(Observation.OperatorSaid(OperatorWord.Pause, Moment.FromSeconds(90)));
        held.Script.Add(Observation.OperatorSaid(OperatorWord.Resume, Moment.FromSeconds(7200)));
        held.Run();
        Assert.Equal((60.0, "pause: score 100 at judgement 3 of 3"), held.Milestones.ElementAt(1));
        Assert.Equal(120, held.Milestones.Last().Minutes);
        Assert.Equal(RolloutOutcome.Promoted, held.Outcome);

        ScriptedWorld aborted = World(Spec(60, 20));
        aborted.Script.Add(Observation.OperatorSaid(OperatorWord.Abort, Moment.FromSeconds(90)));
        Assert.Equal(RolloutOutcome.RolledBackOnOrder, aborted.Run().Outcome);
    }

    [Fact]
    public void Journal_ReplaysToTheSameWords_AndAForkGoesItsOwnWay()
    {
        KayentaAnalysisSpec spec = Spec(60, 20);
        ScriptedWorld world = World(spec);
        world.Answer = Level(1, 1);
        world.BeforeStep = (state, observation) => _ = new KayentaController(spec).Step(state.Fork(), observation);
        world.Run();
        RolloutJournal replayed = ReplayedRollout.Replay(world.Journal, new KayentaController(spec));
        Assert.Equal(world.Journal.Entries.Count, replayed.Entries.Count);
        Assert.All(world.Journal.Entries.Zip(replayed.Entries), pair => Assert.True(pair.First.SaysTheSameAs(pair.Second)));
    }

    [Fact]
    public void Spec_ThatCannotBeCarriedOut_IsRefused()
    {
        KayentaAnalysisSpec spec = Spec(60, 20);
        KayentaAnalysisSpec[] wrong =
        [
            spec with { Questions = [] },
            spec with { Step = TimeSpan.Zero },
            spec with { Config = spec.Config with { Metrics = [] }, Questions = [] },
            spec with { Schedule = spec.Schedule with { Lifetime = TimeSpan.FromSeconds(59) } },
            spec with { Schedule = spec.Schedule with { Lifetime = null } },
            spec with { Schedule = spec.Schedule with { Interval = TimeSpan.FromSeconds(30) } },
            spec with { Schedule = spec.Schedule with { End = TimeSpan.FromHours(1) } },
        ];
        Assert.All(wrong, one => Assert.Throws<ArgumentException>(() => new KayentaController(one)));
    }

    private static KayentaAnalysisSpec Spec(double lifetime, double interval, Func<KayentaMetric, KayentaMetric>? change = null, bool second = false)
    {
        KayentaMetric[] metrics = [new() { Name = "queue", Groups = ["g"] }, new() { Name = "errors", Groups = ["g"] }];
        return new KayentaAnalysisSpec
        {
            Name = "judged",
            Weight = new TrafficWeight(10),
            Config = new KayentaConfig
            {
                Metrics = [.. metrics.Take(second ? 2 : 1).Select(change ?? (metric => metric))],
                Thresholds = new KayentaThresholds(75, 95),
            },
            Questions = [.. new[] { Queue, Errors }.Take(second ? 2 : 1)],
            Schedule = new KayentaSchedule { Lifetime = TimeSpan.FromMinutes(lifetime), Interval = TimeSpan.FromMinutes(interval) },
        };
    }

    private static ScriptedWorld World(KayentaAnalysisSpec spec) => new(new KayentaController(spec));

    /// <summary>Levels with a small wave that is the same on both arms from minute to minute.</summary>
    private static Func<ScriptedWorld, QueryNeed, QueryAnswer> Level(double canary, double baseline) => (world, need) =>
        QueryAnswer.Of((need.Arm == Arm.Canary ? canary : baseline) + (0.01 * ((int)(world.Now.Seconds / 60) % 7)));

    private static double[] JudgedAt(ScriptedWorld world) =>
        [.. world.Journal.Entries.Where(entry => !entry.Verdicts.IsEmpty).Select(entry => entry.Decision.At.Seconds / 60)];

    private static int[] Weights(ScriptedWorld world) =>
        [.. world.Effects.Where(effect => effect.Kind == EffectKind.SetWeight).Select(effect => effect.Weight.Parts)];
}
