using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Policies;

/// <summary>Requests to a manifest's canary that are not simply its share of everybody's: copies, those of load tests, those that a match selects.</summary>
public sealed record ForeignTraffic
{
    /// <summary>Nothing of that kind.</summary>
    public static ForeignTraffic None { get; } = new();

    /// <summary>Share of the requests that the routers copy while the controller mirrors, from 0 to 1.</summary>
    public double MirroredShare { get; init; }

    /// <summary>What its hooks' load tests make.</summary>
    public ImmutableArray<LoadTest> LoadTests { get; init; } = [];

    /// <summary>Requests a second that take the place of all load tests, the scenario's included; nothing where none were asked for.</summary>
    public double? Load { get; init; }

    /// <summary>Load tests that do not tell what they make and without which nothing could be said; of no matter where a rate is given.</summary>
    public ImmutableArray<Diagnostic> Untold { get; init; } = [];

    /// <summary>Which requests the weights are shares of; nothing where of all.</summary>
    public ForeignMatch? Match { get; init; }

    /// <summary>What is simulated and assumed of them, in sentences without their stops.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>What is missing to simulate it in a world; nothing where nothing is.</summary>
    public ImmutableArray<Diagnostic> WhyNotIn(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        ImmutableArray<Diagnostic> load = Load is null && world.Tests.Steady == 0 ? Untold : [];
        return Match is { At: var at } && ShareIn(world.Traffic) is null
            ? [.. load, Diagnostic.At(at.File, at.Start, ScenarioMessages.MatchUnknown)]
            : load;
    }

    /// <summary>The traffic with its users as a match tells them apart: by what they are, so that each stays where it is.</summary>
    public Traffic UsersOf(Traffic traffic)
    {
        ArgumentNullException.ThrowIfNull(traffic);
        return Match is null ? traffic : traffic with { Users = traffic.Users with { Sticky = true }, Matched = ShareIn(traffic) };
    }

    /// <summary>The requests in a world that no user waits for: what the scenario has of them comes on top of the manifest's own.</summary>
    public TestTraffic TestsIn(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return new TestTraffic
        {
            MirroredShare = MirroredShare * (Match is null ? 1 : ShareIn(world.Traffic) ?? 1),
            Steady = Load ?? world.Tests.Steady,
            LoadTests = Load is null ? LoadTests : [],
        };
    }

    /// <summary>The controller for the share that matches in a world; nothing where there is no match.</summary>
    public IRolloutController? ControllerIn(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return Match is { Controller: var controller } && ShareIn(world.Traffic) is { } share ? controller(share) : null;
    }

    private double? ShareIn(Traffic traffic) => Match?.Share ?? traffic.Matched;
}
