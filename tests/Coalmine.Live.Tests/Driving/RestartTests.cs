using Coalmine.Live.Driving;
using Coalmine.Live.Driving.Records;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Driving;

/// <summary>The process ends between any two things that it does to the world, and another one goes on.</summary>
public sealed class RestartTests
{
    [Theory]
    [InlineData(0.001, "weight 10 %,weight 50 %,weight 100 %,promote,weight 0 %,scale 0", 40, false)]
    [InlineData(0.2, "weight 10 %,weight 0 %,abort,scale 0", 25, false)]
    [InlineData(0.001, "weight 10 %,weight 50 %,weight 100 %,promote,weight 0 %,scale 0", 40, true)]
    [InlineData(0.2, "weight 10 %,weight 0 %,abort,scale 0", 25, true)]
    public void ACrashAnywhere_ChangesNothingThatIsDone(double errors, string writes, int leastPlaces, bool isTail)
    {
        int crashes = 0;
        for (int at = 1; Survives(at, errors, writes, isTail); at++)
            crashes++;
        Assert.True(crashes >= leastPlaces);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.2)]
    public void FromASnapshot_TheSameIsSaidWordForWord(double errors)
    {
        using LiveBench whole = new();
        whole.Pipeline.CanaryErrors = errors;
        whole.Run(whole.Rollout());
        Assert.True(whole.Decided.Count() > 3);
        using LiveBench broken = new();
        broken.Pipeline.CanaryErrors = errors;
        broken.Journal.IsTail = true;
        LiveEnd? end = null;
        for (int process = 1; end is not { Kind: LiveEndKind.Finished } && process < 1000; process++)
        {
            using CancellationTokenSource stop = new();
            broken.Fence = process;
            Task<LiveEnd> running = broken.Rollout().RunAsync(stop.Token);
            broken.Time.Pass(TimeSpan.FromSeconds(37));
            stop.Cancel();
            end = broken.Time.Run(running, TimeSpan.FromMinutes(1));
        }

        Assert.Equal(whole.Decided, broken.Decided);
        Assert.Equal(string.Join(',', whole.Target.Writes), string.Join(',', broken.Target.Writes));
    }

    [Fact]
    public void ASnapshotThatIsDamaged_IsNotGoneOnWith()
    {
        using LiveBench bench = new();
        bench.Journal.IsTail = true;
        Assert.Null(RunOnce(bench, 1, crashAt: 30));
        RecordedRollout recorded = Assert.IsType<StoredRollout.Kept>(bench.Time.Run(bench.Journal.LoadAsync(CancellationToken.None).AsTask(), TimeSpan.Zero)).Rollout;
        JournalLine.Snapshot snapshot = Assert.IsType<JournalLine.Snapshot>(recorded.Lines[0]);
        foreach (JournalLine.Snapshot other in new[] { snapshot with { State = "AAAA" + snapshot.State[4..] }, snapshot with { Driver = "{}" } })
        {
            LiveEnd end = bench.Run(bench.Rollout(recorded with { Lines = recorded.Lines.SetItem(0, other) }));
            Assert.Equal(LiveEndKind.NotDriven, end.Kind);
            Assert.Contains("snapshot", end.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WhoeverTakesOverLongAfterTheDecision_StillHasTheTimeToWindUp()
    {
        using LiveBench bench = new();
        bench.Target.Before = (_, kind) => kind == EffectKind.Promote ? new TrafficWrite.Unavailable("away", null) : null;
        Task<LiveEnd> first = bench.Rollout().RunAsync(CancellationToken.None);
        while (bench.Target.Weight.Parts < bench.Target.Weight.Total || bench.Target.Weight.Parts == 0)
            bench.Time.Pass(TimeSpan.FromSeconds(10));
        Assert.False(first.IsCompleted);
        bench.LoseTheLease();
        bench.Time.Pass(TimeSpan.FromHours(1));
        Assert.True(first.IsCompleted);

        bench.HaveTheLease();
        bench.Fence = 2;
        int tries = 0;
        bench.Target.Before = (_, kind) => kind == EffectKind.Promote && tries++ < 3 ? new TrafficWrite.Unavailable("away", null) : null;
        LiveEnd end = bench.Run(bench.Rollout());
        Assert.Equal((LiveEndKind.Finished, RolloutOutcome.Promoted), (end.Kind, end.Outcome));
        Assert.True(bench.Target.IsPromoted);
        Assert.DoesNotContain(bench.Told, said => said.StartsWith("CM3121", StringComparison.Ordinal));
    }

    [Fact]
    public void ACrashAtEverySecondThing_StillComesToAnEnd()
    {
        using LiveBench bench = new();
        LiveEnd? end = null;
        for (int process = 1; end is null && process < 1000; process++)
            end = RunOnce(bench, process, crashAt: 7 + process % 3);
        Assert.Equal(RolloutOutcome.Promoted, end?.Outcome);
        Assert.Equal("weight 10 %,weight 50 %,weight 100 %,promote,weight 0 %,scale 0", string.Join(',', bench.Target.Writes));
    }

    [Fact]
    public void AfterAStop_ThePresentLookAndTheWaitsGoOn()
    {
        using LiveBench bench = new();
        using CancellationTokenSource stop = new();
        Task<LiveEnd> running = bench.Rollout().RunAsync(stop.Token);
        bench.Time.Pass(TimeSpan.FromSeconds(90));
        stop.Cancel();
        bench.Time.Run(running, TimeSpan.FromSeconds(1));
        bench.NewProcess();
        bench.Time.Pass(TimeSpan.FromSeconds(10));
        bench.Fence++;
        LiveRollout second = bench.Rollout();
        LiveEnd end = bench.Run(second);
        Assert.Equal(RolloutOutcome.Promoted, end.Outcome);

        // The look that was due at 2:00 was taken then, not a minute after the restart.
        Assert.Contains(second.Entries, entry => entry.Observation is { Kind: ObservationKind.MeasurementAnswered } && entry.Observation.At == Moment.FromSeconds(120));
    }

    [Fact]
    public void OverdueMoments_AreReachedAtOnce()
    {
        using LiveBench bench = new();
        Assert.Null(RunOnce(bench, 1, crashAt: 9));
        bench.Time.Pass(TimeSpan.FromHours(3));
        LiveEnd end = bench.Run(bench.Rollout());
        Assert.Equal(RolloutOutcome.RolledBackForWantOfEvidence, end.Outcome);
        Assert.Equal(TrafficWeight.None, bench.Target.Weight);
    }

    [Fact]
    public void AHookThatWasNotAnswered_IsCalledAgainUnderTheSameName()
    {
        using LiveBench bench = new("""
            kind: Policy
            plan: { weights: [10], every: 1m, maximum: 2h, hooks: { preRollout: smoke, timeout: 10m } }
            checks: [ { metric: errors, atMost: 2% } ]
            """);
        bench.Hook = _ => throw new CrashException();
        Assert.Throws<CrashException>(() => bench.Run(bench.Rollout()));
        bench.NewProcess();
        bench.Hook = _ => Task.FromResult(new HookReply(false, "3 of 40 cases are wrong"));
        LiveEnd end = bench.Run(bench.Rollout());
        Assert.Equal(RolloutOutcome.RolledBackOnOrder, end.Outcome);
        Assert.Equal(["fraud-1/0.1", "fraud-1/0.1"], bench.Called.Select(call => call.Call));
        Assert.DoesNotContain(bench.Target.Weights, weight => weight.Parts > 0);
    }

    [Fact]
    public void AnotherPolicyOverTheJournal_IsNotGoneOnWith()
    {
        using LiveBench bench = new();
        Assert.Null(RunOnce(bench, 1, crashAt: 30));
        using LiveBench other = new(LiveBench.Usual.Replace("[10, 50]", "[20, 50]", StringComparison.Ordinal));
        other.Store = bench.Store;
        LiveEnd end = other.Run(other.Rollout());
        Assert.Equal(LiveEndKind.NotDriven, end.Kind);
        Assert.Contains("does not fit", end.Text, StringComparison.Ordinal);
        Assert.Empty(other.Target.Writes);
    }

    [Fact]
    public void ALastLineThatIsCutOff_IsLeftOutAndSaid()
    {
        using LiveBench bench = new();
        Assert.Null(RunOnce(bench, 1, crashAt: 30));
        bench.Journal.Add("{\"step\":"u8);
        bench.NewProcess();
        Assert.Equal(RolloutOutcome.Promoted, bench.Run(bench.Rollout()).Outcome);
        Assert.Contains(bench.Told, said => said.StartsWith("CM3102", StringComparison.Ordinal));
    }

    [Fact]
    public void AJournalThatCannotBeWritten_HoldsEverythingButARollback()
    {
        using LiveBench bench = new();
        bool isFull = false;
        bench.Store = new FullStore(bench.Store, () => isFull);
        Task<LiveEnd> running = bench.Rollout().RunAsync(TestContext.Current.CancellationToken);
        bench.Time.Pass(TimeSpan.FromSeconds(90));
        isFull = true;
        bench.Time.Pass(TimeSpan.FromMinutes(30));
        Assert.Equal(["weight 10 %"], bench.Target.Writes);
        bench.Order = new OperatorOrder(OperatorWord.Abort, "abort by test");
        bench.Time.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal("weight 10 %,weight 0 %,abort,scale 0", string.Join(',', bench.Target.Writes));
        isFull = false;
        Assert.Equal(RolloutOutcome.RolledBackOnOrder, bench.Time.Run(running, TimeSpan.FromMinutes(1)).Outcome);
    }

    private static bool Survives(int crashAt, double errors, string writes, bool isTail)
    {
        using LiveBench bench = new();
        bench.Journal.IsTail = isTail;
        bench.Pipeline.CanaryErrors = errors;
        if (RunOnce(bench, 1, crashAt) is not null || bench.Journal.IsEnded)
            return false;
        bench.Time.Pass(TimeSpan.FromSeconds(20));
        LiveEnd? end = RunOnce(bench, 2, int.MaxValue);
        Assert.True(writes == string.Join(',', bench.Target.Writes), $"crash at {crashAt}: {string.Join(',', bench.Target.Writes)}");
        Assert.Equal(LiveEndKind.Finished, end?.Kind);
        return true;
    }

    private static LiveEnd? RunOnce(LiveBench bench, int process, int crashAt)
    {
        int things = 0;
        void Step()
        {
            if (++things == crashAt)
                throw new CrashException();
        }

        bench.NewProcess();
        bench.Fence = process;
        bench.Store = new CrashingStore(bench.Store, Step);
        bench.Target.Before = (_, _) =>
        {
            Step();
            return null;
        };
        bench.Target.After = _ =>
        {
            Step();
            return null;
        };
        try
        {
            return bench.Run(bench.Rollout());
        }
        catch (CrashException)
        {
            return null;
        }
    }
}
