using System.Collections.Immutable;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Worlds;

/// <summary>
/// A scenario's world: traffic, the two models, what goes wrong, when labels arrive, and how all of it is measured. It has no idea of a policy.
/// </summary>
public sealed record World
{
    /// <summary>The name shown in tables; usually the file's name without its ending.</summary>
    public required string Name { get; init; }

    /// <summary>How long the world is watched: the horizon of detection, exposure and hurt. A rollout still running then is open.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The requests.</summary>
    public required Traffic Traffic { get; init; }

    /// <summary>The pods.</summary>
    public required PodLayout Pods { get; init; }

    /// <summary>What limits the pods, and what callers do about it.</summary>
    public Serving Serving { get; init; } = Serving.Unlimited;

    /// <summary>
    /// Time from the order of a weight until requests follow it: proxies learn of it, connections are drained. After a rollback the canary serves this much
    /// longer.
    /// </summary>
    public TimeSpan Propagation { get; init; }

    /// <summary>The baseline's behaviour without faults.</summary>
    public required ModelBehaviour Baseline { get; init; }

    /// <summary>The canary's behaviour without faults.</summary>
    public required ModelBehaviour Canary { get; init; }

    /// <summary>What goes wrong, applied in this order.</summary>
    public ImmutableArray<Fault> Faults { get; init; } = [];

    /// <summary>Which answers get a label, and when.</summary>
    public LabelProcess Labels { get; init; } = LabelProcess.None;

    /// <summary>The comparison of mirrored requests in a shadow stage.</summary>
    public Mirroring Mirroring { get; init; } = Mirroring.None;

    /// <summary>Requests to the canary that no user waits for.</summary>
    public TestTraffic Tests { get; init; } = TestTraffic.None;

    /// <summary>The metrics pipeline.</summary>
    public required Telemetry Telemetry { get; init; }

    /// <summary>What counts as an effect, for the truth of this world.</summary>
    public Tolerance Tolerance { get; init; } = Tolerance.Default;
}
