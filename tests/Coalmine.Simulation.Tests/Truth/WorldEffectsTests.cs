using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Truth;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Truth;

public sealed class WorldEffectsTests
{
    private static readonly FaultTiming Always = FaultTiming.Always;

    [Fact]
    public void Of_EqualArms_IsHealthy()
    {
        WorldEffects effects = WorldEffects.Of(Given.World);
        Assert.Equal(TruthKind.Healthy, effects.Truth);
        Assert.Null(effects.Onset);
        Assert.Null(effects.AffectedFrom(new Metric.Errors()));
        Assert.Null(effects.AffectedFrom(new Metric.Query("q", "up", true)));
    }

    [Theory]
    [InlineData(0.0149, TruthKind.Indifferent)]
    [InlineData(0.015, TruthKind.Regressed)]
    [InlineData(0.0001, TruthKind.Indifferent)]
    public void Of_AccuracyDrop_IsRegressedFromOneAndAHalfTolerances(double points, TruthKind truth)
    {
        // The default tolerance of accuracy is one point.
        Assert.Equal(truth, Of(new AccuracyDrop(points, FaultTarget.Canary, Always)).Truth);
    }

    [Fact]
    public void Of_FaultOnBothArms_HasNoEffect()
    {
        WorldEffects effects = Of(
            new ErrorIncrease(0.05, FaultTarget.Both, Always), new AccuracyDrop(0.05, FaultTarget.Both, Always),
            new LatencyIncrease(2, FaultTarget.Both, Always), new LatencyTail(0.05, 6, FaultTarget.Both, Always),
            new ConversionDrop(0.5, FaultTarget.Both, Always));
        Assert.Equal(TruthKind.Healthy, effects.Truth);
        Assert.All(effects.Largest, effect => Assert.Equal(0, effect.Effect, 9));
    }

    [Fact]
    public void Of_FaultOnTheBaselineOnly_IsHealthy() =>
        Assert.Equal(TruthKind.Healthy, Of(new ErrorIncrease(0.05, FaultTarget.Baseline, Always)).Truth);

    [Fact]
    public void Of_ABetterCanary_IsHealthy() =>
        Assert.Equal(TruthKind.Healthy, WorldEffects.Of(Given.World with { Canary = Given.Model with { Accuracy = 0.99, ErrorRate = 0 } }).Truth);

    [Fact]
    public void Onset_OfADelayedFault_IsItsOnset()
    {
        WorldEffects effects = Of(new ErrorIncrease(0.02, FaultTarget.Canary, Given.From(TimeSpan.FromMinutes(20))));
        Assert.Equal(Moment.FromSeconds(1200), effects.Onset);
        Assert.Equal(0, effects.EffectAt(new Metric.Errors(), Moment.FromSeconds(1199)));
        Assert.Equal(0.02, effects.EffectAt(new Metric.Errors(), Moment.FromSeconds(1201)), 12);
    }

    [Fact]
    public void Onset_OfARamp_IsWhereTheEffectReachesOneAndAHalfTolerances()
    {
        // 4 points of accuracy over 40 minutes from minute 10: 1.5 points are reached after 15 of them; to a 64th of the ramp.
        FaultTiming ramp = new(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(40), TimeSpan.MaxValue);
        WorldEffects effects = Of(new AccuracyDrop(0.04, FaultTarget.Canary, ramp));
        Assert.InRange(effects.Onset!.Value.Seconds, 1500 - 2400.0 / 64, 1500 + 2400.0 / 64);
    }

    [Fact]
    public void Largest_OfATailFault_IsInTheP99Only()
    {
        // 2 % of answers six times as slow: half of those are beyond 6 medians, which becomes the p99 (270 ms, was 160); the p95 takes over the old p96.9.
        WorldEffects effects = Of(new LatencyTail(0.02, 6, FaultTarget.Canary, Always));
        Assert.NotNull(effects.AffectedFrom(new Metric.LatencyQuantile(0.99)));
        Assert.Null(effects.AffectedFrom(new Metric.LatencyQuantile(0.5)));
        Assert.Null(effects.AffectedFrom(new Metric.LatencyQuantile(0.95)));
        Assert.Null(effects.AffectedFrom(new Metric.Errors()));
        Assert.Equal(TruthKind.Regressed, effects.Truth);
        Assert.Equal(6 * 0.045 / 0.16 - 1, effects.EffectAt(new Metric.LatencyQuantile(0.99), Moment.Start), 0.05);
    }

    [Fact]
    public void Largest_OfALatencyIncrease_IsTheFactorInEveryQuantile()
    {
        WorldEffects effects = Of(new LatencyIncrease(1.35, FaultTarget.Canary, Always));
        foreach (MetricEffect effect in effects.Largest.Where(effect => effect.Metric is Metric.LatencyQuantile))
            Assert.Equal(0.35, effect.Effect, 9);
        Assert.Equal(0.35, effects.EffectAt(new Metric.LatencyMean(), Moment.Start), 9);
    }

    [Fact]
    public void Affects_ConversionDrop_AlsoRevenue()
    {
        WorldEffects effects = Of(new ConversionDrop(0.2, FaultTarget.Canary, Always));
        Assert.NotNull(effects.AffectedFrom(new Metric.Conversion()));
        Assert.NotNull(effects.AffectedFrom(new Metric.Revenue()));
        Assert.Equal(0.2, effects.EffectAt(new Metric.Revenue(), Moment.Start), 12);
        Assert.Null(effects.AffectedFrom(new Metric.Accuracy()));
    }

    [Fact]
    public void Segments_OfAPassingFault_AreRegressedWhileItLasts()
    {
        FaultTiming passing = new(TimeSpan.FromMinutes(10), TimeSpan.Zero, TimeSpan.FromMinutes(5));
        WorldEffects effects = Of(new ErrorIncrease(0.02, FaultTarget.Canary, passing));
        Assert.Equal([false, true, false], effects.Segments.Select(segment => segment.IsRegressed));
        Assert.Equal([0, 600, 900], effects.Segments.Select(segment => segment.From.Seconds));
        // Errors 1 % -> 3 %; the chance of any other badness stays: 0.02 x 0.96 x 0.99.
        Assert.Equal(0.02 * 0.96 * 0.99, effects.Segments[1].ExcessOfBadAnswers, 9);
        Assert.Equal(0, effects.Segments[2].ExcessOfBadAnswers, 12);
    }

    [Fact]
    public void AffectedFrom_TwoFaults_IsEachMetricsOwnMoment()
    {
        // Errors from minute 5 on; accuracy falls by 4 points over 40 minutes from minute 10 and has lost its tolerance of 1 point after 10 of them.
        WorldEffects effects = Of(
            new ErrorIncrease(0.02, FaultTarget.Canary, Given.From(TimeSpan.FromMinutes(5))),
            new AccuracyDrop(0.04, FaultTarget.Canary, new FaultTiming(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(40), TimeSpan.MaxValue)));
        Assert.Equal(Moment.FromSeconds(300), effects.AffectedFrom(new Metric.Errors()));
        Assert.Equal(1200, effects.AffectedFrom(new Metric.Accuracy())!.Value.Seconds, 3);
        Assert.Equal(effects.AffectedFrom(new Metric.Accuracy()), effects.AffectedFrom(new Metric.Disagreement()));
        Assert.Equal(Moment.FromSeconds(300), effects.AffectedFrom(new Metric.Query("q", "up", true)));
        Assert.Null(effects.AffectedFrom(new Metric.Conversion()));
    }

    [Fact]
    public void Regressed_FaultThatComesAgain_IsEachOfItsTimes()
    {
        FaultTiming flapping = new(TimeSpan.FromMinutes(10), TimeSpan.Zero, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(20));
        (double, double)[] expected = [(600, 720), (1800, 1920), (3000, 3120)];
        WorldEffects effects = Of(new ErrorIncrease(0.02, FaultTarget.Canary, flapping));
        Assert.Equal(expected, effects.Regressed.Select(stretch => (stretch.From.Seconds, stretch.To.Seconds)));
        Assert.Equal(Moment.FromSeconds(600), effects.Onset);
    }

    [Fact]
    public void Regressed_FaultForEver_EndsWithTheWorld()
    {
        Stretch only = Assert.Single(Of(new ErrorIncrease(0.02, FaultTarget.Canary, Given.From(TimeSpan.FromMinutes(20)))).Regressed);
        Assert.Equal((1200, 3600), (only.From.Seconds, only.To.Seconds));
    }

    [Theory]
    [InlineData(0.03, 0.03, TruthKind.Healthy)]
    [InlineData(0.05, 0.03, TruthKind.Healthy)]
    [InlineData(0.03, 0.05, TruthKind.Regressed)]
    public void Of_CovariateDrift_HoldsAgainstTheCanaryOnlyWhatItLosesBeyondTheBaseline(double baseline, double canary, TruthKind truth)
    {
        WorldEffects effects = Of(new CovariateDrift(baseline, canary, Always));
        Assert.Equal(truth, effects.Truth);
        Assert.Equal(canary - baseline, effects.EffectAt(new Metric.Accuracy(), Moment.Start), 12);
    }

    [Fact]
    public void Of_BiasedLabels_IsJudgedByTheRealAccuracy()
    {
        World biased = Given.World with { Labels = Given.World.Labels with { WrongShare = 0.05 }, Canary = Given.Model with { Accuracy = 0.93 } };
        Assert.Equal(0.03, WorldEffects.Of(biased).EffectAt(new Metric.Accuracy(), Moment.Start), 12);
    }

    [Fact]
    public void Of_ColdCanary_IsSlowerUntilItsPodsAreWarm()
    {
        WorldEffects effects = Of(new ColdStart(2, TimeSpan.FromMinutes(10), FaultTarget.Both));
        Assert.Equal(1, effects.EffectAt(new Metric.LatencyMean(), Moment.Start), 9);
        Assert.Equal(0.5, effects.EffectAt(new Metric.LatencyMean(), Moment.FromSeconds(300)), 9);
        // 1.5 times the tolerance of 20 % is left 7 minutes in; to a 64th of the ten.
        Assert.Equal(420, Assert.Single(effects.Regressed).To.Seconds, 600.0 / 64);
    }

    private static WorldEffects Of(params Fault[] faults) => WorldEffects.Of(Given.World with { Faults = [.. faults] });
}
