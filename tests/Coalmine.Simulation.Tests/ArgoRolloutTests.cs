using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Evaluation;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests;

/// <summary>Rollouts under Argo's rules in a world: pods that start, queries over scraped series, no data before the canary serves.</summary>
public sealed class ArgoRolloutTests
{
    private const string Errors =
        "sum(rate(istio_requests_total{destination_service_name=\"model-canary\",response_code=~\"5.*\"}[1m])) "
        + "/ sum(rate(istio_requests_total{destination_service_name=\"model-canary\"}[1m]))";

    private static readonly World World = Given.World with
    {
        Pods = new PodLayout(10, 10),
        Serving = Given.World.Serving with { PodStart = TimeSpan.FromSeconds(20) },
    };

    [Fact]
    public void AHealthyCanary_IsPromoted()
    {
        RolloutResult result = Run(World, "len(result) == 0 || isNaN(result[0]) || result[0] <= 0.1", startingStep: 1);
        Assert.Equal(RolloutOutcome.Promoted, result.Outcome);
        // Two pauses of five minutes, and pods that start three times: for 20, 50 and 100 %.
        Assert.InRange(result.EndedAt.Seconds, 660, 662);
    }

    [Fact]
    public void ABadCanary_IsRolledBackByTheRunThatSeesIt()
    {
        World bad = World with { Faults = [new ErrorIncrease(0.5, FaultTarget.Canary, Given.From(TimeSpan.FromMinutes(3)))] };
        RolloutResult result = Run(bad, "len(result) == 0 || isNaN(result[0]) || result[0] <= 0.1", startingStep: 1);
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, result.Outcome);
        Assert.True(result.Detected);
        Assert.InRange(result.EndedAt.Seconds, 180, 320);
    }

    [Fact]
    public void AnUnguardedQuery_AbortsForWantOfData_FortySecondsAfterTheBeginning()
    {
        RolloutResult result = Run(World, "result[0] <= 0.1", startingStep: 0);
        Assert.Equal(RolloutOutcome.RolledBackForWantOfEvidence, result.Outcome);
        Assert.InRange(result.EndedAt.Seconds, 40, 41);
    }

    private static RolloutResult Run(World world, string condition, int startingStep)
    {
        AnalysisSpec analysis = new()
        {
            Metrics = [new MetricSpec { Name = "errors", Interval = "30s", SuccessCondition = condition, FailureLimit = 2, Providers = [new MetricProvider.Prometheus(Errors)] }],
        };
        ArgoRolloutSpec spec = new()
        {
            Replicas = 10,
            Canary = new ArgoCanaryStrategy
            {
                HasTrafficRouting = true,
                Steps = [new ArgoStep.SetWeight(20), new ArgoStep.Pause(300), new ArgoStep.SetWeight(50), new ArgoStep.Pause(300)],
                Background = new BackgroundAnalysis(startingStep, analysis),
            },
        };
        ArgoController controller = Assert.IsType<ArgoPreparation.Ready>(ArgoController.Prepare(spec, ArgoRelease.V1_10)).Controller;
        Assert.Equal((10, 10), (controller.MostBaselinePods, controller.MostCanaryPods));
        CompiledQuery query = Assert.IsType<CompileResult.Compiled>(CompiledQuery.Compile(Errors)).Query;
        QueryBindings bindings = QueryBindings.Of([query], new BindingOptions(new ArmNames(["model-stable"], ["model-canary"], ["model"])));
        return SimulatedRollout.Prepare(CompiledWorld.Compile(world), controller, new ForeignQueries([query], bindings), [new Metric.Errors()]).Run(1, 0);
    }
}
