using System.Collections.Immutable;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Topologies;

/// <summary>
/// What a file of a serving or routing platform makes of a world: its pods, and the latency buckets that its platform's metrics have. Traffic and models
/// are not in such a file, and it decides nothing.
/// </summary>
public sealed record ServingWorld
{
    /// <summary>The object, as <c>Kind name</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Its file.</summary>
    public required string File { get; init; }

    /// <summary>Whose metrics tell of its requests.</summary>
    public required Platform Platform { get; init; }

    /// <summary>Pods of the baseline; nothing where no file says.</summary>
    public int? Baseline { get; init; }

    /// <summary>Pods of the canary; nothing where no file says.</summary>
    public int? Canary { get; init; }

    /// <summary>What of it is simulated, a sentence a line, without a full stop.</summary>
    public ImmutableArray<string> Simulated { get; init; } = [];

    /// <summary>What it does not say and is assumed.</summary>
    public ImmutableArray<string> Assumed { get; init; } = [];

    /// <summary>What it says and no world has.</summary>
    public ImmutableArray<string> NotModelled { get; init; } = [];

    /// <summary>The sentence that matters, without a full stop.</summary>
    public string CarriesOnly => $"{Source} ({File}) carries traffic and does not decide";

    /// <summary>Pods laid out as the file says; where it says nothing they stay as they are.</summary>
    /// <param name="pods">The pods of a world that knows no better.</param>
    public PodLayout In(PodLayout pods)
    {
        ArgumentNullException.ThrowIfNull(pods);
        return pods with { Baseline = Baseline ?? pods.Baseline, Canary = Canary ?? pods.Canary };
    }

    /// <summary>A world with these pods, and with the platform's latency bounds in place of its telemetry's.</summary>
    /// <param name="world">The world; its telemetry has the bounds of a platform and none of its own.</param>
    public World On(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return world with
        {
            Pods = In(world.Pods),
            Telemetry = world.Telemetry with { Platform = Platform, LatencyBounds = PlatformBounds.Of(Platform) },
        };
    }
}
