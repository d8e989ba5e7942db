using System.Text.Json.Nodes;
using Coalmine.Live.Advising;
using Coalmine.Rollouts.Conditions;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Advising;

/// <summary>What Argo Rollouts and Flagger make of our answers, by the same rules with which their manifests are simulated.</summary>
public sealed class ControllerAnswerTests
{
    private const string Success = "result == \"pass\"";
    private const string Failure = "result == \"fail\"";

    [Theory]
    [InlineData(AdviceVerdict.Pass, AnalysisPhase.Successful)]
    [InlineData(AdviceVerdict.Fail, AnalysisPhase.Failed)]
    [InlineData(AdviceVerdict.Inconclusive, AnalysisPhase.Inconclusive)]
    public void ArgosConditions_TakeEachAnswerForWhatItIs(AdviceVerdict verdict, AnalysisPhase phase)
    {
        foreach (ArgoRelease release in Enum.GetValues<ArgoRelease>())
        {
            Assert.Equal(phase, new MeasurementConditions(Success, Failure, release).Judge(Sent(verdict, atVerdict: true)).Phase);
            MeasurementConditions whole = new("result.verdict == \"pass\"", "result.verdict == \"fail\"", release);
            Assert.Equal(phase, whole.Judge(Sent(verdict, atVerdict: false)).Phase);
        }
    }

    // A gate: up to 60 answers a minute apart, one pass is enough, no fail is forgiven. P pass, I inconclusive, F fail, E no answer.
    [Theory]
    [InlineData("P", AnalysisPhase.Successful)]
    [InlineData("IIIIP", AnalysisPhase.Successful)]
    [InlineData("IEEIP", AnalysisPhase.Successful)]
    [InlineData("F", AnalysisPhase.Failed)]
    [InlineData("IIF", AnalysisPhase.Failed)]
    [InlineData("IIII", AnalysisPhase.Running)]
    [InlineData("EEEEEEEEEEE", AnalysisPhase.Error)]
    public void ArgosGate_HoldsWhileItIsNotKnown(string answers, AnalysisPhase phase) => Assert.Equal(phase, Gate(answers).Phase);

    [Fact]
    public void ArgosGate_AfterAllItsTime_WaitsForAPerson() => Assert.Equal(AnalysisPhase.Inconclusive, Gate(new string('I', 60)).Phase);

    [Fact]
    public void Flagger_HoldsWhileItIsNotKnown_WithoutCountingAFailure()
    {
        FlaggerMachine machine = Machine();
        Tick(machine, AdviceVerdict.Inconclusive); // noticed
        Tick(machine, AdviceVerdict.Inconclusive);
        Assert.Equal((FlaggerPhase.Progressing, 0), (machine.State.Phase, machine.RoutedWeight));
        Tick(machine, AdviceVerdict.Pass);
        Assert.Equal(10, machine.RoutedWeight);
        for (int tick = 0; tick < 20; tick++)
            Tick(machine, AdviceVerdict.Inconclusive);
        Assert.Equal((FlaggerPhase.Progressing, 10, 0), (machine.State.Phase, machine.RoutedWeight, machine.State.FailedChecks));
        Tick(machine, AdviceVerdict.Pass);
        Assert.Equal(20, machine.RoutedWeight);
    }

    [Fact]
    public void Flagger_RollsBackAtTheFirstTickAfterAFail()
    {
        FlaggerMachine machine = Machine();
        for (int tick = 0; tick < 3; tick++)
            Tick(machine, AdviceVerdict.Pass);
        Assert.True(machine.RoutedWeight > 0);
        Tick(machine, AdviceVerdict.Fail);
        Assert.Equal((FlaggerPhase.Failed, 0), (machine.State.Phase, machine.RoutedWeight));
    }

    [Fact]
    public void Flagger_PromotesOnPassesOnly()
    {
        FlaggerMachine machine = Machine();
        for (int tick = 0; tick < 3; tick++)
            Tick(machine, AdviceVerdict.Pass);
        Assert.Equal(20, machine.RoutedWeight);
        Tick(machine, AdviceVerdict.Inconclusive);
        Assert.NotEqual(FlaggerPhase.Promoting, machine.State.Phase);
        Tick(machine, AdviceVerdict.Pass);
        Assert.Equal(FlaggerPhase.Promoting, machine.State.Phase);
    }

    private static ProviderResult Sent(AdviceVerdict verdict, bool atVerdict)
    {
        JsonObject json = new Advice(verdict, ["because"], Standings.Of(DecisionKind.Hold, VerdictKind.Pass)).ToJson();
        return ProviderResult.FromJson((atVerdict ? json["verdict"]! : json).ToJsonString());
    }

    private static AnalysisRun Gate(string answers)
    {
        MetricSpec metric = new()
        {
            Name = "coalmine",
            Interval = "1m",
            Count = 60,
            ConsecutiveSuccessLimit = 1,
            InconclusiveLimit = 60,
            ConsecutiveErrorLimit = 10,
            SuccessCondition = Success,
            FailureCondition = Failure,
            Providers = [new MetricProvider.Web("http://coalmine/v1/argo/fraud", "{$.verdict}")],
        };
        AnalysisRun run = new(AnalysisPlan.Prepare(new AnalysisSpec { Metrics = [metric] }, ArgoRelease.V1_9));
        run.Reset(Moment.Start);
        Moment now = Moment.Start;
        foreach (char answer in answers)
        {
            while (run.BeginPass(now).IsEmpty && !run.IsCompleted)
            {
                run.EndPass(now);
                now = Moment.Later(run.NextPass, now + TimeSpan.FromSeconds(1));
            }

            if (run.IsCompleted)
                break;
            if (answer == 'E')
                run.Take(0, new MeasurementVerdict(AnalysisPhase.Error, "no answer"), now);
            else
                run.Take(0, Sent(answer == 'P' ? AdviceVerdict.Pass : answer == 'F' ? AdviceVerdict.Fail : AdviceVerdict.Inconclusive, atVerdict: true), now);
            run.EndPass(now);
            now += TimeSpan.FromMinutes(1);
        }

        run.BeginPass(now);
        run.EndPass(now);
        return run;
    }

    private static FlaggerMachine Machine()
    {
        FlaggerAnalysis analysis = new()
        {
            Interval = "1m",
            Threshold = 1,
            MaxWeight = 20,
            StepWeight = 10,
            Hooks =
            [
                new FlaggerHook("rollback", FlaggerHookType.Rollback), new FlaggerHook("rollout", FlaggerHookType.Rollout),
                new FlaggerHook("confirm-traffic-increase", FlaggerHookType.ConfirmTrafficIncrease), new FlaggerHook("confirm-promotion", FlaggerHookType.ConfirmPromotion),
            ],
        };
        FlaggerCanarySpec spec = new() { Name = "fraud", Namespace = "models", Target = "fraud", Provider = "istio", Analysis = analysis };
        return new FlaggerMachine(spec, FlaggerState.Initialized(new FlaggerTarget(1, 1)), FlaggerProvider.Default);
    }

    private static void Tick(FlaggerMachine machine, AdviceVerdict verdict)
    {
        FlaggerQuestion question = machine.Begin(new FlaggerSight(new FlaggerTarget(2, 1), FlaggerReadiness.Ready, FlaggerReadiness.Ready));
        while (question.Kind != FlaggerQuestionKind.None)
        {
            FlaggerHook hook = machine.Spec.EffectiveAnalysis.Hooks[question.Index];
            question = machine.Answer(FlaggerHook.Accepts(FlaggerAnswers.StatusOf(FlaggerAnswers.Of(hook.Name)!.Value, verdict)));
        }
    }
}
