using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Exposure;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Tests.Engines;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;
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

    [Fact]
    public void SetWeight_WhileTheRateMoves_CountsExpectedRequests()
    {
        // 10 requests a second for a minute, none for a minute, 40 for a minute; 5,000 sticky users.
        RatePoint[] points = [new(TimeSpan.Zero, 10), new(TimeSpan.FromSeconds(60), 0), new(TimeSpan.FromSeconds(120), 40)];
        World world = Given.World with
        {
            Traffic = new Traffic(50.0 / 3, new Users(5000, true)) { Shape = new RateShape.Trace([.. points], TimeSpan.FromSeconds(180)) },
            Faults = [new AccuracyDrop(0.03, FaultTarget.Canary, FaultTiming.Always)],
        };
        ExposureLedger ledger = new(CompiledWorld.Compile(world));
        ledger.Start(StreamKey.Root(1));
        ledger.SetWeight(0.1, Moment.FromSeconds(30));
        ledger.SetWeight(0.5, Moment.FromSeconds(120));
        ledger.SetWeight(0, Moment.FromSeconds(150));
        ledger.Finish(Moment.FromSeconds(3600));
        Assert.Equal(0.1 * 300 + 0.5 * 1200, ledger.CanaryRequests, 6);
        Assert.Equal(ledger.CanaryRequests, ledger.ExposedRequests, 6);
        Assert.Equal(ledger.ExposedRequests * 0.03 * 0.99 * 0.99, ledger.HurtAnswers, 6);

        // A tenth of the users is on the canary while 1,500 requests come, the next four tenths while 1,200 come.
        Assert.Equal(500 * (1 - Math.Exp(-0.3)) + 2000 * (1 - Math.Exp(-0.24)), ledger.ExposedUsers, 6);
    }

    [Fact]
    public void CanaryRequests_OfBurstyTraffic_AreThoseThatTheEngineDrawsFrom()
    {
        World world = Given.World with
        {
            Duration = TimeSpan.FromMinutes(10),
            Traffic = new Traffic(100, new Users(5000, true)) { Shape = new RateShape.Bursty(20, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30)) },
        };
        EngineRun run = new(EngineKind.Binned, world, (int)Slot.Requests);
        ExposureLedger ledger = new(CompiledWorld.Compile(world));
        double statistic = 0;
        for (int replication = 0; replication < 300; replication++)
        {
            run.History(replication, 0.5, seed: 9);
            ledger.Start(StreamKey.Root(9).With(replication));
            ledger.SetWeight(0.5, Moment.Start);
            ledger.Finish(Moment.FromSeconds(600));
            double difference = run.Counter(1, Slot.Requests) - ledger.CanaryRequests;
            statistic += difference * difference / ledger.CanaryRequests;
        }

        // Given the path of the rate the canary's requests are Poisson with the ledger's number as mean; without the path they would spread 76 times as wide.
        double upper = ChiSquareDistribution.Upper(statistic, 300);
        GoodnessOfFit.Accept(2 * Math.Min(upper, 1 - upper));
    }

    private static ExposureLedger Ledger(Fault fault) => new(CompiledWorld.Compile(Given.World with { Faults = [fault] }));
}
