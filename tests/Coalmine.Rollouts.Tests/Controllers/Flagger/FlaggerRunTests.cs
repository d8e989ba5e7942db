using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers.Flagger;

/// <summary>
/// Whole runs. Expected values are those of the reference page on Flagger (facts of fluxcd/flagger 15bd6ad5, its own runs), section numbers beside them.
/// </summary>
public sealed class FlaggerRunTests
{
    private static readonly FlaggerAnalysis Guide = new() { Interval = "2m", Threshold = 3, MaxWeight = 50, StepWeight = 10 };
    private static readonly FlaggerAnalysis Tens = Guide with { Threshold = 2 };

    // Section 8: the columns of the table for interval 2m, threshold 3, maxWeight 50, stepWeight 10; the first two ticks read no metric.
    [Theory]
    [InlineData("PPPPPPPPP", "P 0 0|P 10 0|P 20 0|P 30 0|P 40 0|P 50 0|Promoting 50 0|Finalising 0 0|Succeeded 0 0")]
    [InlineData("FFFFFF", "P 0 0|P 10 0|P 10 1|P 10 2|P 10 3|Failed 0 0")]
    [InlineData("PPPFPFPFP", "P 0 0|P 10 0|P 20 0|P 20 1|P 30 1|P 30 2|P 40 2|P 40 3|Failed 0 0")]
    [InlineData("PPFPFPFP", "P 0 0|P 10 0|P 10 1|P 20 1|P 20 2|P 30 2|P 30 3|Failed 0 0")]
    [InlineData("PPFFPPPPPPP", "P 0 0|P 10 0|P 10 1|P 10 2|P 20 2|P 30 2|P 40 2|P 50 2|Promoting 50 2|Finalising 0 2|Succeeded 0 2")]
    public void GuidesFile_GoesAsTheTableSays(string metrics, string expected) =>
        Assert.Equal(expected.Replace("P ", "Progressing ", StringComparison.Ordinal).Split('|'), new ScriptedTicks(Guide).Trace(metrics));

    // Section 5: the weights visited are not clipped to maxWeight; a list's last element replaces it.
    [Theory]
    [InlineData(20, 50, "", "20 40 60")]
    [InlineData(15, 61, "", "15 30 45 60 75")]
    [InlineData(10, 5, "", "10")]
    [InlineData(60, 0, "", "60 100")]
    [InlineData(0, 20, "10 40", "10 40")]
    [InlineData(0, 0, "5 50 100", "5 50 100")]
    [InlineData(0, 0, "50 150", "50 100")]
    [InlineData(30, 0, "10 50", "30 60")]
    public void Weights_VisitedUntilPromotion(int step, int most, string list, string expected)
    {
        FlaggerSchedule schedule = Schedule(new FlaggerAnalysis { StepWeight = step, MaxWeight = most, StepWeights = [.. Numbers(list)] });
        Assert.False(schedule.Stalls);
        int[] weights = schedule.Ticks.Where(tick => tick.State.Phase == FlaggerPhase.Progressing && tick.Weight > 0).Select(tick => tick.Weight).ToArray();
        Assert.Equal(Numbers(expected), weights);
    }

    // Section 5: no step, duplicates and falling lists stall; so does a promotion weight above 100, which no weight reaches.
    [Theory]
    [InlineData(0, 50, "", 0)]
    [InlineData(0, 0, "10 10 20", 10)]
    [InlineData(0, 0, "50 20", 50)]
    [InlineData(50, 150, "", 100)]
    [InlineData(-5, 0, "", 0)]
    public void Weights_ThatStall(int step, int most, string list, int at)
    {
        FlaggerSchedule schedule = Schedule(new FlaggerAnalysis { StepWeight = step, MaxWeight = most, StepWeights = [.. Numbers(list)] });
        Assert.True(schedule.Stalls);
        Assert.Equal(at, schedule.Ticks[^1].Weight);
    }

    // Section 5: an edited list jumps to 100 from a weight that it does not hold.
    [Theory]
    [InlineData(30, 70)]
    [InlineData(40, 60)]
    [InlineData(100, 1)]
    [InlineData(0, 10)]
    [InlineData(10, 30)]
    public void NextStep_OfAList(int weight, int step) => Assert.Equal(step, new FlaggerAnalysis { StepWeights = [10, 40] }.NextStep(weight));

    // Section 7, weighted: weight k at k, Promoting at S + 1, all on the primary at S + 2, Succeeded at S + 3; all failing: rollback at T + 2.
    [Theory]
    [InlineData(10, 50, 3)]
    [InlineData(20, 50, 5)]
    [InlineData(100, 0, 1)]
    [InlineData(1, 100, 10)]
    public void Timing_OfAWeightedCanary(int step, int most, int threshold)
    {
        FlaggerAnalysis analysis = new() { StepWeight = step, MaxWeight = most, Threshold = threshold };
        int steps = (int)Math.Ceiling((most == 0 ? 100 : most) / (double)step);
        Assert.Equal(
            [(steps + 1, FlaggerPhase.Promoting), (steps + 2, FlaggerPhase.Finalising), (steps + 3, FlaggerPhase.Succeeded)],
            Schedule(analysis).Ticks.TakeLast(3).Select(tick => (tick.Tick, tick.State.Phase)));
        FlaggerScheduledTick end = Schedule(analysis, passes: false).Ticks[^1];
        Assert.Equal((threshold + 2, FlaggerPhase.Failed), (end.Tick, end.State.Phase));
    }

    // Section 7: blue/green is Promoting at N + 2 and Succeeded at N + 4 with N + 1 reads; A/B at N + 1 and N + 3 with N reads. Kubernetes spends the same ticks.
    [Theory]
    [InlineData("istio", false, 2, 3)]
    [InlineData("kubernetes", false, 2, 3)]
    [InlineData("kubernetes", true, 2, 3)]
    [InlineData("istio", true, 1, 2)]
    public void Timing_OfIterations(string provider, bool hasMatch, int before, int after)
    {
        foreach (int iterations in new[] { 1, 2, 7 })
        {
            FlaggerSchedule schedule = Schedule(new FlaggerAnalysis { Iterations = iterations, HasMatch = hasMatch }, provider);
            Assert.Equal(iterations + before, schedule.Ticks.First(tick => tick.State.Phase == FlaggerPhase.Promoting).Tick);
            Assert.Equal((iterations + after + 1, FlaggerPhase.Succeeded), (schedule.Ticks[^1].Tick, schedule.Ticks[^1].State.Phase));
            Assert.Equal(iterations + before - 1, schedule.Ticks.Count(tick => tick.IsChecked));
        }
    }

    // Section 9: provider kubernetes takes ten iterations instead of steps.
    [Fact]
    public void Kubernetes_WithStepsCountsTenIterations() =>
        Assert.Equal(10 + 4, Schedule(new FlaggerAnalysis { StepWeight = 20 }, "kubernetes").Ticks[^1].Tick);

    // Section 9: one mirrored tick before the first weight; a router that cannot mirror repeats it for ever, and the Gateway API mirrors only iterations.
    [Fact]
    public void Mirror_TakesOneTickBeforeTheFirstWeight()
    {
        FlaggerAnalysis mirrored = Tens with { Mirror = true };
        ScriptedTicks run = new ScriptedTicks(mirrored).Ticks("PP");
        Assert.True(run.State.IsMirrored);
        Assert.Equal(10, run.Ticks("P").Machine.RoutedWeight);
        Assert.True(Schedule(mirrored, "nginx").Stalls);
        Assert.True(Schedule(mirrored, "gatewayapi:v1").Stalls);
        Assert.True(Schedule(mirrored, "linkerd").Stalls);
        FlaggerSchedule iterated = Schedule(new FlaggerAnalysis { Iterations = 3, Mirror = true }, "gatewayapi:v1");
        Assert.Equal(3, iterated.Ticks.Count(tick => tick.State.IsMirrored));
        Assert.False(FlaggerProvider.Default.Mirrors(ScriptedTicks.Given(mirrored) with { IsTcp = true }));
    }

    // Section 5: 50 with steps of 20 goes back over 30 and 10; blue/green steps down from 100; a route at 0 never leaves Promoting.
    [Fact]
    public void Promotion_InSteps()
    {
        ScriptedTicks run = new(new FlaggerAnalysis { StepWeight = 50, MaxWeight = 50, StepWeightPromotion = 20 });
        Assert.Equal(
            ["Progressing 0 0", "Progressing 50 0", "Promoting 50 0", "Promoting 30 0", "Promoting 10 0", "Finalising 0 0", "Succeeded 0 0"], run.Trace("PPPPPPP"));
        ScriptedTicks edited = new ScriptedTicks(new FlaggerAnalysis { StepWeight = 50, MaxWeight = 50, StepWeightPromotion = 20 }).Ticks("PPP");
        edited.Machine.SeeRoute(0);
        Assert.Equal(FlaggerPhase.Promoting, edited.Ticks("PPPP").State.Phase);
        FlaggerSchedule blueGreen = Schedule(new FlaggerAnalysis { Iterations = 1, StepWeightPromotion = 40 });
        Assert.Equal([100, 60, 20, 0, 0], blueGreen.Ticks.SkipWhile(tick => tick.State.Phase == FlaggerPhase.Progressing).Select(tick => tick.Weight));
    }

    // Sections 4 and 13: unready pods stop the tick without counting; past the deadline the canary fails, whose counters are then 0.
    [Fact]
    public void Readiness_StopsWithoutCounting()
    {
        ScriptedTicks run = new ScriptedTicks(Tens).Ticks("PPF");
        run.Canary = FlaggerReadiness.NotReady;
        Assert.Equal(["Progressing 10 1", "Progressing 10 1"], run.Trace("FF"));
        run.Canary = FlaggerReadiness.Ready;
        run.Primary = FlaggerReadiness.NotReady;
        Assert.Equal(["Progressing 10 1"], run.Trace("F"));
        run.Primary = FlaggerReadiness.PastDeadline;
        Assert.Equal(["Failed 0 0"], run.Trace("P"));
    }

    // Section 3: a primary that breaks while Promoting or Finalising leaves all traffic on the canary (1.44); a canary past its deadline rolls back even then.
    [Theory]
    [InlineData(7, true, "Failed 100 0", 100)]
    [InlineData(8, true, "Failed 100 0", 100)]
    [InlineData(7, false, "Failed 0 0", 0)]
    public void Promotion_ThatBreaks(int ticks, bool isPrimary, string expected, int status)
    {
        ScriptedTicks run = new ScriptedTicks(Tens).Ticks(new string('P', ticks));
        if (isPrimary)
            run.Primary = FlaggerReadiness.PastDeadline;
        else
            run.Canary = FlaggerReadiness.PastDeadline;
        Assert.Equal([expected], run.Trace("P"));
        Assert.Equal(status, run.State.CanaryWeight);
        Assert.Equal(2, run.State.Primary.Template);
        Assert.DoesNotContain("ScaleDown", isPrimary ? run.Log : []);
    }

    // Section 9: promoted at the first tick with a ready canary, whatever was counted, primary or not; confirm-rollout is still asked.
    [Fact]
    public void SkipAnalysis_PromotesAtOnce()
    {
        ScriptedTicks run = new ScriptedTicks(ScriptedTicks.Hooked(
            Tens, ("gate", FlaggerHookType.ConfirmRollout), ("pre", FlaggerHookType.PreRollout), ("stop", FlaggerHookType.Rollback), ("post", FlaggerHookType.PostRollout)));
        run.Machine.Spec = run.Machine.Spec with { SkipAnalysis = true };
        run.Primary = FlaggerReadiness.NotReady;
        Assert.Equal(["gate@Initialized", "ScaleUp"], run.Tick().Log);
        Assert.Equal(["CopyToPrimary", "ScaleDown"], run.Tick().Log);
        Assert.Equal(FlaggerPhase.Succeeded, run.State.Phase);
        Assert.True(ScriptedTicks.Given(null).SkipsAnalysis);
    }

    [Fact]
    public void Suspension_StopsEverything()
    {
        ScriptedTicks run = new ScriptedTicks(Tens).Ticks("PP");
        run.Machine.Spec = run.Machine.Spec with { Suspend = true };
        FlaggerState before = run.State;
        Assert.Equal(before, run.Ticks("FF").State);
        Assert.Empty(run.Log);
    }

    // Section 5: lowering maxWeight below the present weight promotes on the next passing tick.
    [Fact]
    public void MaxWeight_LoweredDuringARunPromotes()
    {
        ScriptedTicks run = new ScriptedTicks(Tens).Ticks("PPP");
        run.Machine.Spec = run.Machine.Spec with { Analysis = run.Machine.Spec.Analysis! with { MaxWeight = 20 } };
        Assert.Equal(["Promoting 20 0"], run.Trace("P"));
    }

    // Section 2.
    [Theory]
    [InlineData("", 60)]
    [InlineData("soon", 60)]
    [InlineData("5s", 10)]
    [InlineData("90s", 90)]
    [InlineData("1m30s", 90)]
    [InlineData("1.5h", 5400)]
    [InlineData("-1m", 10)]
    [InlineData("10", 60)]
    public void Interval_AsItCounts(string text, double seconds) => Assert.Equal(seconds, new FlaggerAnalysis { Interval = text }.EffectiveInterval.TotalSeconds);

    [Fact]
    public void Threshold_OfZeroAndBelowActsAsOne()
    {
        Assert.Equal(["Progressing 0 0", "Progressing 10 0", "Progressing 10 1", "Failed 0 0"], new ScriptedTicks(Tens with { Threshold = 0 }).Trace("PPFP"));
        Assert.Equal(1, new FlaggerAnalysis { Threshold = -3 }.EffectiveThreshold);
    }

    // The table of section 6, to its own digits.
    [Theory]
    [InlineData(0.01, 0.00003, 1e-5)]
    [InlineData(0.05, 0.0038, 1e-4)]
    [InlineData(0.1, 0.0257, 1e-4)]
    [InlineData(0.2, 0.148, 1e-3)]
    [InlineData(0.3, 0.353, 1e-3)]
    [InlineData(0.5, 0.773, 1e-3)]
    [InlineData(0.9, 0.9998, 1e-4)]
    public void RollbackProbability_OfTheGuidesFile(double failure, double expected, double digits) =>
        Assert.Equal(expected, FlaggerRollbackProbability.Of(5, 3, failure), digits / 2);

    // mpmath 1.3, betainc(10, 25, 0, 0.01, regularized=True): far below what 1 - sum can hold.
    [Fact]
    public void RollbackProbability_KeepsItsDigitsInTheTail()
    {
        Assert.Equal(1.0533974662305976e-12, FlaggerRollbackProbability.Of(25, 10, 0.01), 1e-22);
        Assert.Equal(0, FlaggerRollbackProbability.Of(5, 3, 0));
        Assert.Equal(1, FlaggerRollbackProbability.Of(5, 3, 1));
        Assert.Equal(0, FlaggerRollbackProbability.Of(0, 3, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => FlaggerRollbackProbability.Of(5, 3, double.NaN));
    }

    private static FlaggerSchedule Schedule(FlaggerAnalysis analysis, string provider = "istio", bool passes = true) =>
        FlaggerSchedule.Of(ScriptedTicks.Given(analysis, provider), FlaggerProvider.Default, passes);

    private static int[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
}
