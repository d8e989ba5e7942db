using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Rules;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Watching;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Watching;

/// <summary>Alerts beside a rollout: when they fire, and that nothing changes by them.</summary>
public sealed class RuleWatchTests
{
    private const string Requests = "seldon_api_executor_client_requests_seconds";
    private const string CanaryErrors =
        $"sum(rate({Requests}_count{{predictor_name=\"canary\",code=\"500\"}}[2m])) / sum(rate({Requests}_count{{predictor_name=\"canary\"}}[2m])) > 0.03";

    private static readonly CheckMethod Sequential = new CheckMethod.Sequential(false);
    private static readonly World Late = Given.World with { Faults = [new ErrorIncrease(0.2, FaultTarget.Canary, Given.From(TimeSpan.FromMinutes(20)))] };

    // Prometheus's own rule (rules/alerting.go): pending at the first true evaluation, firing at the first one that is `for` later. Groups begin at 0.
    [Theory]
    [InlineData(30, 300, 300)]
    [InlineData(30, 0, 0)]
    [InlineData(40, 300, 320)]
    public void Alert_ThatIsAlwaysTrue_FiresAtTheFirstEvaluationAfterFor(int interval, int wait, int expected)
    {
        SimulatedRollout rollout = Watched(Given.World, Given.Policy(Sequential, 50), Group(interval, Alert("Always", "vector(1)", wait)));
        rollout.Run(1, 0);
        AlertRecord record = rollout.Alerts[0];
        Assert.Equal((1, 1, Moment.FromSeconds(expected), Moment.Never), (record.Firings, record.FalseFirings, record.First, record.FirstTrue));
    }

    [Fact]
    public void Alert_OnAFault_FiresAfterTheOnsetAndOnlyThen()
    {
        SimulatedRollout rollout = Watched(Late, Blind(), Group(30, Alert("Errors", CanaryErrors, 60)));
        rollout.Run(1, 0);
        AlertRecord record = rollout.Alerts[0];
        // 50 requests a second, 1 % errors, 21 % from minute 20 on: the rate over two minutes passes 3 % after about 12 s (6000 requests; before it, 3 % is
        // fifteen standard deviations away), the next evaluation with a later scrape sees it, and a minute of `for` follows.
        Assert.Equal((1, 0), (record.Firings, record.FalseFirings));
        Assert.Equal(record.First, record.FirstTrue);
        Assert.InRange(record.FirstTrue.Seconds, 1200 + 60 + 30, 1200 + 60 + 60);
    }

    [Fact]
    public void Alert_OnARecordedSeries_SeesItInTheSameEvaluation()
    {
        Rule.Recording recording = new("canary:errors", Compiled(CanaryErrors.Replace(" > 0.03", "", StringComparison.Ordinal)), []);
        SimulatedRollout rollout = Watched(
            Late, Blind(), Group(30, recording, Alert("Recorded", "canary:errors > 0.03", 60), Alert("Direct", CanaryErrors, 60)));
        rollout.Run(1, 0);
        Assert.Equal(rollout.Alerts[1], rollout.Alerts[0]);
        Assert.Equal(1, rollout.Alerts[0].Firings);
    }

    [Fact]
    public void Watching_ChangesNothing()
    {
        SimulatedRollout alone = Given.Rollout(Late, Given.Policy(Sequential, 10, 50, 100));
        SimulatedRollout watched = Watched(Late, Given.Policy(Sequential, 10, 50, 100), Group(30, Alert("Errors", CanaryErrors, 60)));
        for (int replication = 0; replication < 5; replication++)
            Assert.Equal(alone.Run(3, replication), watched.Run(3, replication));
        Assert.True(alone.Alerts.IsEmpty);
    }

    [Fact]
    public void Replications_DoNotDependOnWhatRanBefore()
    {
        RuleGroup group = Group(30, Alert("Errors", CanaryErrors, 60), Alert("Always", "vector(1)", 300));
        SimulatedRollout first = Watched(Late, Given.Policy(Sequential, 10, 50, 100), group);
        SimulatedRollout second = Watched(Late, Given.Policy(Sequential, 10, 50, 100), group);
        first.Run(3, 0);
        first.Run(3, 7);
        second.Run(3, 7);
        Assert.Equal(second.Alerts.ToArray(), first.Alerts.ToArray());
    }

    [Fact]
    public void Watching_GoesOnAfterARollback()
    {
        World bad = Given.World with { Faults = [new ErrorIncrease(0.2, FaultTarget.Canary, Given.From(TimeSpan.Zero))] };
        SimulatedRollout rollout = Watched(
            bad, Given.Policy(Sequential, 10, 50, 100),
            Group(60, Alert("Silence", $"sum(rate({Requests}_count{{predictor_name=\"canary\"}}[1m])) == 0", 0)));
        RolloutResult result = rollout.Run(1, 0);
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, result.Outcome);
        // The canary's counters stand still from the rollback on.
        Assert.InRange(rollout.Alerts[0].First.Seconds, result.EndedAt.Seconds, result.EndedAt.Seconds + 180);
        Assert.Equal(Moment.FromSeconds(3600), rollout.WatchedUntil);
    }

    [Fact]
    public void CanFire_IsFalseWhereNothingPairs()
    {
        string ratio = $"rate({Requests}_sum{{predictor_name=\"canary\"}}[5m]) / rate({Requests}_sum{{predictor_name=\"baseline\"}}[5m]) > 1.2";
        SimulatedRollout rollout = Watched(Given.World, Blind(), Group(30, Alert("Never", ratio, 0), Alert("Errors", CanaryErrors, 0)));
        Assert.False(rollout.CanFire(0));
        Assert.True(rollout.CanFire(1));
        rollout.Run(1, 0);
        Assert.Equal(AlertRecord.Silent, rollout.Alerts[0]);
    }

    // With the request engine every request has its latency, so that more buckets cannot even change the luck.
    [Fact]
    public void WatchedBounds_AreSeenByWatchersOnly()
    {
        string query = "sum(rate(istio_request_duration_milliseconds_bucket{destination_workload=\"canary\",le=\"30000\"}[5m])) > 0";
        RuleGroup group = Group(30, Alert("Any", query, 0));
        QueryBindings bindings = QueryBindings.Of([Compiled(query)], new BindingOptions(ArmNames.None));
        Telemetry telemetry = Given.World.Telemetry;
        World plain = Given.World with { Duration = TimeSpan.FromMinutes(20) };
        World watched = plain with { Telemetry = telemetry with { WatchedBounds = [.. bindings.LatencyBounds.Except(telemetry.LatencyBounds)] } };
        Policy policy = Given.Policy(Sequential, 10, 50, 100);
        (SimulatedRollout alone, SimulatedRollout beside) = (Prepare(plain, policy, null), Prepare(watched, policy, new RuleWatch([group], bindings)));
        Assert.Equal(alone.Run(2, 0), beside.Run(2, 0));
        Assert.Equal(1, beside.Alerts[0].Firings);
        Assert.Equal(CompiledWorld.Compile(plain).Shape.LatencyBounds, CompiledWorld.Compile(watched).Shape.LatencyBounds);
    }

    private static Policy Blind() => Given.Policy(Sequential, 50) with
    {
        Checks = [],
        Plan = new RolloutPlan
        {
            Maximum = TimeSpan.FromDays(2),
            Steps = [new PlanStep(new TrafficWeight(50), TimeSpan.FromDays(1), 1, TimeSpan.Zero, EvidenceMinimum.None, StepPause.None)],
        },
    };

    private static SimulatedRollout Watched(World world, Policy policy, RuleGroup group)
    {
        QueryBindings bindings = QueryBindings.Of(
            [.. group.Rules.Select(rule => rule.Query)], new BindingOptions(ArmNames.None) { Recorded = ["canary:errors"] });
        Assert.Empty(bindings.Unbound);
        return Prepare(world, policy, new RuleWatch([group], bindings), EngineKind.Binned);
    }

    private static SimulatedRollout Prepare(World world, Policy policy, RuleWatch? watch, EngineKind engine = EngineKind.Request)
    {
        CompiledWorld compiled = CompiledWorld.Compile(world, engine);
        PolicyBinding.Bound bound = Assert.IsType<PolicyBinding.Bound>(BoundPolicy.Bind(policy, compiled.Shape));
        return Assert.IsType<RolloutPreparation.Ready>(
            SimulatedRollout.Prepare(compiled, new NativeController(bound.Policy), policy.Checks, watch)).Rollout;
    }

    private static RuleGroup Group(int seconds, params Rule[] rules) => new("watch", 1000 * seconds, rules);

    private static Rule.Alerting Alert(string name, string query, int wait) => new(name, Compiled(query), []) { ForMilliseconds = 1000 * wait };

    private static CompiledQuery Compiled(string query) =>
        Assert.IsType<CompileResult.Compiled>(RuleQuery.Compile(query, new PromQLOptions(PromQLMode.V2))).Query;
}
