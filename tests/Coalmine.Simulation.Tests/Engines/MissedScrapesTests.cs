using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Truth;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Engines;

public sealed class MissedScrapesTests
{
    private static readonly LostScrapes Outage = new(
        1, FaultTarget.Canary, new FaultTiming(TimeSpan.FromMinutes(10), TimeSpan.Zero, TimeSpan.FromMinutes(5)));

    [Fact]
    public void ProbabilityAt_LossOnTopOfMissedScrapes_IsThatOfEither()
    {
        World world = Given.World with
        {
            Telemetry = Given.World.Telemetry with { Missed = 0.1 },
            Faults = [Outage with { Share = 0.5 }],
        };
        MissedScrapes missed = new(new ScrapedWorld(world));
        Assert.Equal(0.1, missed.ProbabilityAt(Moment.FromSeconds(599), Arm.Canary), 12);
        Assert.Equal(0.55, missed.ProbabilityAt(Moment.FromSeconds(600), Arm.Canary), 12);
        Assert.Equal(0.1, missed.ProbabilityAt(Moment.FromSeconds(600), Arm.Baseline), 12);
    }

    [Fact]
    public void TakeCell_Outage_MissesThatArmsScrapesWhileItLasts()
    {
        World world = Given.World with { Faults = [Outage] };
        EngineRun run = new(world, (int)Slot.Requests);
        run.Engine.Start(1, 0);
        int lost = 0;
        while (run.Engine.TryTakeCell(Moment.After(world.Duration)))
        {
            bool isOut = run.Engine.ScrapedAt.Seconds is >= 600 and < 900;
            Assert.Equal([false, isOut], run.Engine.Missed);
            lost += isOut ? 1 : 0;
        }

        Assert.Equal(20, lost);
    }

    [Fact]
    public void Of_Outage_IsHealthy() => Assert.Equal(TruthKind.Healthy, WorldEffects.Of(Given.World with { Faults = [Outage] }).Truth);
}
