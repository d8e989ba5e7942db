using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.RareEvents;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.RareEvents;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.RareEvents;

public sealed class SplittingStudyRunnerTests
{
    private static readonly ModelBehaviour Model = new() { Latency = new LatencyDistribution.LogNormal(0.045, 0.16), ErrorRate = 0.01 };

    private static readonly World Healthy = new()
    {
        Name = "healthy",
        Duration = TimeSpan.FromHours(1),
        Traffic = new Traffic(50, new Users(1000, true)),
        Pods = new PodLayout(1, 1),
        Baseline = Model,
        Canary = Model,
        Labels = new LabelProcess(0, new DelayDistribution.Fixed(0)),
        Telemetry = new Telemetry { Platform = Platform.Seldon, LatencyBounds = [0.05, 0.1, 1], RevenueBounds = [1], ScrapeInterval = TimeSpan.FromSeconds(30) },
    };

    private static readonly Policy Errors = new()
    {
        Name = "errors",
        Plan = new RolloutPlan
        {
            Maximum = TimeSpan.FromMinutes(50),
            Steps = [new PlanStep(new TrafficWeight(20), TimeSpan.FromMinutes(2), 15, TimeSpan.Zero, EvidenceMinimum.None, StepPause.None)],
        },
        Risk = new Risk(0.01, 0.05),
        Checks =
        [
            new Check
            {
                Name = "errors",
                Metric = new Metric.Errors(),
                Requirement = new Requirement.NotWorseThanBaseline(new Margin.Relative(0)),
                Method = new CheckMethod.Sequential(false),
            },
        ],
    };

    [Fact]
    public void Run_OnMoreWorkers_GivesTheSameBytes()
    {
        SplittingStudy study = Study(200);
        string one = Bytes(SplittingStudyRunner.Run(study, 1, null, CancellationToken.None));
        Assert.Equal(one, Bytes(SplittingStudyRunner.Run(study, 3, null, CancellationToken.None)));
        Assert.Contains("\"measure\": \"error.falseRollbackOnEvidence\"", one, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TellsEveryRepetition()
    {
        List<int> told = [];
        SplittingStudyResult result = SplittingStudyRunner.Run(Study(200), 2, new Told(progress => told.Add(progress.Finished)), CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, SplittingStudy.Repetitions), told);
        SplittingEstimate estimate = Assert.Single(Assert.Single(result.Scenarios).Estimates);
        Assert.Equal(SplittingStudy.Repetitions, estimate.Runs.Length);
        Assert.True(result.Played > 20 * 10);
    }

    [Fact]
    public void Run_Interrupted_KeepsTheFirstRepetitions()
    {
        using CancellationTokenSource source = new();
        Told progress = new(told =>
        {
            if (told.Finished == 4)
                source.Cancel();
        });
        SplittingStudyResult whole = SplittingStudyRunner.Run(Study(200), 1, null, CancellationToken.None);
        SplittingStudyResult cut = SplittingStudyRunner.Run(Study(200), 1, progress, source.Token);
        Assert.True(cut.Interrupted);
        SplittingEstimate estimate = cut.Scenarios[0].Estimates[0];
        Assert.Equal(whole.Scenarios[0].Estimates[0].Runs.Take(4).Select(run => run.Estimate), estimate.Runs.Select(run => run.Estimate));
    }

    [Fact]
    public void Run_InterruptedBeforeItBegan_SaysNothing()
    {
        SplittingEstimate estimate = SplittingStudyRunner.Run(Study(200), 1, null, new CancellationToken(true)).Scenarios[0].Estimates[0];
        Assert.Empty(estimate.Runs);
        Assert.Equal((0, 1), (estimate.Interval.Lower, estimate.Interval.Upper));
    }

    [Fact]
    public void Run_WorkerFails_TheStudyFailsWithIt()
    {
        int calls = 0;
        StudyPolicy broken = Policy() with { PrepareSplitting = () => ++calls == 1 ? Prepare() : throw new TimeZoneNotFoundException() };
        SplittingStudy study = Study(200) with { Scenarios = [new StudyScenario(HandMade.Healthy, [broken])] };
        Assert.Throws<TimeZoneNotFoundException>(() => SplittingStudyRunner.Run(study, 2, null, CancellationToken.None));
    }

    [Fact]
    public void Run_APolicyThatCannotBeSplit_IsRefused()
    {
        SplittingStudy study = Study(200) with { Scenarios = [new StudyScenario(HandMade.Healthy, [Policy() with { PrepareSplitting = null }])] };
        Assert.Throws<ArgumentException>(() => SplittingStudyRunner.Run(study, 1, null, CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => SplittingStudyRunner.Run(Study(199), 1, null, CancellationToken.None));
    }

    private static SplittingStudy Study(int paths) =>
        new() { Scenarios = [new StudyScenario(HandMade.Healthy, [Policy()])], Seed = 3, Paths = paths };

    private static StudyPolicy Policy() => new("errors", [], () => throw new InvalidOperationException()) { PrepareSplitting = Prepare };

    private static RolloutSplitting Prepare()
    {
        CompiledWorld world = CompiledWorld.Compile(Healthy);
        BoundPolicy bound = ((PolicyBinding.Bound)BoundPolicy.Bind(Errors, world.Shape)).Policy;
        var ready = (RolloutPreparation.Ready)SimulatedRollout.Prepare(world, new NativeController(bound), ImmutableArray.Create(Errors.Checks[0]));
        return new RolloutSplitting(ready.Rollout, HarmProgress.Of(bound)!);
    }

    private static string Bytes(SplittingStudyResult result) => Golden.TextOf(stream => SplittingJson.Write(result, stream));

    private sealed class Told(Action<SplittingProgress> tell) : IProgress<SplittingProgress>
    {
        public void Report(SplittingProgress value) => tell(value);
    }
}
