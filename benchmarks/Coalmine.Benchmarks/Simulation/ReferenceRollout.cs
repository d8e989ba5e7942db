using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Benchmarks.Simulation;

/// <summary>
/// Rollout R: 1,000 requests/s, stages 10, 25, 50, 75 and 100 %, three looks of five minutes each, lognormal latency into 20 buckets, errors 0.5 %, accuracy
/// 96 %.
/// </summary>
public static class ReferenceRollout
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(5);

    /// <summary>R with the thresholds of a script: the value of a query at each look.</summary>
    public static SimulatedRollout Point(TimeSpan scrape) => Prepare(scrape, new CheckMethod.Point(Look));

    /// <summary>R with anytime-valid checks.</summary>
    public static SimulatedRollout Sequential(TimeSpan scrape) => Prepare(scrape, new CheckMethod.Sequential(false));

    /// <summary>R with the thresholds of a script, request by request: each on its own luck, no request waits.</summary>
    public static SimulatedRollout ByRequests() => Prepare(World(Look), new CheckMethod.Point(Look), EngineKind.Request);

    /// <summary>R with the thresholds of a script, through pods with places: 4 pods an arm with 40 places each, 71 % of them taken at the full rate.</summary>
    public static SimulatedRollout ThroughQueues() => Prepare(
        World(Look) with { Pods = new PodLayout(4, 4), Serving = new Serving { Concurrency = 40 } }, new CheckMethod.Point(Look), EngineKind.Request);

    private static SimulatedRollout Prepare(TimeSpan scrape, CheckMethod method) => Prepare(World(scrape), method, EngineKind.Binned);

    private static SimulatedRollout Prepare(World described, CheckMethod method, EngineKind engine)
    {
        CompiledWorld world = CompiledWorld.Compile(described, engine);
        Policy policy = PolicyWith(method);
        PolicyBinding binding = BoundPolicy.Bind(policy, world.Shape);
        BoundPolicy bound = ((PolicyBinding.Bound)binding).Policy;
        return ((RolloutPreparation.Ready)SimulatedRollout.Prepare(world, new NativeController(bound), policy.Checks)).Rollout;
    }

    private static World World(TimeSpan scrape)
    {
        ModelBehaviour model = new() { Latency = new LatencyDistribution.LogNormal(0.1, 0.32), ErrorRate = 0.005, Accuracy = 0.96 };
        return new World
        {
            Name = "R",
            Duration = TimeSpan.FromMinutes(90),
            Traffic = new Traffic(1000, new Users(100_000, true)),
            Pods = new PodLayout(1, 1),
            Baseline = model,
            Canary = model,
            Labels = new LabelProcess(1, new DelayDistribution.Fixed(0)),
            Telemetry = new Telemetry
            {
                Platform = Platform.Seldon,
                LatencyBounds = [0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.375, 0.45, 0.6, 0.75, 1, 2.5],
                ScrapeInterval = scrape,
            },
        };
    }

    private static Policy PolicyWith(CheckMethod method) => new()
    {
        Name = method.Name,
        Checks =
        [
            Check("p99 limit", new Metric.LatencyQuantile(0.99), new Requirement.AtMost(0.45), method),
            Check("p99 relative", new Metric.LatencyQuantile(0.99), new Requirement.NotWorseThanBaseline(new Margin.Relative(0.2)), method),
            Check("errors limit", new Metric.Errors(), new Requirement.AtMost(0.01), method),
            Check("errors relative", new Metric.Errors(), new Requirement.NotWorseThanBaseline(new Margin.Points(0.005)), method),
            Check("accuracy limit", new Metric.Accuracy(), new Requirement.AtLeast(0.94), method),
            Check("accuracy relative", new Metric.Accuracy(), new Requirement.NotWorseThanBaseline(new Margin.Points(0.02)), method),
        ],
        Plan = new RolloutPlan
        {
            Maximum = TimeSpan.FromHours(2),
            Steps = [.. Weights.Select(weight => new PlanStep(new TrafficWeight(weight), Look, 3, TimeSpan.Zero, EvidenceMinimum.None, StepPause.None))],
        },
    };

    private static ImmutableArray<int> Weights => [10, 25, 50, 75, 100];

    private static Check Check(string name, Metric metric, Requirement requirement, CheckMethod method) =>
        new() { Name = name, Metric = metric, Requirement = requirement, Method = method };
}
