using Coalmine.Live.Driving;
using Coalmine.Live.Observing;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Observing;

/// <summary>What our policy says of a rollout that somebody else drives: 200 requests/s, one pod an arm, 0.1 % errors unless a test says otherwise; limit 2 %.</summary>
public sealed class FollowedRolloutTests
{
    private readonly FollowBench _bench = new();

    [Fact]
    public void AHealthyCanary_IsAdvancedFromEachWeight_AndPromotedWhenItsDriverSaysSo()
    {
        FollowedRollout rollout = _bench.Rollout();
        Task<LiveEnd> run = rollout.RunAsync(CancellationToken.None);
        _bench.Shift(10);
        Pass(20);
        Assert.Equal(DecisionKind.Advance, rollout.Standing.Decision?.Kind);
        Assert.Equal("advance from 10 %: every rule of the step is met", rollout.Standing.Sentences[^1]);

        _bench.Shift(60);
        Pass(0.5);
        Assert.Equal((DecisionKind.Hold, new TrafficWeight(60)), (rollout.Standing.Decision!.Value.Kind, rollout.Standing.Weight));
        Pass(10);
        Assert.Equal("promote: every rule of the step is met", rollout.Standing.Sentences[^1]);

        _bench.Followed.Reading = _bench.Followed.Reading with { Stage = FollowedStage.Promoted };
        LiveEnd end = _bench.Time.Run(run, TimeSpan.FromMinutes(1));
        Assert.Equal((LiveEndKind.Finished, RolloutOutcome.Promoted), (end.Kind, end.Outcome));
        Assert.Equal("its driver has promoted; the last word of this policy was: promote: every rule of the step is met.", end.Text);
        Assert.True(_bench.Journal.IsEnded);
    }

    [Fact]
    public void ABadCanary_IsToBeRolledBack_ForGood()
    {
        FollowedRollout rollout = _bench.Rollout();
        Task<LiveEnd> run = rollout.RunAsync(CancellationToken.None);
        _bench.Pipeline.CanaryErrors = 0.2;
        _bench.Shift(10);
        Pass(5);
        Assert.StartsWith("roll back: ", rollout.Standing.Sentences[^1], StringComparison.Ordinal);
        _bench.Pipeline.CanaryErrors = 0;
        Pass(100);
        Assert.Equal((DecisionKind.RollBack, DecisionReason.CheckFailed), (rollout.Standing.Decision!.Value.Kind, rollout.Standing.Decision.Value.Reason));
        Assert.True(rollout.Standing.IsOpen);
        _bench.Followed.Reading = _bench.Followed.Reading with { Stage = FollowedStage.RolledBack };
        Assert.Equal(RolloutOutcome.RolledBackOnOrder, _bench.Time.Run(run, TimeSpan.FromMinutes(1)).Outcome);
    }

    [Fact]
    public void WithoutData_ItHolds_ThenRollsBackByPolicy_AndWithoutTrafficItDoesNotLook()
    {
        FollowedRollout rollout = _bench.Rollout();
        _ = rollout.RunAsync(CancellationToken.None);
        Pass(30);
        Assert.Equal(0, _bench.Pipeline.Asked);
        _bench.Pipeline.IsThere = false;
        _bench.Shift(10);
        Pass(3);
        Assert.Equal(DecisionReason.NoData, rollout.Standing.Decision?.Reason);
        Assert.Equal(DecisionKind.Hold, rollout.Standing.Decision?.Kind);
        Pass(4);
        Assert.Equal((DecisionKind.RollBack, DecisionReason.NoDataTooLong), (rollout.Standing.Decision!.Value.Kind, rollout.Standing.Decision.Value.Reason));
    }

    [Fact]
    public void AnotherProcess_GoesOn_AndTheJournalIsReplayedWordForWord()
    {
        using CancellationTokenSource stop = new();
        FollowedRollout first = _bench.Rollout();
        Task<LiveEnd> run = first.RunAsync(stop.Token);
        _bench.Shift(10);
        Pass(2.2);
        stop.Cancel();
        Assert.Equal(LiveEndKind.Stopped, _bench.Time.Run(run, TimeSpan.FromMinutes(1)).Kind);
        int before = first.Entries.Count;

        FollowedRollout second = _bench.Rollout();
        Task<LiveEnd> again = second.RunAsync(CancellationToken.None);
        Pass(20);
        Assert.Equal(DecisionKind.Advance, second.Standing.Decision?.Kind);
        Assert.Equal(first.Entries.Select(Words), second.Entries.Take(before).Select(Words));
        Assert.Equal(_bench.Pipeline.HandedOut.Distinct().Count(), _bench.Pipeline.HandedOut.Count);
        RecordedRollout recorded = Assert.IsType<JournalReading.Read>(JournalLines.Read(_bench.Journal.Bytes)).Rollout;
        Assert.Equal(second.Entries.Select(Words), recorded.Entries.Select(Words));
        Assert.False(again.IsCompleted);
    }

    [Fact]
    public void NothingIsAskedOfTheClusterButLooks()
    {
        FollowedRollout rollout = _bench.Rollout();
        _ = rollout.RunAsync(CancellationToken.None);
        _bench.Shift(10);
        Pass(30);
        Assert.All(rollout.Entries.SelectMany(entry => entry.Effects), effect => Assert.Contains(effect.Kind, new[] { EffectKind.Wake, EffectKind.Measure, EffectKind.Cancel }));
    }

    [Fact]
    public void ANewerVersion_EndsIt_AndTheFollowerBeginsAnew()
    {
        using CancellationTokenSource stop = new();
        Follower follower = new(_bench.World, _bench);
        _bench.Shift(10);
        Task<LiveEnd> run = follower.FollowAllAsync(stop.Token);
        Pass(5);
        Assert.Equal(("fraud-v2", "v2"), (follower.Standing.Rollout, follower.Standing.Revision));
        _bench.Followed.Reading = _bench.Followed.Reading with { Revision = "v3" };
        Pass(1);
        Assert.Equal("fraud-v3", follower.Standing.Rollout);
        Assert.Equal(DecisionKind.Hold, follower.Standing.Decision?.Kind);
        Assert.Contains(_bench.Told, line => line.StartsWith("CM3256", StringComparison.Ordinal));
        stop.Cancel();
        Assert.Equal(LiveEndKind.Stopped, _bench.Time.Run(run, TimeSpan.FromMinutes(1)).Kind);
    }

    private static string Words(JournalEntry entry) => $"{entry.Observation.Kind} {entry.Observation.At.Nanoseconds} {string.Join("; ", entry.Sentences)}";

    private void Pass(double minutes) => _bench.Time.Pass(TimeSpan.FromMinutes(minutes));
}
