using System.Collections.Immutable;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Evaluation;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests;

/// <summary>
/// Rollouts under Flagger's rules whose checks read requests that no user makes. Ticks come once a minute; which of them does what is said in the
/// controller's own tests (promotion of blue/green with N iterations is over on tick N + 4, of an A/B test on N + 3).
/// </summary>
public sealed class FlaggerRolloutTests
{
    private static readonly FlaggerAnalysis BlueGreen = new()
    {
        Interval = "1m",
        Threshold = 3,
        Iterations = 5,
        Metrics = [new FlaggerMetric { Name = FlaggerMetric.SuccessRateName, Range = new FlaggerThresholdRange(95, null) }],
    };

    private static readonly FlaggerHook Load = new("load", FlaggerHookType.Rollout) { Command = "hey -z 1m -q 10 -c 2 http://model-canary/" };
    private static readonly TestTraffic Loaded = new() { LoadTests = [new LoadTest("load", 20, TimeSpan.FromMinutes(1), false)] };

    private static readonly World World = Given.World with
    {
        Pods = new PodLayout(3, 3),
        Serving = Given.World.Serving with { PodStart = TimeSpan.FromSeconds(20) },
    };

    private static readonly World Bad = World with { Canary = Given.Model with { ErrorRate = 0.5 } };

    [Fact]
    public void BlueGreenWithoutLoad_EndsForWantOfValues()
    {
        // Ticks 2, 3 and 4 find no values; tick 5 takes it back.
        RolloutResult result = Run(World, BlueGreen);
        Assert.Equal((RolloutOutcome.RolledBackForWantOfEvidence, 300), (result.Outcome, result.EndedAt.Seconds));
        Assert.Equal((0, 0, 0), (result.CanaryRequests, result.ExposedRequests, result.HurtAnswers));
    }

    [Fact]
    public void LoadTestOfTheChecksHook_ComesTooLateForTheFirstCheck()
    {
        // Tick 2 starts the load and asks at once: no values, one failed check; then all is well, a tick later than otherwise.
        RolloutResult result = Run(World with { Tests = Loaded }, BlueGreen with { Hooks = [Load] });
        Assert.Equal((RolloutOutcome.Promoted, 60 * (5 + 4 + 1)), (result.Outcome, result.EndedAt.Seconds));
    }

    [Fact]
    public void ATestThatRuns_IsNotStartedAgain_AndLeavesGaps()
    {
        // Two and a half minutes of load: the call at its end comes half a minute late, which a window of one minute bridges.
        World world = World with { Tests = new TestTraffic { LoadTests = [Loaded.LoadTests[0] with { Duration = TimeSpan.FromSeconds(150) }] } };
        Assert.Equal(600, Run(world, BlueGreen with { Hooks = [Load] }).EndedAt.Seconds);

        // Five seconds of load between two scrapes give no rate: no values.
        World brief = World with { Tests = new TestTraffic { LoadTests = [Loaded.LoadTests[0] with { Hook = "another" }] } };
        Assert.Equal(RolloutOutcome.RolledBackForWantOfEvidence, Run(brief, BlueGreen with { Hooks = [Load] }).Outcome);
    }

    [Fact]
    public void SteadyLoad_IsThereFromTheFirstCheckOn()
    {
        RolloutResult result = Run(World with { Tests = new TestTraffic { Steady = 20 } }, BlueGreen);
        Assert.Equal((RolloutOutcome.Promoted, 60 * (5 + 4)), (result.Outcome, result.EndedAt.Seconds));
    }

    [Fact]
    public void ABadCanary_IsCaughtByTestsBeforeAnyUserMeetsIt()
    {
        RolloutResult result = Run(Bad with { Tests = Loaded }, BlueGreen with { Hooks = [Load] });
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, result.Outcome);
        Assert.True(result.Detected);
        Assert.Equal((0, 0, 0, 0), (result.CanaryRequests, result.ExposedRequests, result.ExposedUsers, result.HurtAnswers));
    }

    [Fact]
    public void LoadThatFollowsRoutes_ReachesNoCanaryWithoutAWeight()
    {
        World routed = World with { Tests = new TestTraffic { LoadTests = [Loaded.LoadTests[0] with { FollowsRoutes = true }] } };
        Assert.Equal(RolloutOutcome.RolledBackForWantOfEvidence, Run(routed, BlueGreen with { Hooks = [Load] }).Outcome);
    }

    [Fact]
    public void MirroredRequests_AreJudged_AndHurtNobody()
    {
        FlaggerAnalysis mirrored = BlueGreen with { Mirror = true };
        TestTraffic copies = new() { MirroredShare = 0.5 };
        RolloutResult good = Run(World with { Tests = copies }, mirrored);
        Assert.Equal((RolloutOutcome.Promoted, 540), (good.Outcome, good.EndedAt.Seconds));
        RolloutResult bad = Run(Bad with { Tests = copies }, mirrored);
        Assert.Equal((RolloutOutcome.RolledBackOnEvidence, 300), (bad.Outcome, bad.EndedAt.Seconds));
        Assert.Equal((0, 0), (bad.ExposedRequests, bad.HurtAnswers));
    }

    [Fact]
    public void AWeightedCanary_IsMirroredForOneTick()
    {
        // Mirrored from tick 1 on, judged at tick 2, 50 % then; judged at tick 3, promoted; over at tick 5.
        FlaggerAnalysis weighted = BlueGreen with { Iterations = 0, StepWeight = 50, MaxWeight = 50, Mirror = true };
        RolloutResult result = Run(World with { Tests = new TestTraffic { MirroredShare = 1 } }, weighted);
        Assert.Equal((RolloutOutcome.Promoted, 300), (result.Outcome, result.EndedAt.Seconds));
    }

    [Fact]
    public void OnlyUsersThatMatch_MeetTheCanary()
    {
        RolloutResult good = Run(World, BlueGreen with { HasMatch = true }, matched: 5);
        Assert.Equal((RolloutOutcome.Promoted, 480), (good.Outcome, good.EndedAt.Seconds));

        // From tick 1 to tick 5, 5 of 100 requests a second, all from the same 250 of 5,000 users: 1,200 requests are about 5 each, so that 2 users have none.
        RolloutResult bad = Run(Bad, BlueGreen with { HasMatch = true }, matched: 5);
        Assert.Equal((RolloutOutcome.RolledBackOnEvidence, 300), (bad.Outcome, bad.EndedAt.Seconds));
        Assert.Equal(1200, bad.ExposedRequests, 1e-6);
        Assert.Equal(250 * (1 - Math.Exp(-1200 / 250.0)), bad.ExposedUsers, 1e-6);
        Assert.InRange(bad.HurtAnswers, 0.46 * 1200, 0.47 * 1200);
    }

    [Fact]
    public void ARollbackGate_StaysClosed_AndOtherServicesAccept()
    {
        World loaded = World with { Tests = new TestTraffic { Steady = 20 } };
        FlaggerHook gate = new("gate", FlaggerHookType.Rollback) { Url = "http://flagger-loadtester.test/rollback/check" };
        Assert.Equal(RolloutOutcome.Promoted, Run(loaded, BlueGreen with { Hooks = [gate] }).Outcome);
        Assert.Equal(RolloutOutcome.RolledBackOnOrder, Run(loaded, BlueGreen with { Hooks = [gate with { Url = "http://pager.ops/alert" }] }).Outcome);
    }

    // 50 % from tick 1 (60 s) on; the copy comes on tick 2, and 20 s later every pod is bad, whatever the route: two ticks before the rollout is over. Half
    // of the canary's answers fail in place of one in 100: of those that would be right and in time it spoils 0.49.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AfterThePromotion_ThePrimarysPodsHurtFromTheirReplacementOn(bool hasLimits)
    {
        FlaggerAnalysis blind = BlueGreen with { Iterations = 0, StepWeight = 50, MaxWeight = 50, Metrics = [] };
        World bad = hasLimits ? Bad with { Serving = Bad.Serving with { Concurrency = 1000 } } : Bad;
        RolloutResult result = Run(bad, blind);
        Assert.Equal((RolloutOutcome.Promoted, 240), (result.Outcome, result.EndedAt.Seconds));
        double hurt = 0.49 * 0.96 * 0.99;
        double before = 0.5 * 100 * 80 * hurt;
        double after = 100 * (3600 - 140) * hurt;
        Assert.InRange(result.HurtAnswers, (before + after) * 0.99, (before + after) * 1.01);
    }

    private static RolloutResult Run(World world, FlaggerAnalysis analysis, double matched = 100)
    {
        FlaggerCanarySpec spec = new() { Name = "model", Namespace = "test", Target = "model", TargetReplicas = 3, Analysis = analysis };
        FlaggerController controller = new(spec, FlaggerOptions.Usual with { MatchedShare = matched });
        ImmutableArray<CompiledQuery> queries =
        [
            .. controller.Measurements.Queries.Select(need => Assert.IsType<CompileResult.Compiled>(
                CompiledQuery.Compile(Assert.IsType<QueryQuestion.Foreign>(need.Question).Text)).Query),
        ];
        QueryBindings bindings = QueryBindings.Of(queries, new BindingOptions(new ArmNames(["model-primary"], ["model", "model-canary"], [])));
        return SimulatedRollout.Prepare(CompiledWorld.Compile(world), controller, new ForeignQueries(queries, bindings), [new Metric.Errors()]).Run(1, 0);
    }
}
