using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Testing;

namespace Coalmine.Simulation.Tests;

public sealed class SimulatedRolloutTests
{
    private static readonly CheckMethod Sequential = new CheckMethod.Sequential(false);
    private static readonly CheckMethod Point = new CheckMethod.Point(TimeSpan.FromMinutes(5));
    private static readonly World Bad =
        Given.World with { Faults = [new ErrorIncrease(0.05, FaultTarget.Canary, Given.From(TimeSpan.FromMinutes(5)))] };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_HealthyWorld_IsPromoted(bool sequential)
    {
        RolloutResult result = Given.Rollout(Given.World, Given.Policy(sequential ? Sequential : Point, 10, 50, 100)).Run(1, 0);
        Assert.Equal(RolloutOutcome.Promoted, result.Outcome);
        Assert.Equal(2, result.LastStep);
        Assert.Equal(-1, result.CausingCheck);
        Assert.False(result.Detected);
        Assert.Equal(double.NaN, result.DetectionSeconds);
        Assert.Equal(0, result.ExposedRequests);
        Assert.True(result.Looks >= 9);
    }

    [Fact]
    public void Run_PromotedCanary_ServesUntilTheWorldEnds()
    {
        RolloutResult result = Given.Rollout(Given.World, Given.Policy(Point, 50)).Run(1, 0);
        // The weight is 50 % until the promotion and 100 % from then on.
        double end = result.EndedAt.Seconds;
        Assert.Equal(100 * (0.5 * end + 3600 - end), result.CanaryRequests, 3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_FaultyCanary_IsRolledBackByTheCheckThatSeesIt(bool sequential)
    {
        RolloutResult result = Given.Rollout(Bad, Given.Policy(sequential ? Sequential : Point, 10, 25, 50, 75, 100)).Run(1, 0);
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, result.Outcome);
        Assert.Equal(1, result.CausingCheck);
        Assert.True(result.Detected);
        Assert.Equal(result.EndedAt.Seconds - 300, result.DetectionSeconds, 9);
        // 6 minutes at 10 %, then 25 %, from minute 5 on.
        double exposed = result.EndedAt.Seconds <= 360 ? 0.1 * (result.EndedAt.Seconds - 300) : 0.1 * 60 + 0.25 * (result.EndedAt.Seconds - 360);
        Assert.Equal(100 * exposed, result.ExposedRequests, 3);
        Assert.Equal(result.ExposedRequests * 0.05 * 0.96 * 0.99, result.HurtAnswers, 3);
        Assert.True(result.ExposedUsers > 0 && result.ExposedUsers <= 1250);
    }

    [Fact]
    public void Run_RollbackBeforeTheMetricIsAffected_IsNoDetection()
    {
        // Errors rise in minute 1, which nobody looks at. The p99 is beyond a limit that even the baseline breaks; it is affected only in minute 50.
        Policy strict = Given.Policy(Point, 10) with
        {
            Checks =
            [
                new Check { Name = "p99", Metric = new Metric.LatencyQuantile(0.99), Requirement = new Requirement.AtMost(0.05), Method = Point },
            ],
        };
        Fault slow = new LatencyIncrease(2, FaultTarget.Canary, Given.From(TimeSpan.FromMinutes(50)));
        Fault errors = new ErrorIncrease(0.02, FaultTarget.Canary, Given.From(TimeSpan.FromMinutes(1)));
        RolloutResult result = Given.Rollout(Given.World with { Faults = [slow, errors] }, strict).Run(1, 0);
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, result.Outcome);
        Assert.InRange(result.EndedAt.Seconds, 60, 3000);
        Assert.False(result.Detected);
    }

    [Fact]
    public void Run_RollbackByAnUnaffectedCheck_IsNoDetection()
    {
        // The canary's latency is within tolerance of the baseline's, but the limit is below both: the check rolls back, and has detected nothing.
        Policy strict = Given.Policy(Point, 10) with
        {
            Checks =
            [
                new Check { Name = "p99", Metric = new Metric.LatencyQuantile(0.99), Requirement = new Requirement.AtMost(0.05), Method = Point },
            ],
        };
        RolloutResult result = Given.Rollout(Bad with { Faults = [new AccuracyDrop(0.05, FaultTarget.Canary, FaultTiming.Always)] }, strict).Run(1, 0);
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, result.Outcome);
        Assert.Equal(0, result.CausingCheck);
        Assert.False(result.Detected);
        Assert.True(result.ExposedRequests > 0);
    }

    [Fact]
    public void Run_WorldShorterThanTheRollout_IsOpen()
    {
        RolloutResult result = Given.Rollout(Bad with { Duration = TimeSpan.FromMinutes(3) }, Given.Policy(Sequential, 10, 100)).Run(1, 0);
        Assert.Equal(RolloutOutcome.Open, result.Outcome);
        Assert.Equal(180, result.EndedAt.Seconds);
        Assert.Equal(100 * 0.1 * 180, result.CanaryRequests, 6);
        Assert.Equal(0, result.LastStep);
    }

    [Fact]
    public void Run_NoDataAtAll_IsNeverPromoted()
    {
        World blind = Given.World with { Telemetry = Given.World.Telemetry with { Missed = 1 } };
        foreach (CheckMethod method in new[] { Sequential, Point })
            Assert.Equal(RolloutOutcome.RolledBackForWantOfEvidence, Given.Rollout(blind, Given.Policy(method, 10, 100)).Run(1, 0).Outcome);
    }

    [Fact]
    public void Run_AgainAloneOrInAnotherOrder_GivesTheSameResults()
    {
        World world = Bad with
        {
            Traffic = Bad.Traffic with { BurstSize = 3 },
            Pods = new PodLayout(3, 2, 0.2),
            Labels = new LabelProcess(0.3, new DelayDistribution.LogNormal(120, 900)),
            Telemetry = Bad.Telemetry with { Jitter = TimeSpan.FromSeconds(1), Missed = 0.05 },
        };
        foreach (CheckMethod method in new[] { Sequential, Point })
        {
            SimulatedRollout one = Given.Rollout(world, Given.Policy(method, 10, 25, 50));
            RolloutResult[] forwards = [.. Enumerable.Range(0, 12).Select(replication => one.Run(7, replication))];
            RolloutResult[] backwards = [.. Enumerable.Range(0, 12).Reverse().Select(replication => one.Run(7, replication)).Reverse()];
            Assert.Equal(forwards, backwards);
            Assert.Equal(forwards[5], Given.Rollout(world, Given.Policy(method, 10, 25, 50)).Run(7, 5, new ScrapeLog()));
        }
    }

    [Fact]
    public void Run_TwoPoliciesOnOneReplication_MeetTheSameRequestsWhileWeightsAgree()
    {
        ScrapeLog careful = new();
        ScrapeLog script = new();
        World world = Given.World with { Pods = new PodLayout(3, 2, 0.2), Telemetry = Given.World.Telemetry with { Jitter = TimeSpan.FromSeconds(1) } };
        Given.Rollout(world, Given.Policy(Sequential, 10, 25, 50)).Run(3, 1, careful);
        Given.Rollout(world, Given.Policy(Point, 10, 75)).Run(3, 1, script);
        int same = 0;
        foreach (((Moment At, TrafficWeight Weight, long Baseline, long Canary) left, (Moment At, TrafficWeight Weight, long Baseline, long Canary) right)
            in careful.Scrapes.Zip(script.Scrapes))
        {
            Assert.Equal(left.At, right.At);
            Assert.Equal(left.Baseline + left.Canary, right.Baseline + right.Canary);
            if (left.Weight != right.Weight)
                break;
            Assert.Equal(left.Canary, right.Canary);
            same++;
        }

        Assert.True(same > 20);
    }

    [Fact]
    public void Run_WithARecorder_ShowsEveryScrapeAndStep()
    {
        ScrapeLog log = new();
        RolloutResult result = Given.Rollout(Given.World, Given.Policy(Sequential, 10, 100)).Run(1, 0, log);
        Assert.Equal((int)(result.EndedAt.Seconds / 15) + 1, log.Scrapes.Count);
        Assert.Equal(result.Looks, log.Observations.Count(kind => kind == ObservationKind.MeasurementAnswered));
        Assert.Equal(3, log.Effects.Count(kind => kind == EffectKind.SetWeight) + log.Effects.Count(kind => kind == EffectKind.Promote));
    }

    [Fact]
    public void Run_ShadowStage_ComparesPairsBeforeAnyTraffic()
    {
        Policy shadowed = Given.Policy(Sequential, 10, 100) with
        {
            Plan = Given.Policy(Sequential, 10, 100).Plan with { Shadow = TimeSpan.FromMinutes(6) },
        };
        ScrapeLog log = new();
        Given.Rollout(Given.World, shadowed).Run(1, 0, log);
        Assert.All(log.Scrapes.Where(scrape => scrape.At.Seconds <= 360), scrape => Assert.Equal(0, scrape.Canary));
        Assert.Contains(log.Scrapes, scrape => scrape.Canary > 0);
        Assert.Equal(2, log.Effects.Count(kind => kind == EffectKind.Mirror));
    }

    [Fact]
    public void Run_Hooks_AreAcceptedAtOnce()
    {
        Policy hooked = Given.Policy(Sequential, 10, 100);
        hooked = hooked with { Plan = hooked.Plan with { Hooks = new HookNames("before", "after", "undo", TimeSpan.FromSeconds(30)) } };
        ScrapeLog log = new();
        Assert.Equal(RolloutOutcome.Promoted, Given.Rollout(Given.World, hooked).Run(1, 0, log).Outcome);
        Assert.Equal(ObservationKind.HookAnswered, log.Observations[0]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_SteadyState_AllocatesNothing(bool modulated)
    {
        Traffic modulatedTraffic = new(100, new Users(5000, true, 0.5))
        {
            Shape = new RateShape.Bursty(5, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30)),
        };
        World world = Given.World with
        {
            Duration = TimeSpan.FromMinutes(59),
            Traffic = modulated ? modulatedTraffic : Given.World.Traffic,
            Labels = new LabelProcess(0.5, new DelayDistribution.LogNormal(60, 300)),
            Telemetry = Given.World.Telemetry with { Jitter = TimeSpan.FromSeconds(1), Missed = 0.01 },
        };
        foreach (CheckMethod method in new[] { Sequential, Point })
        {
            SimulatedRollout rollout = Given.Rollout(world, Given.Policy(method, 10, 50));
            for (int replication = 0; replication < 40; replication++)
                rollout.Run(1, replication);
            Assert.Equal(0, AllocationMeter.Least(() =>
            {
                for (int replication = 0; replication < 20; replication++)
                    rollout.Run(1, replication);
            }));
        }
    }
}
