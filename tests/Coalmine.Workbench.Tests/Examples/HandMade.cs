using System.Collections.Immutable;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Truth;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Traces;

namespace Coalmine.Workbench.Tests.Examples;

/// <summary>Results made by hand, so that reports can be pinned without running anything.</summary>
internal static class HandMade
{
    public static ScenarioFacts Regressed { get; } = new()
    {
        Name = "more-errors",
        About = "From minute 10 on more requests fail.",
        Teaches = "A check on errors sees it.",
        Truth = TruthKind.Regressed,
        Onset = TimeSpan.FromMinutes(10),
        Regressed = [new Stretch(Moment.FromSeconds(600), Moment.FromSeconds(8 * 3600))],
        Horizon = TimeSpan.FromHours(8),
        Engine = EngineKind.Request,
        RequestsNeeded = "pods with limits (serving) make one request wait for another",
    };

    public static ScenarioFacts Healthy { get; } = new()
    {
        Name = "healthy",
        Truth = TruthKind.Healthy,
        Horizon = TimeSpan.FromHours(2),
        Engine = EngineKind.Binned,
    };

    public static RolloutResult Result(RolloutOutcome outcome, double seconds, double hurt = 0, long replication = 0) => new()
    {
        Replication = replication,
        Outcome = outcome,
        EndedAt = Moment.FromSeconds(seconds),
        CausingCheck = outcome == RolloutOutcome.RolledBackOnEvidence ? 1 : -1,
        Detected = outcome == RolloutOutcome.RolledBackOnEvidence && seconds > 600,
        DetectionSeconds = outcome == RolloutOutcome.RolledBackOnEvidence && seconds > 600 ? seconds - 600 : double.NaN,
        ExposedRequests = hurt * 20,
        ExposedUsers = hurt * 2,
        HurtAnswers = hurt,
        CanaryRequests = seconds * 10,
        Looks = (int)(seconds / 300),
        LastStep = 1,
    };

    /// <summary>Two policies in two worlds, 100 replications each; the second policy's rollouts depend on the number of the replication alone.</summary>
    public static StudyResult Study()
    {
        ImmutableArray<StudyPolicy> policies =
        [
            new StudyPolicy("plain", [], () => throw new InvalidOperationException()),
            new StudyPolicy("blind", ["errors atMost 1%: no data passes"], () => throw new InvalidOperationException()),
        ];
        return new StudyResult(7, 100, 0,
        [
            Scenario(Regressed, policies, number => Result(RolloutOutcome.RolledBackOnEvidence, 900 + (300 * (number % 4)), 100 + number), Blind),
            Scenario(Healthy, policies, number => Result(number % 25 == 0 ? RolloutOutcome.RolledBackForWantOfEvidence : RolloutOutcome.Promoted, 3600), Blind),
        ]);
    }

    /// <summary>One rollout of three looks: advance, hold, roll back.</summary>
    public static RolloutTrace Trace() => new()
    {
        Scenario = Regressed,
        Effects = ["fault errorIncrease on the canary from 0:10:00 to the end", "errors: worse by up to 3 pp (tolerance 0.5 pp), first at 0:10:00"],
        Policy = "plain",
        PolicyAbout = "Two checks, two steps.",
        Checks = ["latency.p99 atMost 200ms", "errors atMost 1%"],
        UnsafeSettings = ["errors atMost 1%: no data passes"],
        Seed = 7,
        Result = Result(RolloutOutcome.RolledBackOnEvidence, 900, 123.4, 3),
        Events =
        [
            Decide(DecisionKind.Hold, DecisionReason.Progress, 0, 0, "hold at 10 %: the rollout is under way"),
            new TraceEvent.WeightSet(Moment.Start, new TrafficWeight(10)),
            new TraceEvent.Scraped(Moment.FromSeconds(15.25), new TrafficWeight(10), 2712, 301),
            Look(300, 0, VerdictKind.Pass, VerdictKind.Pass),
            Decide(DecisionKind.Advance, DecisionReason.StepDone, 0, 300, "advance to 50 %: every rule of the step is met"),
            new TraceEvent.WeightSet(Moment.FromSeconds(300), new TrafficWeight(50)),
            Look(600, 1, VerdictKind.Pass, VerdictKind.Inconclusive),
            Decide(DecisionKind.Hold, DecisionReason.StepNotDone, 1, 600, "hold at 50 %: the step needs more looks"),
            Look(660, 1, VerdictKind.Pass, VerdictKind.Inconclusive),
            Decide(DecisionKind.Hold, DecisionReason.StepNotDone, 1, 660, "hold at 50 %: the step needs more looks"),
            Look(720, 1, VerdictKind.Pass, VerdictKind.Inconclusive),
            Decide(DecisionKind.Hold, DecisionReason.StepNotDone, 1, 720, "hold at 50 %: the step needs more looks"),
            Look(900, 1, VerdictKind.Pass, VerdictKind.Fail),
            Decide(DecisionKind.RollBack, DecisionReason.CheckFailed, 1, 900, "roll back: errors atMost 1% failed"),
            new TraceEvent.WeightSet(Moment.FromSeconds(900), TrafficWeight.None),
            new TraceEvent.Aborted(Moment.FromSeconds(900)),
        ],
    };

    private static TraceEvent.Decided Decide(DecisionKind kind, DecisionReason reason, int step, double at, string sentence) =>
        new(Moment.FromSeconds(at), new Decision(kind, reason, step, Moment.FromSeconds(at)), sentence);

    private static TraceEvent.Looked Look(double at, int step, params VerdictKind[] kinds) => new(Moment.FromSeconds(at), step,
    [
        Verdict("latency.p99 atMost 200ms", "latency.p99", 0, kinds[0]), Verdict("errors atMost 1%", "errors", 1, kinds[1]),
    ]);

    private static TraceVerdict Verdict(string check, string metric, int index, VerdictKind kind) => new(check, metric, new CheckVerdict
    {
        Check = index,
        Kind = kind,
        Reason = VerdictReason.IntervalCoversMargin,
        Guarantee = Guarantee.AnytimeValid,
        Canary = 0.012,
        Baseline = double.NaN,
        CanarySamples = 1200,
        Margin = 0.01,
        LogHarm = 1.5,
        LogSafety = -0.25,
        Lower = double.NaN,
        Upper = double.NaN,
        Dispersion = 1,
    }, $"{check}: canary 1.2 % of 1,200 requests");

    private static RolloutResult Blind(int number) =>
        number % 10 == 3 ? Result(RolloutOutcome.RolledBackOnEvidence, 1500, 60) : Result(RolloutOutcome.Promoted, 1800, 5000 + number);

    private static ScenarioResult Scenario(
        ScenarioFacts facts, ImmutableArray<StudyPolicy> policies, Func<int, RolloutResult> first, Func<int, RolloutResult> second)
    {
        PolicyTally[] tallies = [new(), new()];
        PairTally pair = new();
        for (int number = 0; number < 100; number++)
        {
            tallies[0].Add(first(number));
            tallies[1].Add(second(number));
            pair.Add(second(number), first(number));
        }

        return new ScenarioResult
        {
            Facts = facts,
            Policies = policies,
            Replications = 100,
            Stopped = StopReason.Maximum,
            Tallies = [.. tallies],
            Pairs = [pair],
        };
    }
}
