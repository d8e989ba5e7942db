using System.Collections.Immutable;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers.Argo;

/// <summary>Argo's rules over the seam: whole rollouts in a small shell that runs pods and answers queries.</summary>
public sealed class ArgoControllerTests
{
    private static readonly ImmutableArray<ArgoStep> Steps =
        [new ArgoStep.SetWeight(20), new ArgoStep.Pause(60), new ArgoStep.SetWeight(50), new ArgoStep.Pause(60)];

    private static readonly AnalysisSpec Errors = Analysis(new MetricSpec
    {
        Name = "success-rate",
        Interval = "30s",
        SuccessCondition = "result[0] >= 0.95",
        FailureLimit = 1,
        Providers = [new MetricProvider.Prometheus("vector(1)")],
    });

    [Theory]
    [InlineData(5, "5 20 %", "70 50 %", "135 100 %")]
    [InlineData(0, "0 20 %", "60 50 %", "120 100 %")]
    public void Healthy_IsPromoted_WithPodsThatStartLaterOrAtOnce(int podStart, params string[] weights)
    {
        ArgoShell shell = Shell(Routed(Steps, 1), podStart).Run(600);
        Assert.Equal(RolloutOutcome.Promoted, shell.Outcome);
        Assert.Equal(weights, shell.Weights);
        Assert.Equal("promote", shell.Journal.Entries[^1].Sentences[^1]);
        Assert.Contains(shell.Journal.Entries, entry => entry.Sentences[^1] == "advance: step 1 of 4 is complete");
    }

    [Fact]
    public void FailuresBeyondTheLimit_RollBackOnEvidence()
    {
        ArgoShell shell = Shell(Routed(Steps, 1), 5);
        shell.Answer = (at, _) => QueryAnswer.OfSeries(new[] { at.Seconds > 20 ? 0.5 : 0.99 });
        shell.Run(600);
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, shell.Outcome);
        Assert.Equal(["5 20 %", "65 0 %"], shell.Weights);
        Assert.Equal(
            ["background success-rate: 0.5, a failure", "roll back: background: Metric \"success-rate\" assessed Failed due to failed (2) > failureLimit (1)"],
            shell.Journal.Entries[^1].Sentences);
    }

    [Fact]
    public void NoDataForFortySeconds_RollsBackForWantOfEvidence_BeforeThereIsACanary()
    {
        ArgoShell shell = Shell(Routed(Steps, 0), 60);
        shell.Answer = (_, _) => QueryAnswer.NoData;
        shell.Run(600);
        Assert.Equal(RolloutOutcome.RolledBackForWantOfEvidence, shell.Outcome);
        Assert.Empty(shell.Weights);
        Assert.Equal(40, shell.Journal.Entries[^1].Observation.At.Seconds, 1e-6);
        Assert.Equal("background success-rate: no data, which is inconclusive here", shell.Journal.Entries[^1].Sentences[0]);
    }

    [Fact]
    public void AnInconclusiveStepRun_LeavesTheRolloutOpen_UntilAnOperatorResumes()
    {
        AnalysisSpec both = Analysis(Errors.Metrics[0] with { Interval = null, FailureCondition = "result[0] < 0.9" });
        ArgoRolloutSpec spec = Routed([new ArgoStep.SetWeight(20), new ArgoStep.Analyze(both)], 0);
        ArgoShell shell = Shell(spec with { Canary = spec.Canary with { Background = null } }, 5);
        shell.Answer = (at, _) => QueryAnswer.OfSeries(new[] { at.Seconds > 100 ? 0.99 : 0.92 });
        shell.Say(100, OperatorWord.Resume).Say(200, OperatorWord.Resume).Run(90);
        Assert.Equal(RolloutOutcome.Open, shell.Outcome);
        Assert.Contains(
            "pause: step 2: Metric \"success-rate\" assessed Inconclusive due to inconclusive (1) > inconclusiveLimit (0)",
            shell.Journal.Entries[^1].Sentences[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void AnOperatorsWord_AbortsOrPromotes()
    {
        Assert.Equal(RolloutOutcome.RolledBackOnOrder, Shell(Routed(Steps, 1), 5).Say(20, OperatorWord.Abort).Run(600).Outcome);
        ArgoShell promoted = Shell(Routed(Steps, 1), 5).Say(20, OperatorWord.Promote).Run(600);
        Assert.Equal(["5 20 %", "25 100 %"], promoted.Weights);
        ArgoShell held = Shell(Routed(Steps, 1), 5).Say(20, OperatorWord.Pause).Say(500, OperatorWord.Resume).Run(2000);
        Assert.Equal(["5 20 %", "505 50 %", "570 100 %"], held.Weights);
    }

    [Fact]
    public void ABasicCanary_HasTheShareOfItsPods()
    {
        ArgoRolloutSpec spec = Routed([new ArgoStep.SetWeight(20), new ArgoStep.Pause(60)], 1);
        spec = spec with { Canary = spec.Canary with { HasTrafficRouting = false, MaxSurge = IntOrPercent.Pods(2), MaxUnavailable = IntOrPercent.Pods(0) } };
        ArgoShell shell = Shell(spec, 5).Run(600);
        Assert.Equal(RolloutOutcome.Promoted, shell.Outcome);
        Assert.Equal("5 2/12", shell.Weights[0]);
        Assert.Equal("5 2/10", shell.Weights[1]);
    }

    [Fact]
    public void AnInvalidRollout_DoesNothing_AndSaysWhy()
    {
        AnalysisSpec endless = Errors;
        ArgoRolloutSpec spec = Routed([new ArgoStep.SetWeight(20), new ArgoStep.Analyze(endless)], 0);
        ArgoShell shell = Shell(spec, 5).Run(600);
        Assert.Equal(RolloutOutcome.Open, shell.Outcome);
        Assert.Empty(shell.Journal.Entries.SelectMany(entry => entry.Effects));
        Assert.StartsWith("hold: InvalidSpec: spec.strategy.canary.steps[1]: ", shell.Journal.Entries[0].Sentences[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void AProviderThatCannotBeAsked_IsRefused()
    {
        AnalysisSpec web = Analysis(Errors.Metrics[0] with { Providers = [new MetricProvider.Web("http://judge")] });
        ArgoRolloutSpec spec = Routed([new ArgoStep.SetWeight(20)], 0);
        spec = spec with { Canary = spec.Canary with { Background = new BackgroundAnalysis(0, web) } };
        ArgoPreparation.Refused refused = Assert.IsType<ArgoPreparation.Refused>(ArgoController.Prepare(spec, ArgoRelease.V1_10));
        Assert.Contains("'web'", refused.Reasons[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void AConditionThatOnlyArgoUnderstands_IsRefused()
    {
        AnalysisSpec dated = Analysis(Errors.Metrics[0] with { SuccessCondition = "now().Hour() > 3" });
        ArgoRolloutSpec spec = Routed([new ArgoStep.SetWeight(20)], 0);
        spec = spec with { Canary = spec.Canary with { Background = new BackgroundAnalysis(0, dated) } };
        ArgoPreparation.Refused refused = Assert.IsType<ArgoPreparation.Refused>(ArgoController.Prepare(spec, ArgoRelease.V1_10));
        Assert.Contains("background, metric success-rate: ", refused.Reasons[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void AnExperiment_EndsWithItsTime_AndItsAnalysesMatter()
    {
        ExperimentSpec experiment = new() { DurationSeconds = 100, Analyses = [new ExperimentAnalysis("errors", Errors, IsRequired: false)] };
        ArgoRolloutSpec spec = Routed([new ArgoStep.SetWeight(20), new ArgoStep.Experiment(experiment)], 0);
        spec = spec with { Canary = spec.Canary with { Background = null } };
        ArgoShell good = Shell(spec, 5).Run(600);
        Assert.Equal(RolloutOutcome.Promoted, good.Outcome);
        Assert.Equal(["5 20 %", "110 100 %"], good.Weights);
        ArgoShell bad = Shell(spec, 5);
        bad.Answer = (_, _) => QueryAnswer.OfSeries(new[] { 0.5 });
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, bad.Run(600).Outcome);
    }

    [Fact]
    public void ManyMetricsAtOnce_AreAllMeasured()
    {
        AnalysisSpec many = Analysis([.. Enumerable.Range(0, 40).Select(i => Errors.Metrics[0] with { Name = $"m{i}" })]);
        ArgoRolloutSpec spec = Routed(Steps, 0);
        ArgoShell shell = Shell(spec with { Canary = spec.Canary with { Background = new BackgroundAnalysis(1, many) } }, 5).Run(600);
        Assert.Equal(RolloutOutcome.Promoted, shell.Outcome);
        Assert.Equal(40, shell.Journal.Entries.Where(entry => entry.Observation.At.Seconds < 10).Sum(entry => entry.Verdicts.Length));
    }

    [Fact]
    public void AJournal_ReplaysToTheSameWords_AndAForkGoesItsOwnWay()
    {
        ArgoController controller = Controller(Routed(Steps, 1));
        ArgoShell shell = new ArgoShell(controller, 5).Run(600);
        RolloutJournal replayed = ReplayedRollout.Replay(shell.Journal, controller);
        Assert.True(shell.Journal.Entries.Zip(replayed.Entries).All(pair => pair.First.SaysTheSameAs(pair.Second)));

        Transition transition = controller.Begin(controller.CreateMemory(), Moment.Start);
        for (int i = 1; i < shell.Journal.Entries.Count; i++)
        {
            RolloutState fork = transition.State.Fork();
            if (i % 3 == 0)
                controller.Step(fork, Observation.OperatorSaid(OperatorWord.Abort, shell.Journal.Entries[i].Observation.At));
            transition = controller.Step(i % 3 == 0 ? transition.State : fork, shell.Journal.Entries[i].Observation);
            Assert.Equal(shell.Journal.Entries[i].Decision, transition.Decision);
        }
    }

    private static ArgoShell Shell(ArgoRolloutSpec spec, int podStart) => new(Controller(spec), podStart);

    private static ArgoController Controller(ArgoRolloutSpec spec) =>
        Assert.IsType<ArgoPreparation.Ready>(ArgoController.Prepare(spec, ArgoRelease.V1_10)).Controller;

    private static AnalysisSpec Analysis(params ImmutableArray<MetricSpec> metrics) => new() { Metrics = metrics };

    private static ArgoRolloutSpec Routed(ImmutableArray<ArgoStep> steps, int startingStep) => new()
    {
        Replicas = 10,
        Canary = new ArgoCanaryStrategy { HasTrafficRouting = true, Steps = steps, Background = new BackgroundAnalysis(startingStep, Errors) },
    };
}
