using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Kernel;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Tests.Engines;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Requests;

/// <summary>Operations a request, which do not depend on the machine.</summary>
public sealed class RequestCostTests
{
    [Theory]
    [InlineData(false, 1)] // its end; arrivals are a sorted list beside the calendar
    [InlineData(true, 2)] // and the moment at which its caller gives up, mostly cancelled
    public void Events_ARequest_AreOneOrTwo(bool hasTimeout, int events)
    {
        Serving serving = new() { Concurrency = 20, Timeout = hasTimeout ? TimeSpan.FromSeconds(5) : TimeSpan.MaxValue };
        ServingEngine engine = Assert.IsType<ServingEngine>(new EngineRun(EngineKind.Request, Given.World with { Serving = serving }, (int)Slot.Requests).Engine);
        engine.Start(1, 0);
        engine.SetWeight(0.5, Moment.Start);
        double requests = 0;
        while (engine.TryTakeCell(Moment.After(Given.World.Duration)))
            requests += engine.BaselineRequests + engine.CanaryRequests;
        CalendarCounts counts = engine.Events;

        // Those still in the pods at the end have been scheduled and not counted.
        Assert.InRange(counts.Scheduled, events * requests, events * (requests + 40));
        Assert.InRange(counts.Cancelled, (events - 1) * requests * 0.999, (events - 1) * requests);

        // A heap of 20 to 40 pending events moves each a few places on its way in and out.
        Assert.InRange(counts.Moves, 0, 8.0 * counts.Scheduled);
    }
}
