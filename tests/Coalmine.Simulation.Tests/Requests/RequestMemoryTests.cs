using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Tests.Engines;
using Coalmine.Simulation.Worlds;
using Coalmine.Testing;

namespace Coalmine.Simulation.Tests.Requests;

/// <summary>Requests are many: none of them may cost memory that has to be collected.</summary>
public sealed class RequestMemoryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Requests_WithScoresAndMovingClasses_AllocateNothing(bool hasLimits)
    {
        ModelBehaviour model = Given.Model with { Classes = GivenClasses.Mix, Scores = new ModelScores(new(0.9, 0.08), new(0.65, 0.25)) };
        FaultTiming ramp = new(TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.MaxValue);
        World world = Given.World with
        {
            Duration = TimeSpan.FromMinutes(5),
            Baseline = model,
            Canary = model,
            Labels = new LabelProcess(0.5, new DelayDistribution.LogNormal(60, 300)),
            Faults = [new PriorShift("a", 0.5, ramp), new RecallDrop("b", 0.2, FaultTarget.Canary, ramp)],
            Serving = hasLimits ? new Serving { Concurrency = 4, Timeout = TimeSpan.FromSeconds(1) } : Serving.Unlimited,
        };
        Engine engine = new EngineRun(EngineKind.Request, world).Engine;
        for (int replication = 0; replication < 20; replication++)
            Run(engine, replication);
        Assert.Equal(0, AllocationMeter.Least(() =>
        {
            Run(engine, 20);
            Run(engine, 3);
        }));
    }

    private static void Run(Engine engine, long replication)
    {
        engine.Start(1, replication);
        engine.SetWeight(0.5, Moment.Start);
        engine.SetMirroring(true, Moment.Start);
        Moment end = Moment.After(engine.World.World.Duration);
        while (engine.TryTakeCell(end))
        {
        }
    }
}
