using System.Collections.Immutable;
using Coalmine.Rollouts.Conditions;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Plan;
using Coalmine.Testing;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers.Argo.Analysis;

/// <summary>Runs in time, by the reference page of Argo Rollouts, sections 2.4 to 2.6.</summary>
public sealed class AnalysisRunTests
{
    private static readonly MetricSpec Plain = new()
    {
        Name = "m",
        Interval = "60s",
        SuccessCondition = "result[0] >= 0.95",
        Providers = [new MetricProvider.Prometheus("up")],
    };

    private static readonly ProviderResult Good = new ProviderResult.Vector([0.99]);
    private static readonly ProviderResult Bad = new ProviderResult.Vector([0.5]);
    private static readonly ProviderResult Empty = new ProviderResult.Vector([]);

    [Fact]
    public void Play_Errors_AreRetriedEveryTenSecondsWhateverTheInterval()
    {
        AnalysisRun run = Run(Plain with { Interval = "5m" });
        Assert.Equal([0, 10, 20, 30, 40], Play(run, _ => Empty));
        Assert.Equal(AnalysisPhase.Error, run.Phase);
        Assert.Equal(
            "Metric \"m\" assessed Error due to consecutiveErrors (5) > consecutiveErrorLimit (4): \"Error Message: could not evaluate successCondition " +
            "\"result[0] >= 0.95\": metric result is nil or empty: no data returned from the metric provider\"",
            run.Message);
    }

    // Half a second past a whole one: the first gap is shorter by that half, the later ones are not.
    [Fact]
    public void Play_WithinASecond_LosesTheFractionOnce()
    {
        AnalysisRun run = Run(Plain with { Count = 3 });
        run.Reset(Moment.Start, TimeSpan.FromSeconds(0.5));
        Assert.Equal([0, 59.5, 119.5], Play(run, _ => Good));
    }

    [Fact]
    public void Play_SlowQueries_LengthenThePeriod()
    {
        AnalysisRun run = Run(Plain with { Interval = "10s", Count = 3 });
        Assert.Equal([0, 12, 24], Play(run, _ => Good, latency: 2.7));
    }

    [Fact]
    public void Play_InitialDelay_CountsFromTheEndOfTheFirstPass()
    {
        AnalysisRun run = Run(Plain with { InitialDelay = "20s", Count = 1 });
        Assert.Equal([20], Play(run, _ => Good));
        Assert.Equal(AnalysisPhase.Successful, run.Phase);
    }

    [Fact]
    public void EndPass_MetricFails_OthersEndInTheNextPass()
    {
        AnalysisRun run = Run(Plain with { Name = "a" }, Plain with { Name = "b", InitialDelay = "1h" }, Plain with { Name = "c" });
        Pass(run, Moment.Start, index => index == 2 ? Bad : Good);
        Assert.Equal(AnalysisPhase.Running, run.Phase);
        Assert.Equal(Moment.Start, run.NextPass);
        Pass(run, Moment.Start, _ => Good);
        Assert.Equal(AnalysisPhase.Failed, run.Phase);
        Assert.Equal("Metric \"c\" assessed Failed due to failed (1) > failureLimit (0)", run.Message);
        Assert.Equal(AnalysisPhase.Successful, run.Metric(0).Phase);
        Assert.False(run.Metric(1).HasResult);
        Assert.Equal(new RunSummary(3, 1, 1, 0, 0), run.Summary);
    }

    [Fact]
    public void EndPass_DryRun_IsWaitedForAndDoesNotMatter()
    {
        AnalysisSpec spec = new() { Metrics = [Plain with { Name = "dry", Count = 2 }, Plain with { Name = "wet", Interval = null }], DryRun = ["^d"] };
        var run = new AnalysisRun(AnalysisPlan.Prepare(spec, ArgoRelease.V1_10));
        Pass(run, Moment.Start, index => index == 0 ? Empty : Good);
        Assert.Equal(AnalysisPhase.Running, run.Phase);
        Assert.Equal([10, 70], Play(run, index => Good, from: 10));
        Assert.Equal(AnalysisPhase.Successful, run.Phase);
        Assert.Equal(1, run.DryRunSummary.Count);
    }

    [Fact]
    public void Terminate_FailuresWithinTheLimit_IsSuccessful()
    {
        AnalysisRun run = Run(Plain with { FailureLimit = 3 });
        Pass(run, Moment.Start, _ => Bad);
        run.Terminate(Moment.FromSeconds(5));
        Assert.Equal(Moment.FromSeconds(5), run.NextPass);
        Pass(run, run.NextPass, _ => Bad);
        Assert.Equal(AnalysisPhase.Successful, run.Phase);
        Assert.Equal("Run Terminated", run.Message);
        Assert.Equal(1, run.Metric(0).Taken);
    }

    [Fact]
    public void EndPass_UnknownArgument_RejectsTheRun()
    {
        AnalysisRun run = Run(Plain with { SuccessCondition = "result[0] >= {{args.limit}}" });
        Pass(run, Moment.Start, _ => Good);
        Assert.Equal(AnalysisPhase.Error, run.Phase);
        Assert.Equal("Unable to resolve metric arguments: failed to resolve {{args.limit}}", run.Message);
    }

    [Fact]
    public void Retained_ManyMeasurements_AreTenOrAsTold()
    {
        AnalysisSpec spec = new() { Metrics = [Plain with { Name = "a", Count = 15 }, Plain with { Name = "b", Count = 15 }], MeasurementRetention = [new RetentionRule("b", 12)] };
        var run = new AnalysisRun(AnalysisPlan.Prepare(spec, ArgoRelease.V1_10));
        Play(run, _ => Good);
        Assert.Equal(10, run.Retained(0));
        Assert.Equal(12, run.Retained(1));
        Assert.Equal(15, run.Metric(0).Counters.Count);
    }

    // From 1.10 on a measurement in flight is stopped before its moment; up to 1.9 the run ends without it.
    [Theory]
    [InlineData(ArgoRelease.V1_10, 1)]
    [InlineData(ArgoRelease.V1_9, 0)]
    public void BeginPass_TerminatingWithAMeasurementInFlight_StopsItByRelease(ArgoRelease release, int expected)
    {
        var run = new AnalysisRun(AnalysisPlan.Prepare(new AnalysisSpec { Metrics = [Plain] }, release));
        run.BeginPass(Moment.Start);
        run.TakeInFlight(0, Moment.FromSeconds(60));
        run.EndPass(Moment.Start);
        Assert.Equal(Moment.FromSeconds(60), run.NextPass);
        run.Terminate(Moment.FromSeconds(1));
        Assert.Equal(expected, run.BeginPass(Moment.FromSeconds(1)).Length);
    }

    [Fact]
    public void Copy_GoesItsOwnWay()
    {
        AnalysisRun run = Run(Plain with { Count = 2 });
        Pass(run, Moment.Start, _ => Good);
        AnalysisRun copy = run.Copy();
        Play(copy, _ => Bad, from: 60);
        Assert.Equal(AnalysisPhase.Failed, copy.Phase);
        Assert.Equal(AnalysisPhase.Running, run.Phase);
        Assert.Equal(new MetricCounters(1, 1, 0, 0, 0, 0, 1), run.Metric(0).Counters);
    }

    [Fact]
    public void Play_SteadyState_AllocatesNothing()
    {
        AnalysisRun run = Run(Plain with { FailureCondition = "isNaN(result[0]) || result[0] < 0.9" });
        PassMany(run, 10);

        // The call of isNaN takes its argument in an array.
        Assert.InRange(AllocationMeter.Least(() => PassMany(run, 100)), 0, 100 * 64);
    }

    private static void PassMany(AnalysisRun run, int passes)
    {
        for (int i = 0; i < passes; i++)
        {
            Moment now = run.NextPass;
            foreach (int metric in run.BeginPass(now))
                run.Take(metric, Good, now);
            run.EndPass(now);
        }
    }

    private static AnalysisRun Run(params MetricSpec[] metrics) =>
        new(AnalysisPlan.Prepare(new AnalysisSpec { Metrics = ImmutableArray.Create(metrics) }, ArgoRelease.V1_10));

    private static void Pass(AnalysisRun run, Moment now, Func<int, ProviderResult> answer)
    {
        foreach (int metric in run.BeginPass(now))
            run.Take(metric, answer(metric), now);
        run.EndPass(now);
    }

    // Runs to the end; the seconds at which something was measured.
    private static List<double> Play(AnalysisRun run, Func<int, ProviderResult> answer, double latency = 0, double from = 0)
    {
        var times = new List<double>();
        Moment free = Moment.FromSeconds(from);
        for (int pass = 0; pass < 100 && !run.IsCompleted && run.NextPass != Moment.Never; pass++)
        {
            Moment now = Moment.Later(run.NextPass, free);
            int[] due = run.BeginPass(now).ToArray();
            free = now + TimeSpan.FromSeconds(due.Length > 0 ? latency : 0);
            if (due.Length > 0)
                times.Add(now.Seconds);
            foreach (int metric in due)
                run.Take(metric, answer(metric), free);
            run.EndPass(free);
        }

        return times;
    }
}
