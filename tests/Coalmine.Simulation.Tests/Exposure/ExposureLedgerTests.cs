using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Exposure;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Tests.Exposure;

public sealed class ExposureLedgerTests
{
    [Fact]
    public void SetWeight_AroundAPassingFault_IntegratesWhatOverlaps()
    {
        // 100 requests a second; the fault from 600 to 900 s; weight 10 % from 300 s, 50 % from 700 s, 0 from 800 s.
        FaultTiming timing = new(TimeSpan.FromSeconds(600), TimeSpan.Zero, TimeSpan.FromSeconds(300));
        ExposureLedger ledger = Ledger(new AccuracyDrop(0.03, FaultTarget.Canary, timing));
        ledger.Start(StreamKey.Root(1));
        ledger.SetWeight(0.1, Moment.FromSeconds(300));
        ledger.SetWeight(0.5, Moment.FromSeconds(700));
        ledger.SetWeight(0, Moment.FromSeconds(800));
        ledger.Finish(Moment.FromSeconds(3600));
        Assert.Equal(100 * (0.1 * 400 + 0.5 * 100), ledger.CanaryRequests, 6);
        Assert.Equal(100 * (0.1 * 100 + 0.5 * 100), ledger.ExposedRequests, 6);
        // Wrong 3 points more often; no error (99 %) and not slow (99 %) besides.
        Assert.Equal(ledger.ExposedRequests * 0.03 * 0.99 * 0.99, ledger.HurtAnswers, 6);
        Assert.True(ledger.ExposedUsers is > 0 and <= 2500);
    }

    [Fact]
    public void Start_AfterARollout_ForgetsIt()
    {
        ExposureLedger ledger = Ledger(new AccuracyDrop(0.03, FaultTarget.Canary, FaultTiming.Always));
        ledger.Start(StreamKey.Root(1));
        ledger.SetWeight(1, Moment.Start);
        ledger.Finish(Moment.FromSeconds(3600));
        Assert.Equal(360_000, ledger.ExposedRequests, 6);
        ledger.Start(StreamKey.Root(1));
        ledger.Finish(Moment.FromSeconds(3600));
        Assert.Equal(0, ledger.ExposedRequests);
        Assert.Equal(0, ledger.ExposedUsers);
    }

    [Fact]
    public void Finish_IndifferentWorld_HurtsWithoutExposing()
    {
        ExposureLedger ledger = Ledger(new AccuracyDrop(0.01, FaultTarget.Canary, FaultTiming.Always));
        ledger.Start(StreamKey.Root(1));
        ledger.SetWeight(0.5, Moment.Start);
        ledger.Finish(Moment.FromSeconds(100));
        Assert.Equal(0, ledger.ExposedRequests);
        Assert.Equal(5000 * 0.01 * 0.99 * 0.99, ledger.HurtAnswers, 6);
    }

    private static ExposureLedger Ledger(Fault fault) => new(CompiledWorld.Compile(Given.World with { Faults = [fault] }));
}
