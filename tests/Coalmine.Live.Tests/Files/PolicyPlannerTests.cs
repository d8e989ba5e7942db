using Coalmine.Live.Driving;
using Coalmine.Live.Files;
using Coalmine.Live.Prometheus;
using Coalmine.Live.Tests.Driving;
using Coalmine.Live.Tests.Operating;
using Coalmine.Live.Tests.Prometheus;
using Xunit;

namespace Coalmine.Live.Tests.Files;

/// <summary>By which policy a rollout is decided.</summary>
public sealed class PolicyPlannerTests
{
    /// <summary>Who may write the file decides about the next rollout, and not about the one under way.</summary>
    [Fact]
    public async Task ARolloutThatHasBegun_GoesOnByThePolicyInItsJournal()
    {
        using LiveBench bench = new();
        using OperatedServer server = new(bench.Time);
        string file = Path.Combine(server.Folder, "policy.yaml");
        await File.WriteAllTextAsync(file, LiveBench.Usual.Replace("atMost: 2%", "atMost: 99%", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        using PrometheusClient prometheus = new StubServer(_ => StubServer.Data("vector", "[]")).Client();
        PolicyPlanner planner = new(server.Settings with { PolicyFile = file }, new MetricsDiscovery(prometheus, WatchedPolicy.Names, bench.Time), bench.Time);
        LivePlanning.Ready ready = Assert.IsType<LivePlanning.Ready>(planner.GoOn(bench.Header));
        bench.Pipeline.CanaryErrors = 0.2;
        using LiveRollout rollout = bench.Rollout(ready.Controller);
        Assert.Equal(Rollouts.Journal.RolloutOutcome.RolledBackOnEvidence, bench.Run(rollout).Outcome);
    }
}
