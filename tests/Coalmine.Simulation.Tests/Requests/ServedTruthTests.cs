using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Truth;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Requests;

/// <summary>What is true of worlds in which one request changes what another one gets: it is told by runs, each arm alone with all the traffic.</summary>
public sealed class ServedTruthTests
{
    private static readonly World World = Given.World with
    {
        Duration = TimeSpan.FromMinutes(2),
        Pods = new PodLayout(3, 3),
        // Three pods with two places each have 6 places, and 100 requests a second of 50 ms need 5.
        Serving = new Serving { Concurrency = 2, Queue = 20 },
    };

    public static TheoryData<string> Servings => ["queue", "least requests", "time-outs and retries", "autoscaler", "bursts and sticky users"];

    [Theory]
    [MemberData(nameof(Servings))]
    public void Truth_OfEqualArms_IsHealthyWithoutAnyEffect(string kind)
    {
        // The same requests with the same luck: every difference is exactly 0, not only within an interval.
        Serving serving = World.Serving;
        World world = kind switch
        {
            "least requests" => World with { Serving = serving with { Balancing = Balancing.LeastRequests } },
            "time-outs and retries" => World with
            {
                Serving = serving with { Timeout = TimeSpan.FromSeconds(0.2), Retries = new Retries(2, RetryLayer.Mesh, TimeSpan.FromSeconds(0.05)) },
            },
            "autoscaler" => World with
            {
                Pods = new PodLayout(2, 2),
                Serving = serving with { Autoscaling = new Autoscaling(5, 0.7, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30)) },
            },
            "bursts and sticky users" => World with { Traffic = new Traffic(100, new Users(500, true, 0.5), 3) },
            _ => World,
        };
        WorldEffects effects = CompiledWorld.Compile(world).Effects;
        Assert.Equal(TruthKind.Healthy, effects.Truth);
        Assert.All(effects.Largest, effect => Assert.Equal(0, effect.Effect));
        Assert.All(effects.Segments, segment => Assert.Equal(0, segment.ExcessOfBadAnswers));
        Assert.Empty(effects.Regressed);
        Assert.Null(effects.Onset);
    }

    [Fact]
    public void Truth_OfAnOverloadedCanary_IsRegressed()
    {
        // Two places for the five that the traffic needs, and 20 in the queue: at least 1 - 2 / 5 of the requests are refused.
        WorldEffects effects = CompiledWorld.Compile(World with { Pods = new PodLayout(3, 1) }).Effects;
        Assert.Equal(TruthKind.Regressed, effects.Truth);
        Assert.Equal(0, effects.Onset!.Value.Seconds);
        Assert.True(effects.EffectAt(new Metric.Errors(), Moment.FromSeconds(60)) > 0.5);
        // Most callers are refused at once, which is fast.
        Assert.True(effects.EffectAt(new Metric.LatencyQuantile(0.5), Moment.FromSeconds(60)) < -0.9);
        Assert.NotNull(effects.AffectedFrom(new Metric.Errors()));
        Assert.Equal(120, Assert.Single(effects.Regressed).To.Seconds);
    }

    [Fact]
    public void Distributions_OfLatencies_AreThoseOfCallers()
    {
        // Equal arms have equal runs. A canary with half the pods, that is 6 places for the 5 that are busy, has callers wait.
        Check check = new()
        {
            Name = "latencies",
            Metric = new Metric.LatencyDistribution(),
            Requirement = new Requirement.NotWorseThanBaseline(new Margin.Points(0)),
            Method = new CheckMethod.DistributionBand(),
        };
        Assert.Null(CompiledWorld.Compile(World).Effects.AffectedFrom(check));
        World busy = World with { Pods = new PodLayout(6, 3) };
        Assert.Equal(Moment.Start, CompiledWorld.Compile(busy).Effects.AffectedFrom(check with { Requirement = new Requirement.NotWorseThanBaseline(new Margin.Points(0.02)) }));
        CheckMethod psi = new CheckMethod.Fixed(FixedForm.StabilityIndex, Multiplicity.None);
        Assert.Equal(Moment.Start, CompiledWorld.Compile(busy).Effects.AffectedFrom(check with { Requirement = new Requirement.AtMost(0.01), Method = psi }));
        Assert.Null(CompiledWorld.Compile(World).Effects.AffectedFrom(check with { Requirement = new Requirement.AtMost(0.01), Method = psi }));
    }

    [Fact]
    public void Truth_OfACanaryWithMorePods_IsHealthy() =>
        Assert.Equal(TruthKind.Healthy, CompiledWorld.Compile(World with { Pods = new PodLayout(3, 6) }).Effects.Truth);

    [Fact]
    public void Excess_OfAnErlangLoss_IsThatOfTheory()
    {
        // No queue and pods with 5 places. Erlang B: the canary's one pod, offered 5, loses 0.284868; each of the baseline's ten, offered 0.5 as requests go to
        // any of them, 0.000158. All services are alike and no answer is wrong: bad means lost.
        // Eight runs of 12,000 requests; a loss share's standard deviation over one is below 0.01, so that 0.02 are more than five of the mean's.
        ModelBehaviour model = new() { Latency = new LatencyDistribution.Gamma(0.05, 0) };
        World world = World with
        {
            Pods = new PodLayout(10, 1),
            Baseline = model,
            Canary = model,
            Serving = new Serving { Concurrency = 5, Queue = 0 },
        };
        WorldEffects effects = CompiledWorld.Compile(world).Effects;
        double lost = effects.Segments.Average(segment => segment.ExcessOfBadAnswers);
        Assert.Equal(0.284868 - 0.000158, lost, 0.02);
    }
}
