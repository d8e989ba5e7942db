using System.Collections.Immutable;
using Coalmine.Conformance.EndToEnd;
using Coalmine.Conformance.EndToEnd.Serving;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Testing.Prometheus;
using Xunit;

namespace Coalmine.Conformance.Tests.EndToEnd;

/// <summary>One rollout by <c>coalmine live drive</c>, end to end, and what the tests look at afterwards.</summary>
internal static class DrivenRun
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Starts all that a rollout needs; without Prometheus the test is skipped, or fails where the machine promises all components.</summary>
    public static async Task<RolloutBench> StartAsync(BenchOptions options)
    {
        SkipWithoutPrometheus();
        return await RolloutBench.StartAsync(options, TestContext.Current.CancellationToken);
    }

    public static void SkipWithoutPrometheus()
    {
        if (!PrometheusProcess.IsPromised)
            Assert.SkipWhen(PrometheusProcess.Missing.Length > 0, PrometheusProcess.Missing);
    }

    /// <summary>Waits until a driver ends.</summary>
    public static async Task<int> EndAsync(DriveProcess drive)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            return await drive.EndAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"it has not ended:\n{drive.Said}");
            throw;
        }
    }

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<bool> holds, DriveProcess drive)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        while (!holds())
        {
            Assert.False(drive.HasEnded, drive.Said);
            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>The journal, after nothing was found in the cluster's history that must not be there.</summary>
    public static RecordedRollout Audited(RolloutBench bench, DriveProcess drive, bool isSound)
    {
        RecordedRollout? journal = RecordedRun.Newest(bench.Journals(0));
        Assert.True(journal is not null, drive.Said);
        ImmutableArray<string> violations = RolloutAudit.Violations(bench.History(), journal, isSound);
        Assert.True(violations.IsEmpty, string.Join('\n', violations) + "\n" + drive.Said);
        return journal;
    }

    /// <summary>The weights that the resource has borne.</summary>
    public static ImmutableArray<int> Weights(RolloutBench bench)
    {
        ImmutableArray<int>.Builder weights = ImmutableArray.CreateBuilder<int>();
        foreach (TrafficState state in bench.History())
            if (weights.Count == 0 || weights[^1] != state.Canary)
                weights.Add(state.Canary);
        return weights.ToImmutable();
    }

    /// <summary>That the canary has lost everything: in the resource, and at the router.</summary>
    public static void AssertTakenAway(RolloutBench bench)
    {
        TrafficState end = bench.History()[^1];
        Assert.Equal((0, SeldonTarget.BaselineModel), (end.Canary, end.BaselineModel));
        Assert.Equal(0, bench.Router.CanaryShare);
    }
}
