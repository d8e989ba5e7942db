using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.RareEvents;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.RareEvents;

/// <summary>A healthy world with all that makes paths hard to continue (jitter, missed scrapes, bursts, late labels, users and pods with rates of their own).</summary>
internal static class GivenRare
{
    public static readonly World World = Given.World with
    {
        Duration = TimeSpan.FromHours(2),
        Traffic = new Traffic(60, new Users(2000, true) { ErrorFrailty = 0.3 })
        {
            Shape = new RateShape.Bursty(2, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(1)),
        },
        Pods = new PodLayout(2, 1),
        Telemetry = Given.World.Telemetry with { Jitter = TimeSpan.FromSeconds(1), Missed = 0.01 },
    };

    public static Policy Policy(CheckMethod method, double risk) => new()
    {
        Name = "rare",
        Plan = new RolloutPlan
        {
            Maximum = TimeSpan.FromMinutes(100),
            Steps =
            [
                .. new[] { 10, 25, 50 }.Select(weight => new PlanStep(
                    new TrafficWeight(weight), TimeSpan.FromMinutes(2), 10, TimeSpan.Zero, EvidenceMinimum.None, StepPause.None)),
            ],
        },
        Risk = new Risk(risk, 0.05),
        SafeBelow = TrafficWeight.All,
        Inconclusive = new WaitingRule(TimeSpan.FromHours(2), Fallback.RollBack),
        Checks =
        [
            new Check { Name = "errors", Metric = new Metric.Errors(), Requirement = new Requirement.NotWorseThanBaseline(new Margin.Relative(0)), Method = method },
        ],
    };

    public static (SimulatedRollout Rollout, HarmProgress Progress) Pair(World world, Policy policy, EngineKind? engine = null)
    {
        CompiledWorld compiled = CompiledWorld.Compile(world, engine);
        PolicyBinding.Bound bound = Assert.IsType<PolicyBinding.Bound>(BoundPolicy.Bind(policy, compiled.Shape));
        RolloutPreparation prepared = SimulatedRollout.Prepare(compiled, new NativeController(bound.Policy), policy.Checks);
        return (Assert.IsType<RolloutPreparation.Ready>(prepared).Rollout, HarmProgress.Of(bound.Policy)!);
    }

    public static RolloutSplitting Splitting(World world, Policy policy)
    {
        (SimulatedRollout rollout, HarmProgress progress) = Pair(world, policy);
        return new RolloutSplitting(rollout, progress);
    }
}
