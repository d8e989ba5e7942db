using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests;

/// <summary>Worlds and policies that tests vary.</summary>
internal static class Given
{
    public static readonly ModelBehaviour Model = new()
    {
        Latency = new LatencyDistribution.LogNormal(0.045, 0.16),
        ErrorRate = 0.01,
        Accuracy = 0.96,
        Conversion = 0.05,
        Revenue = new RevenueDistribution(20, 0.8),
    };

    public static readonly World World = new()
    {
        Name = "plain",
        Duration = TimeSpan.FromHours(1),
        Traffic = new Traffic(100, new Users(5000, true)),
        Pods = new PodLayout(1, 1),
        Baseline = Model,
        Canary = Model,
        Labels = new LabelProcess(0.5, new DelayDistribution.Fixed(0)),
        Mirroring = new Mirroring(0.5, 0.6),
        Telemetry = new Telemetry
        {
            Platform = Platform.Seldon,
            LatencyBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
            RevenueBounds = [5, 10, 20, 50],
            ScrapeInterval = TimeSpan.FromSeconds(15),
        },
    };

    public static FaultTiming From(TimeSpan onset) => new(onset, TimeSpan.Zero, TimeSpan.MaxValue);

    public static Policy Policy(CheckMethod method, params int[] weights) => new()
    {
        Name = method.Name,
        Plan = new RolloutPlan
        {
            Maximum = TimeSpan.FromMinutes(58),
            Steps =
            [
                .. weights.Select(weight => new PlanStep(
                    new TrafficWeight(weight), TimeSpan.FromMinutes(2), 3, TimeSpan.Zero, EvidenceMinimum.None, StepPause.None)),
            ],
        },
        SafeBelow = TrafficWeight.All,
        Checks =
        [
            new Check { Name = "p99", Metric = new Metric.LatencyQuantile(0.99), Requirement = new Requirement.AtMost(0.25), Method = method },
            new Check { Name = "errors", Metric = new Metric.Errors(), Requirement = new Requirement.AtMost(0.02), Method = method },
            new Check { Name = "accuracy", Metric = new Metric.Accuracy(), Requirement = new Requirement.AtLeast(0.93), Method = method },
        ],
    };

    public static SimulatedRollout Rollout(World world, Policy policy)
    {
        CompiledWorld compiled = CompiledWorld.Compile(world);
        PolicyBinding.Bound bound = Assert.IsType<PolicyBinding.Bound>(BoundPolicy.Bind(policy, compiled.Shape));
        RolloutPreparation prepared = SimulatedRollout.Prepare(compiled, new NativeController(bound.Policy), policy.Checks);
        return Assert.IsType<RolloutPreparation.Ready>(prepared).Rollout;
    }
}
