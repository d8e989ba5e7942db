using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Workbench.Advice;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Tests.Detectability;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.Advice;

/// <summary>Tallies made by hand, with and without what is known of the pair.</summary>
internal static class AdviceExamples
{
    public static SimulatedSight Simulated { get; } = new(40, new SimulatedShare(38, 40), [new SimulatedShare(38, 40)]);

    /// <summary>What a small policy sees in a small world.</summary>
    public static PolicySight Sight()
    {
        LoadedScenario scenario = PolicyDetectabilityTests.World("errorIncrease: { by: 2pp }", "200/s");
        PolicyFile policy = PolicyDetectabilityTests.Policy("  - { metric: errors, notWorseThanBaseline: 0.5pp }");
        return PolicyDetectability.Of(Bound(policy, scenario), scenario, 0.8);
    }

    /// <summary>One healthy world in which three of twenty rollouts are rolled back by the second check.</summary>
    public static StudyResult Study() => new(7, 20, 0, [Result(HandMade.Healthy, null, Times(3, RolloutOutcome.RolledBackOnEvidence, 1), Times(17, RolloutOutcome.Promoted, -1))]);

    /// <summary>What a study with one policy found, rollouts in order.</summary>
    public static ScenarioResult Result(ScenarioFacts facts, PairingAdvice? advice, params IEnumerable<RolloutResult>[] rollouts)
    {
        PolicyTally tally = new();
        foreach (RolloutResult rollout in rollouts.SelectMany(each => each).Select((rollout, number) => rollout with { Replication = number }))
            tally.Add(rollout);
        StudyPolicy policy = new("plain", [], () => throw new InvalidOperationException()) { Checks = ["latency", "errors"], Advice = advice };
        return new ScenarioResult
        {
            Facts = facts,
            Policies = [policy],
            Replications = tally.Count,
            Stopped = StopReason.Maximum,
            Tallies = [tally],
            Pairs = [],
        };
    }

    /// <summary>Rollouts that end alike.</summary>
    public static IEnumerable<RolloutResult> Times(int count, RolloutOutcome outcome, int check, int step = 1, double seconds = 1200) =>
        Enumerable.Repeat(HandMade.Result(outcome, seconds) with { CausingCheck = check, LastStep = step }, count);

    /// <summary>What can be said before a run.</summary>
    public static PairingAdvice Before(PolicyFile policy, LoadedScenario scenario) => new(scenario, Bound(policy, scenario));

    private static BoundPolicy Bound(PolicyFile policy, LoadedScenario scenario) =>
        Assert.IsType<PolicyBinding.Bound>(BoundPolicy.Bind(policy.Policy, scenario.World.Shape)).Policy;
}
