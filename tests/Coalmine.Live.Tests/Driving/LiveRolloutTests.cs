using Coalmine.Live.Driving;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Driving;

public sealed class LiveRolloutTests
{
    [Fact]
    public void HealthyCanary_IsPromotedStepByStep_AndItsPodsGo()
    {
        using LiveBench bench = new();
        LiveEnd end = bench.Run(bench.Rollout());
        Assert.Equal((LiveEndKind.Finished, RolloutOutcome.Promoted), (end.Kind, end.Outcome));
        Assert.Equal(["weight 10 %", "weight 50 %", "weight 100 %", "promote", "weight 0 %", "scale 0"], bench.Target.Writes);
        Assert.Equal(bench.Pipeline.HandedOut.Distinct().Order(), bench.Pipeline.HandedOut);
    }

    [Fact]
    public void BadCanary_LosesItsTrafficFirst()
    {
        using LiveBench bench = new();
        bench.Pipeline.CanaryErrors = 0.2;
        LiveEnd end = bench.Run(bench.Rollout());
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, end.Outcome);
        Assert.Equal(["weight 10 %", "weight 0 %", "abort", "scale 0"], bench.Target.Writes);
    }

    [Fact]
    public void MetricsAway_Holds_ThenRollsBackByThePolicy()
    {
        using LiveBench bench = new();
        bench.Pipeline.IsThere = false;
        LiveEnd end = bench.Run(bench.Rollout());
        Assert.Equal(RolloutOutcome.RolledBackForWantOfEvidence, end.Outcome);
        Assert.InRange(bench.Time.Elapsed, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(7));
        Assert.Equal(TrafficWeight.None, bench.Target.Weight);
    }

    [Fact]
    public void EveryEffectIsOnDiskBeforeItIsCarriedOut()
    {
        using LiveBench bench = new();
        List<string> missing = [];
        bench.Target.Before = (order, kind) =>
        {
            // The journal that another process would read now holds the entry whose effect this is.
            string entry = FormattableString.Invariant($"\"{order.Entry}\"");
            if (!bench.RecordedEntries().Contains(order.Entry))
                missing.Add(entry);
            return null;
        };
        bench.Run(bench.Rollout());
        Assert.Empty(missing);
    }

    [Fact]
    public void WriteUnavailable_IsTriedAgainWithLongerWaits_AndChangesNothingElse()
    {
        using LiveBench bench = new();
        List<TimeSpan> tries = [];
        bench.Target.Before = (order, _) =>
        {
            tries.Add(bench.Time.Elapsed);
            return tries.Count < 6 ? new TrafficWrite.Unavailable("503", null) : null;
        };
        LiveEnd end = bench.Run(bench.Rollout());
        Assert.Equal(RolloutOutcome.Promoted, end.Outcome);
        Assert.Equal([0, 1, 3, 7, 15, 31], tries.Take(6).Select(at => (int)at.TotalSeconds));
        Assert.Single(bench.Told, said => said.StartsWith("CM3104", StringComparison.Ordinal));
    }

    [Fact]
    public void RollbackThatIsHindered_IsTriedUntilItSucceeds_AndIsLoud()
    {
        using LiveBench bench = new();
        bench.Pipeline.CanaryErrors = 0.2;
        TimeSpan back = TimeSpan.FromHours(1);
        bench.Target.Before = (order, _) => bench.Target.Weights.Count > 0 && bench.Time.Elapsed < back ? new TrafficWrite.Unavailable("no route to host", null) : null;
        LiveEnd end = bench.Run(bench.Rollout());
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, end.Outcome);
        Assert.Equal(TrafficWeight.None, bench.Target.Weight);
        Assert.InRange(bench.Time.Elapsed, back, back + TimeSpan.FromMinutes(1));
        Assert.True(bench.Told.Count(said => said.StartsWith("CM3105", StringComparison.Ordinal)) > 50);
    }

    [Fact]
    public void WriteAppliedThoughTheAnswerWasLost_IsNotDoneTwice()
    {
        using LiveBench bench = new();
        int lost = 0;
        bench.Target.After = _ => lost++ == 0 ? new TrafficWrite.Unavailable("timed out", null) : null;
        LiveEnd end = bench.Run(bench.Rollout());
        Assert.Equal(RolloutOutcome.Promoted, end.Outcome);
        Assert.Equal("weight 10 %", bench.Target.Writes[0]);
        Assert.Equal("weight 50 %", bench.Target.Writes[1]);
    }

    [Fact]
    public void ARollbackTakesThePlaceOfAWeightThatWaits()
    {
        using LiveBench bench = new();
        bool isBad = false;
        bench.Target.Before = (order, kind) =>
        {
            // The step to 50 % cannot be written; meanwhile an operator gives up.
            if (bench.Target.Weights.Count != 1 || isBad)
                return null;
            bench.Order = new OperatorOrder(OperatorWord.Abort, "abort by test");
            isBad = true;
            return new TrafficWrite.Unavailable("429", TimeSpan.FromMinutes(3));
        };
        LiveEnd end = bench.Run(bench.Rollout());
        Assert.Equal(RolloutOutcome.RolledBackOnOrder, end.Outcome);
        Assert.Equal(["weight 10 %", "weight 0 %", "abort", "scale 0"], bench.Target.Writes);
    }

    [Fact]
    public void ForeignEdit_PausesAndIsLeftAlone_UntilAnOperatorResumes()
    {
        using LiveBench bench = new();
        Task<LiveEnd> running = bench.Rollout().RunAsync(CancellationToken.None);
        bench.Time.Pass(TimeSpan.FromSeconds(70));
        bench.Target.Weight = new TrafficWeight(33);
        bench.Time.Pass(TimeSpan.FromMinutes(20));
        Assert.Equal(new TrafficWeight(33), bench.Target.Weight);
        Assert.Single(bench.Told, said => said.StartsWith("CM3108", StringComparison.Ordinal));
        bench.Order = new OperatorOrder(OperatorWord.Resume, "resume by test");
        bench.Time.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(new TrafficWeight(10), bench.Target.Weight);
        Assert.Equal(RolloutOutcome.Promoted, bench.Time.Run(running, TimeSpan.FromHours(2)).Outcome);
    }

    [Fact]
    public void ForeignEditAfterAnOperatorSaidResume_IsNotWrittenOver()
    {
        using LiveBench bench = new();
        Task<LiveEnd> running = bench.Rollout().RunAsync(CancellationToken.None);
        bench.Time.Pass(TimeSpan.FromSeconds(70));
        bench.Target.Weight = new TrafficWeight(33);
        bench.Time.Pass(TimeSpan.FromMinutes(1));
        bench.Target.Before = (_, kind) => kind == EffectKind.SetWeight ? new TrafficWrite.Unavailable("away", null) : null;
        bench.Order = new OperatorOrder(OperatorWord.Resume, "resume by test");
        bench.Time.Pass(TimeSpan.FromSeconds(10));

        // The operator has seen 33 % and not this.
        bench.Target.Weight = TrafficWeight.None;
        bench.Target.Before = (_, _) => null;
        bench.Time.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(TrafficWeight.None, bench.Target.Weight);
        Assert.Equal(2, bench.Told.Count(said => said.StartsWith("CM3108", StringComparison.Ordinal)));
        bench.Order = new OperatorOrder(OperatorWord.Resume, "resume by test again");
        Assert.Equal(RolloutOutcome.Promoted, bench.Time.Run(running, TimeSpan.FromHours(2)).Outcome);
    }

    [Fact]
    public void ForeignEdit_DoesNotHinderARollback()
    {
        using LiveBench bench = new();
        Task<LiveEnd> running = bench.Rollout().RunAsync(CancellationToken.None);
        bench.Time.Pass(TimeSpan.FromSeconds(70));
        bench.Target.Weight = new TrafficWeight(33);
        bench.Time.Pass(TimeSpan.FromMinutes(2));
        bench.Pipeline.CanaryErrors = 0.3;
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, bench.Time.Run(running, TimeSpan.FromHours(2)).Outcome);
        Assert.Equal(TrafficWeight.None, bench.Target.Weight);
    }

    [Fact]
    public void NewerDriver_EndsThisOne_WithoutAWriteMore()
    {
        using LiveBench bench = new();
        Task<LiveEnd> running = bench.Rollout().RunAsync(CancellationToken.None);
        bench.Time.Pass(TimeSpan.FromSeconds(70));
        bench.Target.Fence = 2;
        int writes = bench.Target.Writes.Count;
        Assert.Equal(LiveEndKind.Superseded, bench.Time.Run(running, TimeSpan.FromHours(2)).Kind);
        Assert.Equal(writes, bench.Target.Writes.Count);
    }

    [Fact]
    public void LostLease_EndsAtOnce()
    {
        using LiveBench bench = new();
        Task<LiveEnd> running = bench.Rollout().RunAsync(CancellationToken.None);
        bench.Time.Pass(TimeSpan.FromSeconds(70));
        bench.LoseTheLease();
        Assert.True(running.IsCompleted);
        Assert.Equal(LiveEndKind.Superseded, bench.Time.Run(running, TimeSpan.Zero).Kind);
        Assert.Equal(["weight 10 %"], bench.Target.Writes);
    }

    [Fact]
    public void ALeaseThatIsLostBeforeTheFirstStep_BeginsNothing()
    {
        using LiveBench bench = new();
        bench.LoseTheLease();
        LiveRollout rollout = bench.Rollout();
        LiveEnd end = bench.Run(rollout);
        Assert.Equal((LiveEndKind.Superseded, RolloutOutcome.Open), (end.Kind, end.Outcome));
        Assert.Empty(rollout.Entries);
        Assert.Empty(bench.Target.Writes);
    }

    [Theory]
    [InlineData(StopRule.Hold, "weight 10 %")]
    [InlineData(StopRule.RollBack, "weight 10 %,weight 0 %,abort,scale 0")]
    public void ARequestToStop_LeavesTheTrafficAsSaid(StopRule rule, string writes)
    {
        using LiveBench bench = new();
        bench.Rules = new LiveRules { OnStop = rule };
        using CancellationTokenSource stop = new();
        Task<LiveEnd> running = bench.Rollout().RunAsync(stop.Token);
        bench.Time.Pass(TimeSpan.FromSeconds(70));
        stop.Cancel();
        LiveEnd end = bench.Time.Run(running, TimeSpan.FromMinutes(1));
        Assert.Equal(writes, string.Join(',', bench.Target.Writes));
        Assert.Equal(rule == StopRule.Hold ? LiveEndKind.Stopped : LiveEndKind.Finished, end.Kind);
    }

    [Fact]
    public void WallClockThatIsSet_ChangesNothing()
    {
        using LiveBench bench = new();
        Task<LiveEnd> running = bench.Rollout().RunAsync(CancellationToken.None);
        bench.Time.Pass(TimeSpan.FromSeconds(70));
        bench.Time.WallClockError = TimeSpan.FromDays(1);
        bench.Time.Pass(TimeSpan.FromSeconds(30));
        bench.Time.WallClockError = TimeSpan.FromDays(-1);
        bench.Time.Pass(TimeSpan.FromSeconds(10));
        Assert.False(running.IsCompleted);
        Assert.Equal(["weight 10 %"], bench.Target.Writes);
    }

    [Fact]
    public void SlowMeasurement_HindersNeitherTheMaximumNorAnOperator()
    {
        using LiveBench bench = new();
        bench.Pipeline.Wait = () => Task.Delay(TimeSpan.FromMinutes(30), bench.Time);
        Task<LiveEnd> running = bench.Rollout().RunAsync(CancellationToken.None);
        bench.Time.Pass(TimeSpan.FromMinutes(5));
        bench.Order = new OperatorOrder(OperatorWord.Abort, "abort by test");
        bench.Time.Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(TrafficWeight.None, bench.Target.Weight);
        Assert.Equal(RolloutOutcome.RolledBackOnOrder, bench.Time.Run(running, TimeSpan.FromHours(1)).Outcome);
    }
}
